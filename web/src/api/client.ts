import { keep, knownTag, replay } from "./etags";
import { client } from "./generated/client.gen";
import { problemOf, unreachable } from "./problem";
import { PROOF_NEEDED, proveAgain } from "./proof";
import { accessToken, currentSession, currentWorkspaceId, refresh } from "./session";

/** The 401s that a new token does not mend: they are about what is in the body. */
const NOT_MENDED = new Set(["identity.login_refused", "identity.challenge_over"]);

/** The one way to the server: adds who asks, asks again once with a new token, throws problems. */
export async function apiFetch(request: Request): Promise<Response> {
  const token = accessToken();
  let response = await send(request.clone());
  // Whoever is known to be signed out has nothing to exchange.
  const hopes = response.status === 401 && currentSession().status !== "signed-out";
  if (hopes && (await isAboutSession(response)) && (await refresh(token))) {
    response = await send(request.clone());
  }
  if (response.status === 403 && (await codeOf(response)) === PROOF_NEEDED && (await proveAgain())) {
    response = await send(request.clone());
  }
  if (response.status === 304) response = replay(request.url, response.headers) ?? response;
  if (!response.ok) throw await problemOf(response);
  return request.method === "GET" ? await kept(request.url, response) : response;
}

async function isAboutSession(response: Response): Promise<boolean> {
  return !NOT_MENDED.has(await codeOf(response));
}

async function codeOf(response: Response): Promise<string> {
  return (await problemOf(response.clone())).code;
}

async function send(request: Request): Promise<Response> {
  const token = accessToken();
  const workspace = currentWorkspaceId();
  if (token) request.headers.set("Authorization", `Bearer ${token}`);
  if (workspace) request.headers.set("Workspace", workspace);
  const tag = request.method === "GET" ? knownTag(request.url) : null;
  if (tag) request.headers.set("If-None-Match", tag);
  try {
    return await fetch(request);
  } catch (thrown) {
    if (request.signal.aborted) throw thrown;
    throw unreachable();
  }
}

async function kept(address: string, response: Response): Promise<Response> {
  const tag = response.headers.get("ETag");
  // A file has a tag, too, and is neither text nor worth keeping here.
  const isJson = response.headers.get("Content-Type")?.includes("json") ?? false;
  if (!isJson || !tag || knownTag(address) === tag) return response;
  const body = await response.text();
  keep(address, tag, body);
  return new Response(body, { status: response.status, headers: response.headers });
}

/** A header for one intent of the user: sending it again has no second effect. */
export function once(key: string = crypto.randomUUID()): { "Idempotency-Key": string } {
  return { "Idempotency-Key": key };
}

export function configureClient(): void {
  client.setConfig({ baseUrl: globalThis.location.origin, fetch: (request) => apiFetch(request as Request) });
}
