import type { ExecutionOut, LotPickIn } from "../../../api/generated";
import { compare, sign, sum } from "../../../lib/decimal";

const EXACT = /^\d{1,18}(?:\.\d{1,18})?$/;

/** The fills that a closing one may take lots of: earlier, the other way round, and counting. */
export function openingsFor(closing: ExecutionOut, fills: readonly ExecutionOut[]): ExecutionOut[] {
  return fills
    .filter((fill) => fill.counts && fill.side !== closing.side && fill.executed_at <= closing.executed_at)
    .sort((one, other) => one.executed_at.localeCompare(other.executed_at));
}

export type Said = Readonly<Record<string, string>>;

/** The faults of what was typed, by the opening's id; and how many units are named so far. */
export function checkedPicks(said: Said, openings: readonly ExecutionOut[]): { faults: Record<string, string>; named: string } {
  const faults: Record<string, string> = {};
  const named: string[] = [];
  for (const opening of openings) {
    const text = said[opening.id]?.trim() ?? "";
    if (text === "") continue;
    if (!EXACT.test(text)) faults[opening.id] = "Write digits, with a point before decimals.";
    else if (compare(text, opening.quantity) > 0) faults[opening.id] = "More than it opened.";
    else named.push(text);
  }
  return { faults, named: sum(named) };
}

export function picksIn(said: Said, openings: readonly ExecutionOut[]): LotPickIn[] {
  return openings
    .map((opening) => ({ opening_id: opening.id, quantity: said[opening.id]?.trim() ?? "" }))
    .filter((pick) => pick.quantity !== "" && sign(pick.quantity) > 0);
}
