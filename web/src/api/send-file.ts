import { once } from "./client";
import { problemOf, unreachable } from "./problem";
import { accessToken, currentWorkspaceId, refresh } from "./session";

interface Sent {
  /** Bytes of the file that have left. */
  onProgress: (sentBytes: number) => void;
  signal: AbortSignal;
}

/** Sends a file as a request's body, straight from the disk; `fetch` would not say how much of it has left. */
export async function sendFile<Answer>(path: string, file: File, { onProgress, signal }: Sent): Promise<Answer> {
  const key = once();
  const token = accessToken();
  let response = await attempt(path, file, key, onProgress, signal);
  if (response.status === 401 && (await refresh(token))) response = await attempt(path, file, key, onProgress, signal);
  if (!response.ok) throw await problemOf(response);
  return (await response.json()) as Answer;
}

function attempt(
  path: string,
  file: File,
  key: Record<string, string>,
  onProgress: Sent["onProgress"],
  signal: AbortSignal,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    request.setRequestHeader("Content-Type", "application/zip");
    for (const [name, value] of Object.entries(key)) request.setRequestHeader(name, value);
    const token = accessToken();
    const workspace = currentWorkspaceId();
    if (token) request.setRequestHeader("Authorization", `Bearer ${token}`);
    if (workspace) request.setRequestHeader("Workspace", workspace);
    request.upload.onprogress = (event) => {
      onProgress(event.loaded);
    };
    request.onload = () => {
      resolve(new Response(request.responseText || null, { status: request.status, headers: headersOf(request) }));
    };
    request.onerror = () => {
      reject(unreachable());
    };
    request.onabort = () => {
      reject(new DOMException("Taken back", "AbortError"));
    };
    signal.addEventListener("abort", () => {
      request.abort();
    });
    request.send(file);
  });
}

function headersOf(request: XMLHttpRequest): Headers {
  const headers = new Headers();
  for (const name of ["Retry-After", "X-Request-Id"]) {
    const value = request.getResponseHeader(name);
    if (value) headers.set(name, value);
  }
  return headers;
}
