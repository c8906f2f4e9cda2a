import type { QueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { ApiProblem, asProblem } from "../../api/problem";
import { importKeys } from "../../api/queries/imports";
import { forgetFile, importUpload, openUpload, type Sending } from "../../api/upload";
import type { NamedFile } from "./dropped-files";
import { followImport } from "./follow-import";

/** A file on its way to the server. What has arrived is an import, and no longer listed here. */
export interface Upload extends NamedFile {
  key: string;
  sentBytes: number;
  state: "waiting" | "sending" | "paused" | "refused";
  problem: ApiProblem | null;
}

const EMPTY = new ApiProblem({
  status: 0,
  code: "upload.empty",
  title: "The file is empty.",
  detail: "Export it again, and choose a period in which you traded.",
  request_id: "",
  errors: [],
});

/** What is known of an upload besides what is shown; `uploadId` once all of it is there. */
interface Course {
  sending: Sending | null;
  uploadId: string | null;
  resolve: (importId: string | null) => void;
}

let uploads: readonly Upload[] = [];
const courses = new Map<string, Course>();
const listeners = new Set<() => void>();

export function useUploads(): readonly Upload[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => uploads,
  );
}

/** Takes files in, to be sent one after the other. Each answer: the import's id once it is there, null if given up. */
export function queueFiles(client: QueryClient, files: readonly NamedFile[]): Promise<string | null>[] {
  const added = files.map<Upload>(({ file, name }) => ({
    key: crypto.randomUUID(),
    file,
    name,
    sentBytes: 0,
    ...(file.size === 0 ? { state: "refused", problem: EMPTY } : { state: "waiting", problem: null }),
  }));
  const arrived = added.map(
    ({ key }) =>
      new Promise<string | null>((resolve) => {
        courses.set(key, { sending: null, uploadId: null, resolve });
      }),
  );
  change([...uploads, ...added]);
  sendNext(client);
  return arrived;
}

/** After a pause or a refusal: goes on where it stopped, when its turn comes. */
export function goOn(client: QueryClient, key: string): void {
  alter(key, { state: "waiting", problem: null });
  sendNext(client);
}

export async function pause(client: QueryClient, key: string): Promise<void> {
  alter(key, { state: "paused" });
  await courses.get(key)?.sending?.pause();
  sendNext(client);
}

export async function giveUp(client: QueryClient, key: string): Promise<void> {
  const sending = courses.get(key)?.sending;
  remove(key, null);
  sendNext(client);
  await sending?.cancel();
}

function sendNext(client: QueryClient): void {
  const next = uploads.find((upload) => upload.state === "waiting");
  if (!next || uploads.some((upload) => upload.state === "sending")) return;
  alter(next.key, { state: "sending" });
  sendOne(client, next).catch((thrown: unknown) => {
    refuse(client, next.key, asProblem(thrown));
  });
}

async function sendOne(client: QueryClient, { key, file, name }: Upload): Promise<void> {
  const course = courses.get(key);
  if (!course) return;
  if (course.uploadId) return importOne(client, key, course.uploadId);
  course.sending ??= await openUpload(file, name, {
    onProgress: (sentBytes) => {
      alter(key, { sentBytes });
    },
    onProblem: (problem) => {
      refuse(client, key, problem);
    },
    onDone: (uploadId) => {
      importOne(client, key, uploadId).catch((thrown: unknown) => {
        refuse(client, key, asProblem(thrown));
      });
    },
  });
  if (stateOf(key) === "sending") course.sending.start();
}

async function importOne(client: QueryClient, key: string, uploadId: string): Promise<void> {
  const upload = uploads.find((one) => one.key === key);
  const course = courses.get(key);
  if (!upload || !course) return;
  course.uploadId = uploadId;
  const made = await importUpload(uploadId, key);
  await forgetFile(upload.file, upload.name);
  client.setQueryData(importKeys.one(made.id), made);
  await client.invalidateQueries({ queryKey: importKeys.list });
  void followImport(client, made.id);
  remove(key, made.id);
  sendNext(client);
}

/** What was paused or given up meanwhile stays so. */
function refuse(client: QueryClient, key: string, problem: ApiProblem): void {
  if (stateOf(key) === "sending") alter(key, { state: "refused", problem });
  sendNext(client);
}

function stateOf(key: string): Upload["state"] | undefined {
  return uploads.find((upload) => upload.key === key)?.state;
}

function remove(key: string, importId: string | null): void {
  change(uploads.filter((upload) => upload.key !== key));
  courses.get(key)?.resolve(importId);
  courses.delete(key);
}

function alter(key: string, changes: Partial<Upload>): void {
  change(uploads.map((upload) => (upload.key === key ? { ...upload, ...changes } : upload)));
}

function change(next: readonly Upload[]): void {
  uploads = next;
  for (const listener of listeners) listener();
}
