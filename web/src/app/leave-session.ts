import { authLogout, authLogoutAll } from "../api/generated";
import { signedOut } from "../api/session";
import { keepPreferences } from "../lib/preferences";

/** Ends the session on the server if it can be reached, and here in any case. */
export async function leaveSession(): Promise<void> {
  await authLogout().catch(() => undefined);
  keepPreferences();
  signedOut();
}

/** Ends every session of the person. Unlike leaving here, it has to succeed: others may depend on it. */
export async function leaveEverywhere(): Promise<void> {
  await authLogoutAll();
  keepPreferences();
  signedOut();
}
