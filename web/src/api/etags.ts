/** Bodies the server gave an entity tag for, so that asking again costs a 304 and no bytes. In memory only. */
const KEPT_MAX = 300;
const kept = new Map<string, { tag: string; body: string }>();

export function knownTag(address: string): string | null {
  return kept.get(address)?.tag ?? null;
}

export function keep(address: string, tag: string, body: string): void {
  kept.delete(address);
  kept.set(address, { tag, body });
  const oldest = kept.size > KEPT_MAX ? kept.keys().next().value : undefined;
  if (oldest !== undefined) kept.delete(oldest);
}

/** The answer that a 304 stands for. */
export function replay(address: string, headers: Headers): Response | null {
  const found = kept.get(address);
  if (!found) return null;
  const shown = new Headers(headers);
  shown.set("Content-Type", "application/json");
  shown.set("ETag", found.tag);
  shown.delete("Content-Length");
  return new Response(found.body, { status: 200, headers: shown });
}

export function forgetAll(): void {
  kept.clear();
}
