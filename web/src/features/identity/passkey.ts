import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  startRegistration,
  WebAuthnAbortService,
} from "@simplewebauthn/browser";
import {
  authPasskeysAdd,
  authPasskeysAsk,
  authPasskeysAskAgain,
  authPasskeysBegin,
  authPasskeysProve,
  authPasskeysSignIn,
  type PasskeyOut,
  type TokenOut,
} from "../../api/generated";

type Requesting = Parameters<typeof startAuthentication>[0]["optionsJSON"];
type Creating = Parameters<typeof startRegistration>[0]["optionsJSON"];
type Credential = Record<string, unknown>;

/** Whether this browser can use passkeys on this page: they are bound to a name, and a number is none. */
export function canUsePasskeys(): boolean {
  return browserSupportsWebAuthn() && !/^(?:[\d.]+|\[.*\])$/.test(globalThis.location.hostname);
}

export async function signInByPasskey(): Promise<TokenOut> {
  const { options } = await authPasskeysAsk();
  const credential = await startAuthentication({ optionsJSON: options as unknown as Requesting });
  return authPasskeysSignIn({ body: { credential: credential as unknown as Credential } });
}

/** Offers passkeys among the suggestions of the email field, until the page is left. Null where that is not possible. */
export async function signInByAutofill(): Promise<TokenOut | null> {
  if (!canUsePasskeys() || !(await browserSupportsWebAuthnAutofill())) return null;
  const { options } = await authPasskeysAsk();
  const credential = await startAuthentication({ optionsJSON: options as unknown as Requesting, useBrowserAutofill: true });
  return authPasskeysSignIn({ body: { credential: credential as unknown as Credential } });
}

export function stopAutofill(): void {
  WebAuthnAbortService.cancelCeremony();
}

export async function addPasskey(name: string): Promise<PasskeyOut> {
  const { options } = await authPasskeysBegin();
  const credential = await startRegistration({ optionsJSON: options as unknown as Creating });
  return authPasskeysAdd({ body: { credential: credential as unknown as Credential, name } });
}

export async function proveByPasskey(): Promise<void> {
  const { options } = await authPasskeysAskAgain();
  const credential = await startAuthentication({ optionsJSON: options as unknown as Requesting });
  await authPasskeysProve({ body: { credential: credential as unknown as Credential } });
}

/** Whether somebody only closed the browser's question: nothing to tell. */
export function wasDismissed(thrown: unknown): boolean {
  return thrown instanceof Error && (thrown.name === "NotAllowedError" || thrown.name === "AbortError");
}
