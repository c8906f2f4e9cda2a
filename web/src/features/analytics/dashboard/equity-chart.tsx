import { useId, useState } from "react";
import type { EquityPointOut } from "../../../api/generated";
import { money } from "../../../lib/format";
import { useWidth } from "../../../ui/charts/use-size";
import { EquityReading } from "./equity-reading";
import { equityGeometry, type Geometry, nearest, rangePeriod, readPoint } from "./equity-view";

interface Props {
  points: readonly EquityPointOut[];
  currency: string;
  height: number;
  onPeriod: (period: string) => void;
}

const DRAG_PX_MIN = 6;

/** `from` is where a range began that is being marked, with the mouse or with shift and the arrows. */
interface Reading {
  at: number | null;
  from: number | null;
}

/** The running total from zero, and below it how far under its peak it stood. Reads by pointer and by arrow keys. */
export function EquityChart({ points, currency, height, onPeriod }: Props) {
  const [frame, width] = useWidth<HTMLDivElement>(900);
  const [reading, setReading] = useState<Reading>({ at: null, from: null });
  const last = points.length - 1;
  // The days may have become fewer since they were read.
  const [at, from] = [reading.at, reading.from].map((index) => (index === null ? null : Math.min(index, last))) as [
    number | null,
    number | null,
  ];
  const geometry = equityGeometry(points, width, height);
  const place = (event: React.PointerEvent): number =>
    nearest(geometry.xs, event.clientX - event.currentTarget.getBoundingClientRect().left);
  const finish = (end: number) => {
    if (from === null) return;
    const moved = Math.abs((geometry.xs[end] ?? 0) - (geometry.xs[from] ?? 0));
    setReading({ at: end, from: null });
    if (moved >= DRAG_PX_MIN) onPeriod(rangePeriod(points, from, end));
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const next = step(event.key, at ?? last, last);
    if (next !== null) {
      event.preventDefault();
      setReading({ at: next, from: event.shiftKey ? (from ?? at ?? last) : null });
    } else if (event.key === "Enter" && at !== null) {
      event.preventDefault();
      setReading({ at, from: null });
      onPeriod(rangePeriod(points, from ?? at, at));
    } else if (event.key === "Escape" && from !== null) {
      event.stopPropagation();
      setReading({ at, from: null });
    }
  };
  const shown = at === null ? undefined : points[at];
  return (
    <div ref={frame} className="relative w-full select-none">
      <div
        role="slider"
        tabIndex={0}
        aria-label="Equity by day. Arrow keys read the days, with shift they mark a range, Enter makes it the period."
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={at ?? last}
        aria-valuetext={readPoint(points[at ?? last] as EquityPointOut, currency)}
        className="cursor-crosshair touch-pan-y rounded-sm"
        onKeyDown={onKeyDown}
        onBlur={() => {
          setReading({ at: null, from: null });
        }}
        onPointerMove={(event) => {
          setReading({ at: place(event), from });
        }}
        onPointerDown={(event) => {
          if (event.pointerType !== "mouse" || event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          setReading({ at: place(event), from: place(event) });
        }}
        onPointerUp={(event) => {
          finish(place(event));
        }}
        onPointerLeave={() => {
          if (from === null) setReading({ at: null, from: null });
        }}
      >
        <Drawing geometry={geometry} at={at} from={from} points={points} />
      </div>
      {shown && at !== null && (
        <EquityReading
          point={shown}
          from={from === null ? undefined : points[Math.min(from, at)]}
          to={from === null ? undefined : points[Math.max(from, at)]}
          points={points}
          x={geometry.xs[at] ?? 0}
          width={geometry.plotWidth}
        />
      )}
    </div>
  );
}

function step(key: string, at: number, last: number): number | null {
  const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -20, PageDown: 20 };
  if (key === "Home") return 0;
  if (key === "End") return last;
  const by = steps[key];
  return by === undefined ? null : Math.min(Math.max(at + by, 0), last);
}

interface DrawingProps {
  geometry: Geometry;
  at: number | null;
  from: number | null;
  points: readonly EquityPointOut[];
}

function Drawing({ geometry, at, from, points }: DrawingProps) {
  const id = useId();
  const { width, plotWidth, curveHeight, waterTop, waterHeight, zero, xs, ys } = geometry;
  const height = waterTop + waterHeight + 24;
  const lastX = xs.at(-1) ?? 0;
  const lastY = ys.at(-1) ?? 0;
  return (
    <svg aria-hidden="true" width={width} height={height} className="block overflow-visible">
      <clipPath id={`${id}-above`}>
        <rect width={plotWidth} height={Math.max(zero, 0)} />
      </clipPath>
      <clipPath id={`${id}-below`}>
        <rect y={zero} width={plotWidth} height={Math.max(curveHeight - zero, 0) + 2} />
      </clipPath>
      <Axes geometry={geometry} bottom={waterTop + waterHeight} />
      <g clipPath={`url(#${id}-above)`}>
        <path d={geometry.filled} className="fill-gain-fill" fillOpacity={0.14} />
        <path d={geometry.curve} className="fill-none stroke-gain" strokeWidth={1.75} strokeLinejoin="round" />
      </g>
      <g clipPath={`url(#${id}-below)`}>
        <path d={geometry.filled} className="fill-loss-fill" fillOpacity={0.16} />
        <path d={geometry.curve} className="fill-none stroke-loss" strokeWidth={1.75} strokeLinejoin="round" />
      </g>
      <path d={geometry.water} className="fill-loss-fill" fillOpacity={0.3} />
      <line x1={0} x2={plotWidth} y1={waterTop} y2={waterTop} className="stroke-edge" />
      <text x={0} y={waterTop + waterHeight - 4} className="fill-faint text-2xs">
        Under water
      </text>
      <Deepest geometry={geometry} points={points} />
      <circle cx={lastX} cy={lastY} r={3} className={lastY <= zero ? "fill-gain" : "fill-loss"} />
      {from !== null && at !== null && (
        <rect
          x={Math.min(xs[from] ?? 0, xs[at] ?? 0)}
          width={Math.abs((xs[at] ?? 0) - (xs[from] ?? 0))}
          height={waterTop + waterHeight}
          className="fill-accent"
          fillOpacity={0.12}
        />
      )}
      {at !== null && points[at] && (
        <g>
          <line x1={xs[at]} x2={xs[at]} y1={0} y2={waterTop + waterHeight} className="stroke-faint" strokeDasharray="2 2" />
          <circle cx={xs[at]} cy={ys[at]} r={4} className="fill-surface stroke-ink" strokeWidth={1.5} />
        </g>
      )}
    </svg>
  );
}

/** The deepest fall, named where it happened. */
function Deepest({ geometry, points }: { geometry: Geometry; points: readonly EquityPointOut[] }) {
  const { deepest, xs, plotWidth, waterTop, waterHeight } = geometry;
  const point = deepest === null ? undefined : points[deepest];
  if (deepest === null || !point) return null;
  const x = xs[deepest] ?? 0;
  const isLate = x > plotWidth - 90;
  return (
    <g>
      <line x1={x} x2={x} y1={waterTop} y2={waterTop + waterHeight} className="stroke-loss" />
      <text
        x={isLate ? x - 5 : x + 5}
        y={waterTop + waterHeight - 4}
        textAnchor={isLate ? "end" : "start"}
        className="fill-loss text-2xs font-medium"
      >
        {money(point.drawdown)}
      </text>
    </g>
  );
}

function Axes({ geometry, bottom }: { geometry: Geometry; bottom: number }) {
  const { plotWidth } = geometry;
  return (
    <g className="text-2xs">
      {geometry.yTicks.map((tick) => (
        <g key={tick.label}>
          <line
            x1={0}
            x2={plotWidth}
            y1={tick.y}
            y2={tick.y}
            className={tick.value === 0 ? "stroke-edge" : "stroke-line"}
            strokeDasharray={tick.value === 0 ? undefined : "1 3"}
          />
          <text x={plotWidth + 8} y={tick.y} dy="0.32em" className="fill-faint">
            {tick.label}
          </text>
        </g>
      ))}
      {geometry.xTicks.map((tick) => (
        <g key={tick.x}>
          <line x1={tick.x} x2={tick.x} y1={bottom} y2={bottom + 4} className="stroke-edge" />
          <text x={tick.x} y={bottom + 17} textAnchor={tick.x < 20 ? "start" : "middle"} className="fill-faint">
            {tick.label}
          </text>
        </g>
      ))}
    </g>
  );
}
