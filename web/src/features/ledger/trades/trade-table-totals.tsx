import { useQuery } from "@tanstack/react-query";
import type { SummaryOut } from "../../../api/generated";
import { summaryQuery } from "../../../api/queries/analytics";
import { tradeCountQuery } from "../../../api/queries/ledger";
import { multiple, plural } from "../../../lib/format";
import { useView } from "../../../lib/view";
import { classes } from "../../../ui/classes";
import { MoneyText } from "../../../ui/money-text";
import type { TradeColumn } from "./columns";

const METRICS = "net_pnl,gross_pnl,fees,total_r,trades,open_trades";
const COLUMN_METRICS: Record<string, string> = { net: "net_pnl", gross: "gross_pnl", fees: "fees", r: "total_r" };

interface Props {
  columns: readonly TradeColumn[];
  template: string;
  narrow: boolean;
}

/** What all trades of the filter come to, loaded or not: each sum under its column. */
export function TradeTableTotals({ columns, template, narrow }: Props) {
  const { question } = useView();
  const count = useQuery(tradeCountQuery(question)).data;
  const summary = useQuery(summaryQuery(question, METRICS)).data;
  const named = count === undefined ? "" : plural(count, "trade");
  return (
    <div role="rowgroup" className="sticky bottom-0 z-[2] mt-auto bg-surface">
      <div
        role="row"
        aria-label="Totals of the closed trades"
        style={{ gridTemplateColumns: narrow ? "1fr auto" : template }}
        className="grid h-10 items-center border-t border-edge px-4 text-sm font-medium"
      >
        {narrow ? (
          <>
            <div role="gridcell">{named}</div>
            <div role="gridcell">
              <Total summary={summary} metric="net_pnl" withCurrency />
            </div>
          </>
        ) : (
          columns.map((column, place) => (
            <div
              key={column.id}
              role="gridcell"
              aria-colindex={place + 1}
              className={classes("min-w-0 truncate pr-4", column.isNumber && "text-right")}
            >
              {place === 0 ? (
                <span title={noteOf(summary)}>{named}</span>
              ) : (
                <Total summary={summary} metric={COLUMN_METRICS[column.id] ?? ""} />
              )}
            </div>
          ))
        )}
      </div>
    </div>
  );
}

function noteOf(summary: SummaryOut | undefined): string | undefined {
  const open = Number(summary?.figures.find((one) => one.key === "open_trades")?.value ?? 0);
  return open > 0 ? `${plural(open, "trade")} still open: not in the sums` : undefined;
}

interface TotalProps {
  summary: SummaryOut | undefined;
  metric: string;
  withCurrency?: boolean;
}

function Total({ summary, metric, withCurrency = false }: TotalProps) {
  const value = summary?.figures.find((one) => one.key === metric)?.value;
  if (!summary || value === null || value === undefined) return null;
  if (metric === "total_r") return multiple(Number(value));
  return (
    <MoneyText value={String(value)} currency={summary.currency} withCurrency={withCurrency} result={metric !== "fees"} />
  );
}
