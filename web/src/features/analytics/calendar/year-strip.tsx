import { monthLabel, monthName } from "../../../lib/dates";
import { money, plural } from "../../../lib/format";
import { classes } from "../../../ui/classes";
import type { YearMonth } from "./calendar-view";

interface Props {
  months: readonly YearMonth[];
  shown: string;
  currency: string;
  onChoose: (month: string) => void;
}

const HALF = 20;

/** The year in twelve bars, each leading to its month. */
export function YearStrip({ months, shown, currency, onChoose }: Props) {
  return (
    <ol className="grid grid-cols-12 rounded-lg border border-line bg-surface p-1" aria-label="Months of the year">
      {months.map(({ month, total, height }) => (
        <li key={month}>
          <button
            type="button"
            aria-current={month === shown ? "date" : undefined}
            title={total ? `${money(total.net, { currency, signed: true })}, ${plural(total.trades, "trade")}` : undefined}
            onClick={() => {
              onChoose(month);
            }}
            className={classes(
              "flex w-full flex-col items-center gap-1 rounded-md py-1.5 text-2xs hover:bg-hover",
              month === shown ? "bg-accent-wash font-medium text-accent" : total ? "text-soft" : "text-faint",
            )}
          >
            <Bar height={height} />
            <span className="sr-only">
              {monthName(month)}:{" "}
              {total
                ? `${money(total.net, { currency, signed: true })}, ${plural(total.trades, "trade")}`
                : "nothing closed"}
            </span>
            <span aria-hidden="true" className="max-sm:hidden">
              {monthLabel(month)}
            </span>
            <span aria-hidden="true" className="sm:hidden">
              {monthLabel(month).slice(0, 1)}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}

function Bar({ height }: { height: number }) {
  const size = Math.max(Math.abs(height) * HALF, height === 0 ? 0 : 1.5);
  return (
    <svg aria-hidden="true" width="20" height={HALF * 2 + 2} className="block">
      <rect
        x={4}
        width={12}
        rx={1.5}
        y={height > 0 ? HALF + 1 - size : HALF + 1}
        height={size}
        className={height > 0 ? "fill-gain-fill" : "fill-loss-fill"}
      />
      <line x1={0} x2={20} y1={HALF + 1} y2={HALF + 1} className="stroke-edge" />
    </svg>
  );
}
