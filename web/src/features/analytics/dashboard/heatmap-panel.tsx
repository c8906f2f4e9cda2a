import { Link, useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import type { EquityPointOut } from "../../../api/generated";
import { longDay, monthLabel, weekdayName } from "../../../lib/dates";
import { money, plural } from "../../../lib/format";
import { and } from "../../../lib/filter/compose";
import { useSlug, useView } from "../../../lib/view";
import { useWidth } from "../../../ui/charts/use-size";
import { classes } from "../../../ui/classes";
import { Panel } from "../../../ui/panel";
import { type HeatCell, heatmap } from "./heatmap-view";

interface Props {
  points: readonly EquityPointOut[];
  currency: string;
}

const CELL = 31;
const SQUARE = 27;
const LABELS = 34;
const WEEKS_MAX = 40;

/** The recent days by their result; a day leads to its trades. */
export function HeatmapPanel({ points, currency }: Props) {
  const [frame, width] = useWidth<HTMLDivElement>(560);
  const workspace = useSlug();
  const last = points.at(-1)?.day ?? "";
  const weeks = Math.min(Math.max(Math.floor((width - LABELS) / CELL), 8), WEEKS_MAX);
  return (
    <Panel
      title="Recent days"
      note="each square a trading day, lines mark losses"
      actions={
        <Link to="/w/$workspace/calendar" params={{ workspace }} className="text-xs text-accent hover:underline">
          Calendar
        </Link>
      }
    >
      <div ref={frame}>
        {last !== "" && <Squares key={last} map={heatmap(points, last, weeks)} currency={currency} />}
      </div>
    </Panel>
  );
}

function Squares({ map, currency }: { map: ReturnType<typeof heatmap>; currency: string }) {
  const navigate = useNavigate();
  const workspace = useSlug();
  const { q } = useView();
  const grid = useRef<SVGSVGElement>(null);
  const traded = map.cells.filter((cell) => cell.point !== null);
  const [current, setCurrent] = useState(traded.at(-1)?.day ?? "");
  const open = (cell: HeatCell) => {
    void navigate({
      to: "/w/$workspace/trades",
      params: { workspace },
      search: { q: and(q, `closed:${cell.day}`), period: undefined },
    });
  };
  const onKeyDown = (event: React.KeyboardEvent, cell: HeatCell) => {
    const next = neighbour(traded, cell, event.key);
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      open(cell);
    } else if (next) {
      event.preventDefault();
      setCurrent(next.day);
      grid.current?.querySelector<SVGElement>(`[data-day="${next.day}"]`)?.focus();
    }
  };
  return (
    <svg ref={grid} width={LABELS + map.columns * CELL} height={20 + map.rows * CELL} className="block text-2xs">
      {map.months.map(({ column, month }) => (
        <text key={month} x={LABELS + column * CELL} y={11} className="fill-faint">
          {monthLabel(month)}
        </text>
      ))}
      {[0, 2, 4].map((row) => (
        <text key={row} x={0} y={20 + row * CELL + 18} className="fill-faint">
          {weekdayName(row)}
        </text>
      ))}
      <g role="group" aria-label="Days with a result. Arrow keys go from day to day, Enter shows its trades.">
        {map.cells.map((cell) => {
          const x = LABELS + cell.column * CELL;
          const y = 20 + cell.row * CELL;
          if (!cell.point) {
            return <rect key={cell.day} x={x} y={y} width={SQUARE} height={SQUARE} rx={5} className="fill-sunken" />;
          }
          return (
            <g
              key={cell.day}
              data-day={cell.day}
              role="link"
              tabIndex={cell.day === current ? 0 : -1}
              aria-label={`${longDay(cell.day)}: ${money(cell.point.net, { currency, signed: true })}, ${plural(cell.point.trades, "trade")}`}
              className="cursor-pointer outline-none [&:focus-visible>rect]:stroke-accent [&:focus-visible>rect]:stroke-2"
              onClick={() => {
                open(cell);
              }}
              onKeyDown={(event) => {
                onKeyDown(event, cell);
              }}
            >
              <title>
                {`${longDay(cell.day)}\n${money(cell.point.net, { currency, signed: true })}, ${plural(cell.point.trades, "trade")}`}
              </title>
              <Square cell={cell} x={x} y={y} />
            </g>
          );
        })}
      </g>
    </svg>
  );
}

/** Gain and loss differ in shape too: a loss has a line across. */
function Square({ cell, x, y }: { cell: HeatCell; x: number; y: number }) {
  const colour = cell.direction > 0 ? "fill-gain-fill" : cell.direction < 0 ? "fill-loss-fill" : "fill-edge";
  const opacity = cell.direction === 0 ? 1 : 0.25 + 0.75 * cell.strength;
  return (
    <>
      <rect x={x} y={y} width={SQUARE} height={SQUARE} rx={5} className={classes(colour, "hover:stroke-ink")} fillOpacity={opacity} />
      {cell.direction < 0 && (
        <line x1={x + 9} x2={x + 18} y1={y + 13.5} y2={y + 13.5} className="pointer-events-none stroke-surface" strokeWidth={1.75} />
      )}
    </>
  );
}

const STEPS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The next traded day in the direction of an arrow key. */
function neighbour(traded: readonly HeatCell[], from: HeatCell, key: string): HeatCell | undefined {
  const [across, down] = STEPS[key] ?? [0, 0];
  if (across === 0 && down === 0) return undefined;
  const order = [...traded].sort((one, other) => one.day.localeCompare(other.day));
  if (down !== 0) return order[order.findIndex((cell) => cell.day === from.day) + down];
  const inRow = order.filter((cell) => cell.row === from.row);
  return inRow[inRow.findIndex((cell) => cell.day === from.day) + across];
}
