import type { ImportOut, NoteOut, Settlement } from "../../api/generated";

export const CONTRACT_UNKNOWN = "contract.unknown";

/** What a button says that settles a row so. */
export const SETTLEMENTS: Record<Settlement, string> = {
  ignore: "Leave out",
  opening: "It opens",
  later: "An hour later",
  count: "Count it",
};

export interface Reason {
  code: string;
  proposals: readonly Settlement[];
}

/** Why rows are set apart, where more than one row is for the same reason. */
export function reasonsOf(notes: readonly NoteOut[]): Reason[] {
  const met = new Map<string, { proposals: readonly Settlement[]; rows: number }>();
  for (const { code, proposals } of notes) {
    if (proposals.length === 0) continue;
    met.set(code, { proposals, rows: (met.get(code)?.rows ?? 0) + 1 });
  }
  return [...met].filter(([, { rows }]) => rows > 1).map(([code, { proposals }]) => ({ code, proposals }));
}

/** Rows are settled in the review, or once the import is committed. */
export function mayBeSettled({ state }: Pick<ImportOut, "state">): boolean {
  return state === "review" || state === "committed";
}

const CONTRACT = /'\/?([A-Za-z0-9]+?)(?:[FGHJKMNQUVXZ][0-9]{1,4})?'/;

/** The root of the contract that a sentence quotes: `'/QZWH6'` is QZW. */
export function rootIn(detail: string): string {
  return CONTRACT.exec(detail)?.[1]?.toUpperCase() ?? "";
}
