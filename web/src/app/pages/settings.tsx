import { PasswordForm } from "../../features/identity/password-form";
import { ProfileSection } from "../../features/identity/profile-section";
import { SessionSection } from "../../features/identity/session-section";
import { AboutSection } from "../../features/settings/about-section";
import { AppearanceSection } from "../../features/settings/appearance-section";
import { SettingsLayout } from "../../features/settings/settings-layout";
import { WorkspaceEnd } from "../../features/workspaces/workspace-end";
import { WorkspaceForm } from "../../features/workspaces/workspace-form";
import { KeyTable } from "../../ui/key-table";
import { useTitle } from "../../ui/use-title";
import { leaveEverywhere, leaveSession } from "../leave-session";
import { SHORTCUTS } from "../navigation";

const PARTS = [
  { id: "profile", title: "Profile", hint: "Who you are here.", content: <ProfileSection /> },
  {
    id: "appearance",
    title: "Appearance",
    hint: "How pages look on this device.",
    content: <AppearanceSection />,
  },
  {
    id: "workspace",
    title: "Workspace",
    hint: "What holds your accounts, trades and notes.",
    content: <WorkspaceForm />,
  },
  {
    id: "password",
    title: "Password",
    hint: "Changing it ends every other session of yours.",
    content: <PasswordForm />,
  },
  {
    id: "sessions",
    title: "Sessions",
    hint: "Leave here, or everywhere at once.",
    content: <SessionSection onSignOut={leaveSession} onSignOutEverywhere={leaveEverywhere} />,
  },
  {
    id: "end",
    title: "Leave or delete",
    hint: "This workspace: hand it over, leave it, or delete it.",
    content: <WorkspaceEnd />,
  },
  {
    id: "keyboard",
    title: "Keyboard",
    hint: "Everything can be done with it. ? shows this list anywhere.",
    content: <KeyTable groups={SHORTCUTS} />,
  },
  { id: "about", title: "About", hint: "Which TradeSense this is.", content: <AboutSection /> },
];

export function Settings() {
  useTitle("Settings");
  return <SettingsLayout parts={PARTS} />;
}
