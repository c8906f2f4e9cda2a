import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { asProblem } from "../../../api/problem";
import { recentTradesQuery } from "../../../api/queries/ledger";
import { shortDay } from "../../../lib/dates";
import { duration, multiple, NOTHING, quantity } from "../../../lib/format";
import { useSlug, useView } from "../../../lib/view";
import { MoneyText } from "../../../ui/money-text";
import { Panel } from "../../../ui/panel";
import { ProblemBox } from "../../../ui/problem-box";
import { Loading, Skeleton } from "../../../ui/skeleton";
import { SideMark } from "../side-mark";

const SHOWN = 6;

export function RecentTrades() {
  const workspace = useSlug();
  const { question } = useView();
  const found = useQuery(recentTradesQuery(question, SHOWN));
  const trades = found.data?.items ?? [];
  return (
    <Panel
      title="Last trades"
      actions={
        <Link to="/w/$workspace/trades" params={{ workspace }} className="text-xs text-accent hover:underline">
          All trades
        </Link>
      }
    >
      {found.isPending && (
        <Loading label="Loading the last trades" className="flex flex-col gap-2">
          {Array.from({ length: SHOWN }, (_, index) => (
            <Skeleton key={index} className="h-5 w-full" />
          ))}
        </Loading>
      )}
      {found.isError && <ProblemBox problem={asProblem(found.error)} onRetry={() => void found.refetch()} />}
      {trades.length > 0 && (
        <table className="w-full text-sm">
          <thead className="sr-only">
            <tr>
              <th scope="col">Symbol</th>
              <th scope="col">Opened</th>
              <th scope="col">Held</th>
              <th scope="col">R</th>
              <th scope="col">Net</th>
            </tr>
          </thead>
          <tbody>
            {trades.map((trade) => (
              <tr key={trade.id} className="group relative border-t border-line first:border-t-0 hover:bg-hover">
                <th scope="row" className="h-8 text-left font-medium touch:h-11">
                  <Link
                    to="/w/$workspace/trades/$tradeId"
                    params={{ workspace, tradeId: trade.id }}
                    className="flex items-center gap-2 after:absolute after:inset-0 group-hover:text-accent"
                  >
                    <SideMark side={trade.side} />
                    <span className="truncate">{trade.symbol}</span>
                    <span className="font-normal text-faint">{quantity(trade.quantity)}</span>
                  </Link>
                </th>
                <td className="text-soft">{shortDay(trade.opened_on)}</td>
                <td className="text-right text-soft max-sm:hidden">
                  {trade.held_seconds === null ? NOTHING : duration(trade.held_seconds)}
                </td>
                <td className="w-20 text-right text-soft max-sm:hidden">
                  {trade.r === null ? "" : multiple(trade.r)}
                </td>
                <td className="w-32 text-right font-medium">
                  {trade.status === "open" ? (
                    <span className="font-normal text-faint">open</span>
                  ) : (
                    <MoneyText value={trade.net} currency={trade.currency} withCurrency result />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
