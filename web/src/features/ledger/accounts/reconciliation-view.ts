import type { DifferenceOut, ReconciliationOut } from "../../../api/generated";
import { mediumDay } from "../../../lib/dates";
import type { Tone } from "../../../ui/badge";

export interface Headline {
  tone: Tone;
  label: string;
  text: string;
}

/** How the account stands, in a sentence: never a tick where there was nothing to compare with. */
export function headline(found: ReconciliationOut): Headline {
  const since = found.since ? mediumDay(found.since) : "";
  const until = found.until ? mediumDay(found.until) : "";
  switch (found.standing) {
    case "reconciled":
      return {
        tone: "good",
        label: "Reconciled",
        text: `since ${since}, to the cent; the last statement ends on ${until}.`,
      };
    case "unreconciled":
      return { tone: "warn", label: "Unreconciled", text: `since ${since}; the last statement ends on ${until}.` };
    case "unstated":
      return {
        tone: "plain",
        label: "Not compared",
        text: since
          ? `Unreconciled since ${since}: no statement with balances, positions or results is imported yet.`
          : "No statement with balances, positions or results is imported yet.",
      };
  }
}

export const CAUSES: Record<DifferenceOut["cause"], string> = {
  missing_fill: "Missing fill",
  fee: "Fee not in the file",
  dividend: "Dividend missing",
  interest: "Interest missing",
  exchange_rate: "Exchange rate",
  transfer: "Transfer",
  split: "Split",
  rounding: "Rounding",
  opening_balance: "Opening balance",
  premium_moved: "Exercise or assignment",
  lot_method: "Other lots closed",
  variation_margin: "Open futures",
  unknown: "Not explained",
};

/** What a difference is about: `Cash in USD`, `Position in WOMB`, `Result of WOMB`. */
export function subjectOf(one: DifferenceOut): string {
  switch (one.subject) {
    case "balance":
      return `Cash in ${one.currency}`;
    case "position":
      return `Position in ${one.symbol}`;
    case "profit":
      return `Result of ${one.symbol}`;
  }
}

export function daysOf(one: DifferenceOut): string {
  return one.first_day === one.last_day
    ? mediumDay(one.last_day)
    : `${mediumDay(one.first_day)} – ${mediumDay(one.last_day)}`;
}
