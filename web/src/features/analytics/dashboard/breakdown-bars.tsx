import { Link } from "@tanstack/react-router";
import { sign } from "../../../lib/decimal";
import { count, percent } from "../../../lib/format";
import { useSlug, useView } from "../../../lib/view";
import { classes } from "../../../ui/classes";
import { MoneyText } from "../../../ui/money-text";
import { drillFilter } from "../drill";
import type { BreakdownRow } from "./breakdown-view";

interface Props {
  label: string;
  measure: string;
  currency: string;
  rows: readonly BreakdownRow[];
  zero: number;
}

/** A table whose middle column is drawn: bars from zero, to the left for losses. A row leads to its trades. */
export function BreakdownBars({ label, measure, currency, rows, zero }: Props) {
  const workspace = useSlug();
  const { q, period } = useView();
  return (
    <table className="w-full table-fixed text-sm">
      <thead className="text-2xs text-faint">
        <tr className="[&>th]:pb-1 [&>th]:font-normal">
          <th scope="col" className="w-[28%] text-left max-sm:w-auto">
            <span className="sr-only">{label}</span>
          </th>
          <th scope="col" className="max-sm:hidden">
            <span className="sr-only">Bar</span>
          </th>
          <th scope="col" className="w-26 text-right">
            {measure}, {currency}
          </th>
          <th scope="col" className="w-11 text-right">
            n
          </th>
          <th scope="col" className="w-14 text-right">
            Won
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key} className="group relative hover:bg-hover">
            <th scope="row" className="h-7 truncate pr-2 text-left font-normal touch:h-11">
              <Link
                to="/w/$workspace/trades"
                params={{ workspace }}
                search={{ q: drillFilter(q, period, row.condition) }}
                title={`Show the trades of ${row.name}`}
                className="group-hover:text-accent group-hover:underline after:absolute after:inset-0"
              >
                {row.name}
              </Link>
            </th>
            <td className="px-1 max-sm:hidden">
              <Bar row={row} zero={zero} />
            </td>
            <td className="text-right font-medium">
              <MoneyText value={row.value} currency={currency} result />
            </td>
            <td className="text-right text-soft">{count(row.trades)}</td>
            <td
              className={classes("text-right", row.rateIsHonest ? "text-soft" : "text-faint italic")}
              title={row.rateIsHonest ? undefined : "Too few trades for a rate to be relied on."}
            >
              {typeof row.winRate?.value === "number" ? percent(row.winRate.value, 0) : "–"}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const share = (part: number): string => `${String(part * 100)}%`;

function Bar({ row, zero }: { row: BreakdownRow; zero: number }) {
  const isLoss = sign(row.value) < 0;
  const few = !row.enough || !row.rateIsHonest;
  return (
    <div className="relative h-4" title={few ? "Fewer trades than such a figure needs: chance may explain it." : undefined}>
      <span
        className={classes(
          "absolute inset-y-0.5",
          isLoss ? "rounded-l-[3px]" : "rounded-r-[3px]",
          few ? "hatched" : isLoss ? "bg-loss-fill" : "bg-gain-fill",
          isLoss ? "text-loss-fill" : "text-gain-fill",
        )}
        style={{ left: share(row.start), width: `max(${share(row.end - row.start)}, 1.5px)` }}
      />
      {row.whisker && (
        <span
          className="absolute top-1/2 h-px bg-ink"
          style={{ left: share(row.whisker.start), width: share(row.whisker.end - row.whisker.start) }}
        />
      )}
      <span className="absolute -inset-y-1.5 w-px bg-edge" style={{ left: share(zero) }} />
    </div>
  );
}
