import type { ImportOut } from "./generated";
import { problemOf, unreachable } from "./problem";
import { accessToken, currentWorkspaceId, refresh } from "./session";

const IMPORTS = "/api/v1/imports";
const REFUSED = 401;

export interface UploadRequest {
  file: File;
  /** The same for every attempt at one intent of the user, so that trying again makes no second import. */
  key: string;
  onProgress: (sentBytes: number) => void;
  signal: AbortSignal;
}

/** Sends a file for review. By XMLHttpRequest, since `fetch` does not tell how much of a body has left. */
export async function uploadImport(request: UploadRequest): Promise<ImportOut> {
  const token = accessToken();
  let response = await send(request);
  if (response.status === REFUSED && (await refresh(token))) response = await send(request);
  if (!response.ok) throw await problemOf(response);
  return (await response.json()) as ImportOut;
}

function send({ file, key, onProgress, signal }: UploadRequest): Promise<Response> {
  const form = new FormData();
  form.set("review", "true");
  form.set("file", file);
  const token = accessToken();
  const workspace = currentWorkspaceId();
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", IMPORTS);
    request.setRequestHeader("Idempotency-Key", key);
    if (token) request.setRequestHeader("Authorization", `Bearer ${token}`);
    if (workspace) request.setRequestHeader("Workspace", workspace);
    request.upload.addEventListener("progress", (event) => {
      onProgress(Math.min(event.loaded, file.size));
    });
    request.addEventListener("load", () => {
      resolve(answered(request));
    });
    request.addEventListener("error", () => {
      reject(unreachable());
    });
    request.addEventListener("abort", () => {
      reject(new DOMException("The upload was stopped.", "AbortError"));
    });
    signal.addEventListener("abort", () => {
      request.abort();
    });
    request.send(form);
  });
}

function answered(request: XMLHttpRequest): Response {
  const headers = new Headers();
  for (const name of ["Retry-After", "X-Request-Id"]) {
    const value = request.getResponseHeader(name);
    if (value !== null) headers.set(name, value);
  }
  return new Response(request.responseText, { status: request.status, headers });
}
