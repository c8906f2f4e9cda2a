import type { ShareOut, TradeDetailOut } from "../../../api/generated";

export type Results = ShareOut["results"];

export const RESULTS: readonly { results: Results; label: string }[] = [
  { results: "percent", label: "Per cent of what was put in" },
  { results: "r", label: "R: against the planned risk" },
  { results: "money", label: "Money" },
];

/** In what the result of a trade can be told. */
export function resultsFor(trade: Pick<TradeDetailOut, "r">): typeof RESULTS {
  return trade.r === null ? RESULTS.filter((one) => one.results !== "r") : RESULTS;
}

/** What a link tells, in a few words. */
export function toldBy(share: Pick<ShareOut, "results" | "hides_sizes" | "hides_symbol">): string {
  const result = { money: "Result in money", r: "Result in R", percent: "Result in per cent" }[share.results];
  const hidden = [share.hides_sizes && "size", share.hides_symbol && "symbol, prices and times"].filter(Boolean);
  return hidden.length > 0 ? `${result}, without ${hidden.join(", ")}` : result;
}
