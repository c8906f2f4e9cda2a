import type { ApiKeyOut, PermissionOut } from "../../api/generated";
import type { Tone } from "../../ui/badge";

export interface Preset {
  id: string;
  label: string;
  hint: string;
  scopes: readonly string[] | "reads" | "all" | "own";
}

/** What most programs are for. */
export const PRESETS: readonly Preset[] = [
  {
    id: "import",
    label: "Import files and fills",
    hint: "For a watched folder, or a program that sends its fills.",
    scopes: ["imports.write", "uploads.write"],
  },
  { id: "read", label: "Read everything", hint: "For spreadsheets and reports. Changes nothing.", scopes: "reads" },
  { id: "all", label: "Read and write everything", hint: "As much as your role allows a program.", scopes: "all" },
  { id: "own", label: "Choose one by one", hint: "", scopes: "own" },
];

/** The permissions that a key of somebody with `role` can be given. */
export function givable(table: readonly PermissionOut[], role: string | undefined): PermissionOut[] {
  return table.filter((one) => one.for_keys && one.roles.some((held) => held === role));
}

export function scopesOf(preset: Preset, offered: readonly PermissionOut[], chosen: readonly string[]): string[] {
  const names = offered.map((one) => one.permission);
  if (preset.scopes === "own") return names.filter((name) => chosen.includes(name));
  if (preset.scopes === "all") return names;
  if (preset.scopes === "reads") return names.filter((name) => name.endsWith(".read"));
  return names.filter((name) => preset.scopes.includes(name));
}

const SOON_MS = 7 * 86_400_000;

export function stateOf(key: ApiKeyOut, now: number): { label: string; tone: Tone; isOver: boolean } {
  if (key.revoked_at !== null) return { label: "Revoked", tone: "plain", isOver: true };
  const left = Date.parse(key.expires_at) - now;
  if (left <= 0) return { label: "Expired", tone: "plain", isOver: true };
  return left < SOON_MS
    ? { label: "Expires soon", tone: "warn", isOver: false }
    : { label: "Active", tone: "good", isOver: false };
}

/** Whether the secret before the last rotation opens still. */
export function overlaps(key: ApiKeyOut, now: number): boolean {
  return key.former_until !== null && Date.parse(key.former_until) > now;
}
