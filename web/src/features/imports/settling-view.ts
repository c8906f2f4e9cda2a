import type { ImportAccountOut, ImportOut, NoteOut, Settlement } from "../../api/generated";
import { isWorking } from "./import-view";
import type { ImportActs } from "./mutations";

export const CONTRACT_UNKNOWN = "contract.unknown";

/** What a button says that settles a row so. */
export const SETTLEMENTS: Record<Settlement, string> = {
  ignore: "Leave out",
  opening: "It opens",
  later: "An hour later",
  count: "Count it",
  share: "Share the cost",
};

/** What a button says that takes back what was said of all rows alike. */
export const TAKE_BACK: Partial<Record<string, string>> = {
  "row.left_out": "Take back all left out",
  "row.opens": "Take back all that open",
  "row.later": "Take back all an hour later",
  "row.counted": "Take back all counted",
  "row.cost_shared": "Take back all shares of the cost",
};

export interface Reason {
  code: string;
  /** The code in a few words. */
  reason: string;
  rows: number;
  proposals: readonly Settlement[];
}

/** Why rows are set apart, where more than one row is for the same reason. A share of the cost is said row by row. */
export function reasonsOf(notes: readonly NoteOut[]): Reason[] {
  const asked = alike(notes.filter(({ proposals }) => proposals.length > 0));
  return asked.map((one) => ({ ...one, proposals: one.proposals.filter((settlement) => settlement !== "share") }));
}

/** What was said of rows, where it was said of more than one. */
export function settledAlike(notes: readonly NoteOut[]): Reason[] {
  return alike(notes.filter(({ settled }) => settled !== null));
}

function alike(notes: readonly NoteOut[]): Reason[] {
  const met = new Map<string, Reason>();
  for (const { code, reason, proposals } of notes) {
    met.set(code, { code, reason: reason || code, proposals, rows: (met.get(code)?.rows ?? 0) + 1 });
  }
  return [...met.values()].filter(({ rows }) => rows > 1);
}

/** While something is being done to the import, nothing more can be said of its rows. */
export function isBusy(one: ImportOut, acts: ImportActs): boolean {
  return isWorking(one) || acts.settle.isPending || acts.state.isPending;
}

/** Rows are settled in the review, or once the import is committed. */
export function mayBeSettled({ state }: Pick<ImportOut, "state">): boolean {
  return state === "review" || state === "committed";
}

const BY_ACTION = /^(corporate_action\.(by_hand|unsupported|unknown)|split\.(half|no_ratio)|option\.adjusted)$/;

/** The account where the trader states the corporate action that a row leaves open; null while there is none, or where
 * the file has several. */
export function actionAccount(one: Pick<ImportOut, "state" | "preview">, note: NoteOut): ImportAccountOut | null {
  const accounts = one.preview?.accounts ?? [];
  const only = accounts.length === 1 ? accounts[0] : undefined;
  if (!only || !BY_ACTION.test(note.code) || (only.is_new && one.state !== "committed")) return null;
  return only;
}

const CONTRACT = /'\/?([A-Za-z0-9]+?)(?:[FGHJKMNQUVXZ][0-9]{1,4})?'/;

/** The root of the contract that a sentence quotes: `'/QZWH6'` is QZW. */
export function rootIn(detail: string): string {
  return CONTRACT.exec(detail)?.[1]?.toUpperCase() ?? "";
}
