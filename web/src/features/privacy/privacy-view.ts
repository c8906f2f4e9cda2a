import type { FateOut, KeptOut, PersonalExportOut } from "../../api/generated";
import { plural } from "../../lib/format";
import type { Tone } from "../../ui/badge";

export const EXPORT_STATES: Record<PersonalExportOut["state"], { label: string; tone: Tone }> = {
  waiting: { label: "Waiting", tone: "accent" },
  running: { label: "Being written", tone: "accent" },
  done: { label: "Ready", tone: "good" },
  failed: { label: "Failed", tone: "bad" },
};

export function isUnderWay({ state }: Pick<PersonalExportOut, "state">): boolean {
  return state === "waiting" || state === "running";
}

/** What an export holds, in a line. */
export function exportNote({ counts }: Pick<PersonalExportOut, "counts">): string {
  if (!counts) return "";
  const rows = Object.values(counts.tables).reduce((sum, one) => sum + one, 0);
  const files = counts.uploads > 0 ? [plural(counts.uploads, "upload")] : [];
  return [plural(rows, "row") + " about you", plural(counts.workspaces, "workspace"), ...files].join(", ");
}

export const FATES: Record<FateOut["fate"], string> = {
  goes: "Deleted with you",
  stays: "Stays with its other members",
  hand_over: "Hand it over first",
};

const ENDS: Record<string, string> = {
  "with the person": "Deleted",
  "with the workspace": "Deleted with the workspace",
  pseudonymised: "Kept without your name",
  kept: "Kept",
};

export function endOf({ at_the_end: end }: Pick<KeptOut, "at_the_end">): string {
  return ENDS[end] ?? end;
}

/** Hours as people count them: at once, 1 hour, 3 days. */
export function keptFor(hours: number): string {
  if (hours === 0) return "At once";
  return hours % 24 === 0 ? plural(hours / 24, "day") : plural(hours, "hour");
}
