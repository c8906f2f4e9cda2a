import { apiFetch } from "./client";

/** Saves what the server answers as a file: a link could not say who asks. */
export async function download(path: string, accept: string, name: string): Promise<void> {
  const request = new Request(new URL(path, globalThis.location.origin), { headers: { Accept: accept } });
  const blob = await (await apiFetch(request)).blob();
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(link.href);
  }, FREED_MS);
}

/** Browsers begin to save after the click has returned. */
const FREED_MS = 60_000;
