import { EmailForm } from "../../features/identity/email-form";
import { IdentitiesSection } from "../../features/identity/identities-section";
import { PasskeysSection } from "../../features/identity/passkeys-section";
import { PasswordForm } from "../../features/identity/password-form";
import { ProfileSection } from "../../features/identity/profile-section";
import { SessionSection } from "../../features/identity/session-section";
import { TotpSection } from "../../features/identity/totp-section";
import { AboutSection } from "../../features/settings/about-section";
import { AppearanceSection } from "../../features/settings/appearance-section";
import { DataLink } from "../../features/settings/data-link";
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
    id: "data",
    title: "Data",
    hint: "Everything of the workspace in one file, and back; tables for spreadsheets.",
    content: <DataLink />,
  },
  {
    id: "password",
    title: "Password",
    hint: "Changing it ends every other session of yours.",
    content: <PasswordForm />,
  },
  {
    id: "email",
    title: "Email",
    hint: "You sign in with it, and mails go there. Another one has to be confirmed.",
    content: <EmailForm />,
  },
  {
    id: "second-factor",
    title: "Second factor",
    hint: "A code of your phone besides the password: who learns your password cannot sign in.",
    content: <TotpSection />,
  },
  {
    id: "passkeys",
    title: "Passkeys",
    hint: "Sign in without a password. Nothing that could be phished or leaked.",
    content: <PasskeysSection />,
  },
  {
    id: "providers",
    title: "Other providers",
    hint: "Accounts elsewhere that sign you in here.",
    content: <IdentitiesSection />,
  },
  {
    id: "sessions",
    title: "Sessions",
    hint: "Where you are signed in. Leave here, there, or everywhere at once.",
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
