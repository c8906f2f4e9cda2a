const KEY = "tradesense.reloaded-at";
const AGAIN_AFTER_MS = 10_000;

/**
 * A page that was opened before an update asks for code that is gone: loading it anew brings the new version.
 * Once only; if the code is still missing the error page says so.
 */
export function reloadStaleBuild(): void {
  window.addEventListener("vite:preloadError", (event) => {
    const now = Date.now();
    if (now - Number(sessionStorage.getItem(KEY) ?? 0) < AGAIN_AFTER_MS) return;
    sessionStorage.setItem(KEY, String(now));
    event.preventDefault();
    globalThis.location.reload();
  });
}
