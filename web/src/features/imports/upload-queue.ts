import type { QueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { ApiProblem, asProblem } from "../../api/problem";
import { importKeys } from "../../api/queries/imports";
import { uploadImport } from "../../api/upload";
import { followImport } from "./follow-import";

/** A file on its way to the server. What has arrived is an import, and no longer listed here. */
export interface Upload {
  key: string;
  file: File;
  sentBytes: number;
  state: "waiting" | "sending" | "refused";
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

let uploads: readonly Upload[] = [];
let sending: { key: string; stop: AbortController } | null = null;
const arrivals = new Map<string, (importId: string | null) => void>();
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
export function queueFiles(client: QueryClient, files: readonly File[]): Promise<string | null>[] {
  const added = files.map<Upload>((file) => ({
    key: crypto.randomUUID(),
    file,
    sentBytes: 0,
    ...(file.size === 0 ? { state: "refused", problem: EMPTY } : { state: "waiting", problem: null }),
  }));
  const arrived = added.map(
    ({ key }) =>
      new Promise<string | null>((resolve) => {
        arrivals.set(key, resolve);
      }),
  );
  change([...uploads, ...added]);
  void sendNext(client);
  return arrived;
}

export function sendAgain(client: QueryClient, key: string): void {
  alter(key, { state: "waiting", problem: null, sentBytes: 0 });
  void sendNext(client);
}

export function giveUp(key: string): void {
  if (sending?.key === key) sending.stop.abort();
  remove(key, null);
}

async function sendNext(client: QueryClient): Promise<void> {
  const next = uploads.find((upload) => upload.state === "waiting");
  if (sending || !next) return;
  const stop = new AbortController();
  sending = { key: next.key, stop };
  alter(next.key, { state: "sending" });
  try {
    await sendOne(client, next, stop.signal);
  } catch (thrown) {
    if (!stop.signal.aborted) alter(next.key, { state: "refused", problem: asProblem(thrown) });
  } finally {
    sending = null;
    void sendNext(client);
  }
}

async function sendOne(client: QueryClient, { key, file }: Upload, signal: AbortSignal): Promise<void> {
  const made = await uploadImport({
    file,
    key,
    signal,
    onProgress: (sentBytes) => {
      alter(key, { sentBytes });
    },
  });
  client.setQueryData(importKeys.one(made.id), made);
  await client.invalidateQueries({ queryKey: importKeys.list });
  void followImport(client, made.id);
  remove(key, made.id);
}

function remove(key: string, importId: string | null): void {
  change(uploads.filter((upload) => upload.key !== key));
  arrivals.get(key)?.(importId);
  arrivals.delete(key);
}

function alter(key: string, changes: Partial<Upload>): void {
  change(uploads.map((upload) => (upload.key === key ? { ...upload, ...changes } : upload)));
}

function change(next: readonly Upload[]): void {
  uploads = next;
  for (const listener of listeners) listener();
}
