import type { BreakdownOut, ExecutionOut } from "../../../api/generated";

/** What an account has come to. `net` is null where nothing of it is closed, or no exchange rate is known. */
export interface AccountResult {
  trades: number;
  net: string | null;
  unmatched: number;
}

/** By the account's id; accounts that nothing is known of are not in it. */
export function resultsOf(
  breakdown: BreakdownOut | undefined,
  unmatched: readonly Pick<ExecutionOut, "account_id">[],
): Map<string, AccountResult> {
  const results = new Map<string, AccountResult>();
  const of = (id: string): AccountResult => {
    const known = results.get(id) ?? { trades: 0, net: null, unmatched: 0 };
    results.set(id, known);
    return known;
  };
  for (const { key, figures } of breakdown?.groups ?? []) {
    if (key === null) continue;
    const trades = figures.find((figure) => figure.key === "trades")?.value;
    const net = figures.find((figure) => figure.key === "net_pnl")?.value;
    const result = of(key);
    if (typeof trades === "number") result.trades = trades;
    if (typeof net === "string") result.net = net;
  }
  for (const fill of unmatched) of(fill.account_id).unmatched += 1;
  return results;
}
