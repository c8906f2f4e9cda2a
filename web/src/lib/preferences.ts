import { useSyncExternalStore } from "react";

/** How this reader likes things, kept in this browser only. The key is also read by public/theme.js. */
export interface Preferences {
  theme: "system" | "light" | "dark";
  palette: "standard" | "safe";
  density: "comfortable" | "compact";
  tradeColumns: readonly string[] | null;
  breakdowns: readonly string[] | null;
}

const KEY = "tradesense.preferences";
const DEFAULTS: Preferences = {
  theme: "system",
  palette: "standard",
  density: "comfortable",
  tradeColumns: null,
  breakdowns: null,
};

let current: Preferences = read();
const listeners = new Set<() => void>();

function read(): Preferences {
  try {
    return { ...DEFAULTS, ...(JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Preferences>) };
  } catch {
    return DEFAULTS;
  }
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}

export function prefer(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  keepPreferences();
  applyPreferences();
  for (const listener of listeners) listener();
}

/** Also after signing out: the server then has the browser clear this site's storage. */
export function keepPreferences(): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(current));
  } catch {
    // Storage is off: it holds until the page is closed.
  }
}

const systemDark = typeof matchMedia === "undefined" ? null : matchMedia("(prefers-color-scheme: dark)");

export function applyPreferences(): void {
  const root = document.documentElement;
  const dark = current.theme === "dark" || (current.theme === "system" && systemDark?.matches === true);
  root.dataset["theme"] = dark ? "dark" : "light";
  root.dataset["palette"] = current.palette;
  root.dataset["density"] = current.density;
}

export function followSystemTheme(): void {
  systemDark?.addEventListener("change", applyPreferences);
}
