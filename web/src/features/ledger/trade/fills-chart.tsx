import type { TradeDetailOut } from "../../../api/generated";
import { clock, instant, shortDay } from "../../../lib/dates";
import { quantity } from "../../../lib/format";
import { useWidth } from "../../../ui/charts/use-size";
import { FILLS_HEIGHT, fillsGeometry, type FillMark, PRICE_HEIGHT } from "./fills-chart-view";

const GUTTER = 64;

/** When it was traded and at what price, and below it how much was open. Prices between the fills are not known. */
export function FillsChart({ trade, zone }: { trade: TradeDetailOut; zone: string }) {
  const [frame, width] = useWidth<HTMLDivElement>(560);
  const plot = Math.max(width - GUTTER, 80);
  const geometry = fillsGeometry(trade, plot);
  const [first, last] = [trade.legs[0]?.execution, trade.legs.at(-1)?.execution];
  const sameDay = first?.day === last?.day;
  const label = (at: string): string => (sameDay ? clock(at, zone) : shortDay(at.slice(0, 10)));
  return (
    <div ref={frame}>
      <svg
        role="img"
        aria-label={`${String(trade.legs.length)} fills of ${trade.symbol} at their prices; the table of fills has the numbers`}
        width={width}
        height={FILLS_HEIGHT + 20}
        className="block text-2xs"
      >
        {geometry.yTicks.map((tick) => (
          <g key={tick.value}>
            <line x1={0} x2={plot} y1={tick.y} y2={tick.y} className="stroke-edge" strokeOpacity={0.7} strokeDasharray="1 3" />
            <text x={plot + 8} y={tick.y} dy="0.32em" className="fill-faint">
              {quantity(String(Number(tick.value.toPrecision(10))))}
            </text>
          </g>
        ))}
        {geometry.levels.map((level) => (
          <g key={level.name}>
            <line x1={0} x2={plot} y1={level.y} y2={level.y} className="stroke-soft" strokeDasharray="5 3" />
            <text x={2} y={level.y - 4} className="fill-soft">
              {level.name}
            </text>
          </g>
        ))}
        {geometry.links.map((link) => (
          <line
            key={link.key}
            x1={link.x1}
            x2={link.x2}
            y1={link.y1}
            y2={link.y2}
            strokeWidth={1.5}
            className={link.isGain ? "stroke-gain" : "stroke-loss"}
            strokeDasharray={link.isGain ? undefined : "4 3"}
          />
        ))}
        <path d={geometry.position} className="fill-accent" fillOpacity={0.16} />
        <line x1={0} x2={plot} y1={geometry.positionZero} y2={geometry.positionZero} className="stroke-edge" />
        {geometry.marks.map((mark) => (
          <Mark key={mark.key} mark={mark} zone={zone} />
        ))}
        {first && trade.times_known && (
          <text x={0} y={FILLS_HEIGHT + 15} className="fill-faint">
            {label(first.executed_at)}
          </text>
        )}
        {last && last !== first && trade.times_known && (
          <text x={plot} y={FILLS_HEIGHT + 15} textAnchor="end" className="fill-faint">
            {label(last.executed_at)}
          </text>
        )}
        <text x={plot + 8} y={PRICE_HEIGHT + 40} className="fill-faint">
          position
        </text>
      </svg>
    </div>
  );
}

/** A triangle up for a buy, down for a sale; full for entries, hollow for exits. */
function Mark({ mark, zone }: { mark: FillMark; zone: string }) {
  const { x, y, isBuy, isEntry, leg } = mark;
  const [tip, base] = isBuy ? [y - 6, y + 5] : [y + 6, y - 5];
  return (
    <path
      d={`M${String(x)} ${String(tip)}L${String(x + 6)} ${String(base)}H${String(x - 6)}Z`}
      className={isEntry ? "fill-ink stroke-ink" : "fill-surface stroke-ink"}
      strokeWidth={1.5}
      strokeLinejoin="round"
    >
      <title>{`${leg.execution.side} ${quantity(leg.quantity)} at ${quantity(leg.execution.price)}, ${instant(leg.execution.executed_at, zone)}`}</title>
    </path>
  );
}
