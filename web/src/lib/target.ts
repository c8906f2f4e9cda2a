/** Where to go after signing in, if it is a page of ours: a path, never another site (RFC 3986, 4.2; browsers read a
 * backslash as a slash, and skip control characters). */
export function ownPage(target: unknown): string | null {
  if (typeof target !== "string" || !/^\/(?![/\\])/.test(target) || /[\u0000-\u001f\u007f\\]/.test(target)) return null;
  try {
    const here = "https://here.example";
    return new URL(target, here).origin === here ? target : null;
  } catch {
    return null;
  }
}
