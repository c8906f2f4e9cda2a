import type { DetailedError, HttpRequest, HttpResponse, HttpStack, PreviousUpload, Upload, UploadOptions } from "tus-js-client";
import { once } from "./client";
import { type ImportOut, importsCreate } from "./generated";
import { type ApiProblem, asProblem, problemOf, unreachable } from "./problem";
import { accessToken, currentSession, currentWorkspaceId, refresh } from "./session";

const UPLOADS = "/api/v1/uploads";
const REFUSED = 401;
const GONE = [404, 410];
/** A small file goes along with the request that begins its upload; a larger one has its address first. */
const AT_ONCE_BYTES = 1024 * 1024;
/** Together longer than the server takes to notice that a sender is gone. */
const RETRY_MILLISECONDS = [0, 1_000, 3_000, 6_000, 12_000];

export interface UploadEvents {
  /** Bytes of the file that have left, those of earlier attempts included. */
  onProgress: (sentBytes: number) => void;
  /** The whole file is there; `uploadId` names it. */
  onDone: (uploadId: string) => void;
  onProblem: (problem: ApiProblem) => void;
}

/** A file on its way, which can stop and go on. */
export interface Sending {
  start: () => void;
  /** What was sent stays with the server, and is not sent again. */
  pause: () => Promise<void>;
  /** The server forgets it, and so does this browser. */
  cancel: () => Promise<void>;
}

/** An upload that broke off with its page: choosing the same file again goes on with it. */
export interface Interrupted {
  key: string;
  name: string;
  bytes: number;
  begunAt: string;
  address: string;
}

/** Sends a file in pieces that need not be sent twice, by tus 1.0. Goes on where an earlier attempt broke off. */
export async function openUpload(file: File, name: string, events: UploadEvents): Promise<Sending> {
  const tus = await import("tus-js-client");
  const upload = new tus.Upload(file, {
    endpoint: UPLOADS,
    httpStack: await signedStack(),
    metadata: { filename: name, filetype: file.type },
    // A creation whose answer was lost is not repeated; another attempt is another creation.
    headers: once(),
    retryDelays: RETRY_MILLISECONDS,
    uploadDataDuringCreation: file.size <= AT_ONCE_BYTES,
    fingerprint: () => Promise.resolve(fingerprint(file, name)),
    onProgress: events.onProgress,
    onSuccess: () => {
      events.onDone(idOf(upload.url));
    },
    onError: (error) => {
      void problemIn(error).then(events.onProblem);
    },
  });
  const previous = (await upload.findPreviousUploads())[0];
  if (previous) upload.resumeFromPreviousUpload(previous);
  return {
    start: () => {
      upload.start();
    },
    pause: () => upload.abort(),
    cancel: async () => {
      await upload.abort();
      await forgetFile(file, name);
      await terminate(upload);
    },
  };
}

/** Turns an upload that is there into an import waiting for its review. */
export function importUpload(uploadId: string, key: string): Promise<ImportOut> {
  return importsCreate({ body: { upload_id: uploadId, review: true }, headers: once(key) });
}

/** This browser no longer remembers the file's upload: it became an import. */
export async function forgetFile(file: File, name: string): Promise<void> {
  const storage = await remembered();
  const found = await storage.findUploadsByFingerprint(fingerprint(file, name));
  await Promise.all(found.map((one) => storage.removeUpload(one.urlStorageKey)));
}

/** What broke off earlier in this workspace, by this person, in this browser. */
export async function interruptedUploads(): Promise<Interrupted[]> {
  const found = await (await remembered()).findAllUploads();
  return found.filter((one) => one.urlStorageKey.includes(owner())).flatMap(shown);
}

export async function discardInterrupted({ key, address }: Interrupted): Promise<void> {
  const tus = await import("tus-js-client");
  await (await remembered()).removeUpload(key);
  await tus.Upload.terminate(address, { httpStack: await signedStack() }).catch(ignoreGone);
}

/** Whether a file in the list is the one that broke off. */
export function isSameFile(one: Interrupted, file: File, name: string): boolean {
  return one.key.includes(fingerprint(file, name));
}

function shown({ urlStorageKey, metadata, size, creationTime, uploadUrl }: PreviousUpload): Interrupted[] {
  if (!uploadUrl) return [];
  const name = metadata["filename"] ?? "";
  return [{ key: urlStorageKey, name, bytes: size ?? 0, begunAt: creationTime, address: uploadUrl }];
}

async function remembered(): Promise<NonNullable<UploadOptions["urlStorage"]>> {
  const tus = await import("tus-js-client");
  return tus.defaultOptions.urlStorage;
}

function owner(): string {
  const session = currentSession();
  const person = session.status === "signed-in" ? session.person : null;
  return `tradesense|${person?.user.id ?? ""}|${currentWorkspaceId() ?? person?.workspace_id ?? ""}|`;
}

/** The same for the same file, as far as a browser can tell without reading it. */
function fingerprint(file: File, name: string): string {
  return `${owner()}${name}|${file.size}|${file.lastModified}`;
}

function idOf(address: string | null): string {
  return (address ?? "").split("/").at(-1) ?? "";
}

async function terminate(upload: Upload): Promise<void> {
  if (!upload.url) return;
  const tus = await import("tus-js-client");
  await tus.Upload.terminate(upload.url, upload.options).catch(ignoreGone);
}

/** What is not there any more need not be taken away. What cannot be reached goes when it expires. */
function ignoreGone(thrown: unknown): void {
  const status = (thrown as DetailedError).originalResponse?.getStatus() ?? 0;
  if (status !== 0 && !GONE.includes(status)) throw thrown;
}

async function problemIn(error: Error): Promise<ApiProblem> {
  if (!("originalResponse" in error)) return asProblem(error);
  const response = (error as DetailedError).originalResponse;
  if (!response || response.getStatus() === 0) return unreachable();
  return problemOf(new Response(response.getBody(), { status: response.getStatus(), headers: told(response) }));
}

function told(response: HttpResponse): Headers {
  const headers = new Headers();
  for (const name of ["Retry-After", "X-Request-Id"]) {
    const value = response.getHeader(name);
    if (value) headers.set(name, value);
  }
  return headers;
}

/** Requests by the tus client that say who asks, and ask again once with a new token. */
async function signedStack(): Promise<HttpStack> {
  const { DefaultHttpStack } = await import("tus-js-client");
  const plain = new DefaultHttpStack({});
  return {
    getName: () => "signed",
    createRequest: (method, url) => signed(() => plain.createRequest(method, url)),
  };
}

function signed(create: () => HttpRequest): HttpRequest {
  const headers: [string, string][] = [];
  let onProgress: (sentBytes: number) => void = () => undefined;
  let request = create();
  const attempt = (body: unknown): Promise<HttpResponse> => {
    const token = accessToken();
    const workspace = currentWorkspaceId();
    for (const [name, value] of headers) request.setHeader(name, value);
    if (token) request.setHeader("Authorization", `Bearer ${token}`);
    if (workspace) request.setHeader("Workspace", workspace);
    request.setProgressHandler(onProgress);
    return request.send(body);
  };
  return {
    getMethod: () => request.getMethod(),
    getURL: () => request.getURL(),
    getHeader: (name) => headers.find(([known]) => known === name)?.[1],
    setHeader: (name, value) => {
      headers.push([name, value]);
    },
    setProgressHandler: (handler) => {
      onProgress = handler;
    },
    send: async (body: unknown) => {
      const token = accessToken();
      const response = await attempt(body);
      if (response.getStatus() !== REFUSED || !(await refresh(token))) return response;
      request = create();
      return attempt(body);
    },
    abort: () => request.abort(),
    getUnderlyingObject: () => request.getUnderlyingObject() as unknown,
  };
}
