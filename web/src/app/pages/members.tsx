import { MembersPanel } from "../../features/workspaces/members-panel";
import { SettingsFrame } from "../../features/settings/settings-frame";
import { useTitle } from "../../ui/use-title";

export function Members() {
  useTitle("Members");
  return (
    <SettingsFrame>
      <MembersPanel />
    </SettingsFrame>
  );
}
