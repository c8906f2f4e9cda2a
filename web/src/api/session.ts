import { useSyncExternalStore } from "react";
import type { MembershipOut, TokenOut, UserOut } from "./generated";
import { type ApiProblem, problemOf, unreachable } from "./problem";

/** Who is signed in. The access token lives here only, in memory; the refresh token in a cookie no script can read. */
export type Session =
  | { status: "restoring" }
  | { status: "signed-out" }
  | { status: "signed-in"; token: string; person: Person };

/** Who it is and where they may work, as the server said with the token. */
export interface Person {
  user: UserOut;
  workspace_id: string;
  workspaces: MembershipOut[];
}

/** Says only that a refresh is worth trying, so that a first visit does not begin with a refused request. */
const HINT_KEY = "tradesense.returning";
const REFRESH = "/api/v1/auth/refresh";
const SIGNED_IN = "signed-in ";

let session: Session = { status: "restoring" };
let workspaceId: string | null = null;
let running: Promise<boolean> | null = null;
const listeners = new Set<() => void>();
const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("tradesense.session");

channel?.addEventListener("message", (event: MessageEvent<string>) => {
  if (event.data === "signed-out") forget();
  if (event.data.startsWith(SIGNED_IN) && isAnother(event.data.slice(SIGNED_IN.length))) startAnew();
});

export function useSession(): Session {
  return useSyncExternalStore(subscribe, currentSession);
}

export function currentSession(): Session {
  return session;
}

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function accessToken(): string | null {
  return session.status === "signed-in" ? session.token : null;
}

export function actIn(id: string | null): void {
  workspaceId = id;
}

export function currentWorkspaceId(): string | null {
  return workspaceId;
}

export function signedIn(answer: TokenOut): void {
  hint(true);
  // The cookie of a browser is one person's: its other tabs may be somebody else's until now.
  if (session.status !== "signed-in") channel?.postMessage(`${SIGNED_IN}${answer.user.id}`);
  const { access_token: token, user, workspace_id, workspaces } = answer;
  change({ status: "signed-in", token, person: { user, workspace_id, workspaces } });
}

/** Forgets everything here, and in the other tabs. */
export function signedOut(): void {
  hint(false);
  channel?.postMessage("signed-out");
  forget();
}

/** At the start: whoever was signed in still is, if the cookie says so. */
export async function restore(): Promise<void> {
  if (!hinted()) return forget();
  await refresh(null).catch(() => undefined);
  if (session.status === "restoring") forget();
}

/**
 * Exchanges the cookie for a new access token; false when the session is over. One tab at a time, since each
 * refresh token serves once; whoever waited for another's exchange in this tab takes its result.
 */
export function refresh(refusedToken: string | null): Promise<boolean> {
  running ??= exchange(refusedToken).finally(() => {
    running = null;
  });
  return running;
}

function exchange(refusedToken: string | null): Promise<boolean> {
  return locked(async () => {
    const token = accessToken();
    if (token !== null && token !== refusedToken) return true;
    let response: Response;
    try {
      response = await fetch(REFRESH, { method: "POST" });
    } catch {
      throw unreachable();
    }
    if (response.ok) {
      const answer = (await response.json()) as TokenOut;
      if (isAnother(answer.user.id)) {
        startAnew();
        return false;
      }
      signedIn(answer);
      return true;
    }
    const problem: ApiProblem = await problemOf(response);
    if (problem.status !== 401 && problem.status !== 403) throw problem;
    signedOut();
    return false;
  });
}

function isAnother(userId: string): boolean {
  return session.status === "signed-in" && session.person.user.id !== userId;
}

/** What this tab shows and was about to do is one person's, and the browser is another's by now: all of it goes. */
function startAnew(): void {
  forget();
  globalThis.location.assign("/");
}

async function locked<T>(work: () => Promise<T>): Promise<T> {
  if (typeof navigator.locks === "undefined") return work();
  return navigator.locks.request("refresh", work);
}

function forget(): void {
  workspaceId = null;
  change({ status: "signed-out" });
}

function change(next: Session): void {
  session = next;
  for (const listener of listeners) listener();
}

function hint(returning: boolean): void {
  try {
    if (returning) localStorage.setItem(HINT_KEY, "yes");
    else localStorage.removeItem(HINT_KEY);
  } catch {
    // Storage is off: the next visit begins at the sign-in page.
  }
}

function hinted(): boolean {
  try {
    return localStorage.getItem(HINT_KEY) !== null;
  } catch {
    return true;
  }
}
