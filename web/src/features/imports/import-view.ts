import type { CountsOut, ImportSummaryOut, Verdict } from "../../api/generated";
import { clock, mediumDay, shortDay, shortInstant, todayIn } from "../../lib/dates";
import { bytes, count, plural } from "../../lib/format";
import type { Tone } from "../../ui/badge";

/** What the page needs to know of an import's state. The ways between states are the server's (domain/importing.py). */

type Standing = Pick<ImportSummaryOut, "state" | "phase">;

export const UNDOING = "undoing";
export const SETTLING = "settling";

/** Whether a worker has something to do, so that asking again will tell more. */
export function isWorking({ state, phase }: Standing): boolean {
  return state === "received" || state === "parsing" || state === "committing" || phase === UNDOING || phase === SETTLING;
}

export interface Acts {
  commit: boolean;
  cancel: boolean;
  undo: boolean;
  retry: boolean;
}

/** What may be asked for now. */
export function actsOf({ state, phase }: Standing): Acts {
  const busy = phase === UNDOING || phase === SETTLING;
  return {
    commit: state === "review",
    cancel: state === "received" || state === "parsing" || state === "review",
    undo: state === "committed" && !busy,
    retry: state === "review" || state === "failed" || state === "cancelled" || state === "undone",
  };
}

const STATES: Record<ImportSummaryOut["state"], { label: string; tone: Tone }> = {
  received: { label: "Waiting", tone: "accent" },
  parsing: { label: "Reading", tone: "accent" },
  review: { label: "To review", tone: "warn" },
  committing: { label: "Storing", tone: "accent" },
  committed: { label: "Committed", tone: "good" },
  undone: { label: "Undone", tone: "plain" },
  failed: { label: "Failed", tone: "bad" },
  cancelled: { label: "Cancelled", tone: "plain" },
  unpacked: { label: "Unpacked", tone: "plain" },
};

export function stateOf({ state, phase }: Standing): { label: string; tone: Tone } {
  if (phase === UNDOING) return { label: "Undoing", tone: "accent" };
  return phase === SETTLING ? { label: "Settling", tone: "accent" } : STATES[state];
}

/** What is being done right now, in a sentence. */
export function workOf({ state, phase }: Standing): string {
  if (phase === UNDOING) return "Taking its fills out of the ledger";
  if (phase === SETTLING) return "Reading the file again by what you said";
  if (phase === "unpacking") return "Unpacking the archive";
  if (phase === "deriving") return "Deriving the trades";
  if (state === "received") return "Waiting for a worker";
  return state === "committing" ? "Storing the fills" : "Reading the file";
}

/** How much is done: rows, or how large the whole is before the first row. */
export function progressNote(one: ImportSummaryOut): string {
  if (one.phase === UNDOING) return plural(one.counts?.fills ?? 0, "fill");
  return one.rows_read > 0 ? `${plural(one.rows_read, "row")} read` : bytes(one.file_bytes);
}

/** A remark is no verdict: its row counts as what it is. */
export type CountedVerdict = Exclude<Verdict, "remark">;

export interface VerdictCount {
  verdict: CountedVerdict;
  label: string;
  meaning: string;
  count: number;
  /** Of all rows, 0 to 1. */
  share: number;
  /** Whether the rows themselves can be listed. */
  listed: boolean;
}

const VERDICTS: readonly Omit<VerdictCount, "count" | "share">[] = [
  { verdict: "new", label: "New", meaning: "not stated before", listed: false },
  { verdict: "duplicate", label: "Duplicate", meaning: "known already", listed: false },
  { verdict: "ignored", label: "Ignored", meaning: "not fills", listed: true },
  { verdict: "quarantined", label: "Set apart", meaning: "something is missing", listed: true },
  { verdict: "rejected", label: "Rejected", meaning: "cannot be read", listed: true },
];

export function verdictCounts(counts: CountsOut): VerdictCount[] {
  return VERDICTS.map((one) => ({
    ...one,
    count: counts[one.verdict],
    share: counts.rows === 0 ? 0 : counts[one.verdict] / counts.rows,
  }));
}

/** What of the rows would count: those set apart do not, until they are settled. */
export function fillsNote({ fills, quarantined }: CountsOut): string {
  const counting = fills === 0 ? "no new fill" : plural(fills, "new fill");
  return quarantined === 0 ? counting : `${counting}; ${count(quarantined)} set apart until you settle ${quarantined === 1 ? "it" : "them"}`;
}

export function verdictLabel(verdict: Verdict): string {
  return verdict === "remark" ? "Remark" : (VERDICTS.find((one) => one.verdict === verdict)?.label ?? verdict);
}

/** How sure the recognition is, in words people use. */
export function confidenceText(confidence: number | null): string {
  if (confidence === null) return "";
  if (confidence >= 1) return "certain";
  if (confidence >= 0.8) return "sure";
  return confidence >= 0.5 ? "likely" : "a guess: check it";
}

/** What committing stores, for the button that does it. */
export function commitLabel(counts: CountsOut | null): string {
  if (!counts || counts.new === 0) return "Commit";
  return `Commit ${count(counts.new)} new ${counts.new === 1 ? "row" : "rows"}`;
}

/** One line for the history: what became of the file. */
export function historyNote(one: ImportSummaryOut): string {
  if (one.problem) return one.problem.title;
  if (one.state === "unpacked") return "an archive: its files are imports of their own";
  if (one.asks) return "has a question";
  if (!one.counts) return progressNote(one);
  const parts = verdictCounts(one.counts)
    .filter((part) => part.count > 0)
    .map((part) => `${count(part.count)} ${part.label.toLowerCase()}`);
  return parts.join(", ");
}

/** The server writes `broker: title`; tables of one's own have no broker. */
export function tidyTitle(title: string): string {
  return title.replace(/^: /, "");
}

/** A preview's instant: its year where that is not this one, its clock time where the file states one. */
export function previewInstant(at: string, zone: string, timesKnown: boolean, now = new Date()): string {
  const day = todayIn(zone, new Date(at));
  const thisYear = day.slice(0, 4) === todayIn(zone, now).slice(0, 4);
  if (!timesKnown) return thisYear ? shortDay(day) : mediumDay(day);
  return thisYear ? shortInstant(at, zone) : `${mediumDay(day)}, ${clock(at, zone).slice(0, 5)}`;
}
