import { JoinPage } from "../../features/workspaces/join-page";
import { leaveSession } from "../leave-session";

export function Join() {
  return <JoinPage onSignOut={leaveSession} />;
}
