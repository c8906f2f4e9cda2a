import type { EquityPointOut } from "../../../api/generated";
import { longDay, mediumDay } from "../../../lib/dates";
import { sum } from "../../../lib/decimal";
import { plural } from "../../../lib/format";
import { MoneyText } from "../../../ui/money-text";

interface Props {
  point: EquityPointOut;
  /** The ends of the stretch that is being marked. */
  from: EquityPointOut | undefined;
  to: EquityPointOut | undefined;
  points: readonly EquityPointOut[];
  x: number;
  width: number;
}

const CARD_PX = 208;

/** What stands under the pointer, on the side where there is room. */
export function EquityReading({ point, from, to, points, x, width }: Props) {
  const left = x + 16 + CARD_PX > width ? x - 16 - CARD_PX : x + 16;
  return (
    <div
      aria-hidden="true"
      style={{ left: Math.max(left, 0), width: CARD_PX }}
      className="pointer-events-none absolute top-2 z-10 rounded-md bg-surface px-3 py-2 text-xs shadow-pop"
    >
      {from && to ? <Stretch from={from} to={to} points={points} /> : <OneDay point={point} />}
    </div>
  );
}

function OneDay({ point }: { point: EquityPointOut }) {
  return (
    <>
      <p className="mb-1 font-medium">{longDay(point.day)}</p>
      <Line label="Equity">
        <MoneyText value={point.equity} result />
      </Line>
      <Line label={`Day, ${plural(point.trades, "trade")}`}>
        <MoneyText value={point.net} result />
      </Line>
      <Line label="Under water">
        <MoneyText value={point.drawdown} />
      </Line>
    </>
  );
}

function Stretch({ from, to, points }: { from: EquityPointOut; to: EquityPointOut; points: readonly EquityPointOut[] }) {
  const inside = points.filter((one) => one.day >= from.day && one.day <= to.day);
  const trades = inside.reduce((total, one) => total + one.trades, 0);
  return (
    <>
      <p className="mb-1 font-medium">
        {mediumDay(from.day)} – {mediumDay(to.day)}
      </p>
      <Line label={plural(trades, "trade")}>
        <MoneyText value={sum(inside.map((one) => one.net))} result />
      </Line>
      <p className="mt-1 text-faint">Release, or Enter, to show these days</p>
    </>
  );
}

function Line({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <p className="flex justify-between gap-3">
      <span className="text-faint">{label}</span>
      {children}
    </p>
  );
}
