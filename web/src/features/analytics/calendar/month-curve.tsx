import { area, line } from "d3-shape";
import { scaleLinear } from "d3-scale";
import { useId } from "react";
import { approximate } from "../../../lib/decimal";
import { shortDay } from "../../../lib/dates";
import { compact, money } from "../../../lib/format";
import { useWidth } from "../../../ui/charts/use-size";
import type { MonthView } from "./calendar-view";

const HEIGHT = 112;
const TOP = 8;
const BOTTOM = 18;
const GUTTER = 40;

/** How the month's total came about, from zero. Its numbers stand in the grid beside it. */
export function MonthCurve({ curve, currency }: { curve: MonthView["curve"]; currency: string }) {
  const [frame, width] = useWidth<HTMLDivElement>(320);
  const id = useId();
  const plot = Math.max(width - GUTTER, 40);
  const values = [0, ...curve.map((one) => approximate(one.total))];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const margin = (high - low || 1) * 0.06;
  const x = scaleLinear([0, Math.max(curve.length, 1)], [1, plot - 4]);
  const y = scaleLinear([low < 0 ? low - margin : low, high + margin], [HEIGHT - BOTTOM, TOP]);
  const indices = values.map((_, at) => at);
  const at = (index: number): number => y(values[index] ?? 0);
  const path = line<number>(x, at)(indices) ?? "";
  const filled = area<number>(x, y(0), at)(indices) ?? "";
  const end = curve.at(-1);
  const isGain = (values.at(-1) ?? 0) >= 0;
  return (
    <div ref={frame}>
      <svg
        role="img"
        aria-label={end ? `Running total of the month, ${money(end.total, { currency, signed: true })} at its end` : "No result yet"}
        width={width}
        height={HEIGHT}
        className="block text-2xs"
      >
        <clipPath id={`${id}-above`}>
          <rect width={plot} height={Math.max(y(0), 0)} />
        </clipPath>
        <clipPath id={`${id}-below`}>
          <rect y={y(0)} width={plot} height={HEIGHT} />
        </clipPath>
        {y.ticks(3).map((value) => (
          <g key={value}>
            <line
              x1={0}
              x2={plot}
              y1={y(value)}
              y2={y(value)}
              className={value === 0 ? "stroke-edge" : "stroke-line"}
              strokeDasharray={value === 0 ? undefined : "1 3"}
            />
            <text x={plot + 6} y={y(value)} dy="0.32em" className="fill-faint">
              {compact(value)}
            </text>
          </g>
        ))}
        <g clipPath={`url(#${id}-above)`}>
          <path d={filled} className="fill-gain-fill" fillOpacity={0.14} />
          <path d={path} className="fill-none stroke-gain" strokeWidth={1.75} strokeLinejoin="round" />
        </g>
        <g clipPath={`url(#${id}-below)`}>
          <path d={filled} className="fill-loss-fill" fillOpacity={0.16} />
          <path d={path} className="fill-none stroke-loss" strokeWidth={1.75} strokeLinejoin="round" />
        </g>
        {end && <circle cx={x(curve.length)} cy={at(curve.length)} r={3} className={isGain ? "fill-gain" : "fill-loss"} />}
        {curve[0] && (
          <text x={0} y={HEIGHT - 4} className="fill-faint">
            {shortDay(curve[0].day)}
          </text>
        )}
        {end && curve.length > 1 && (
          <text x={plot} y={HEIGHT - 4} textAnchor="end" className="fill-faint">
            {shortDay(end.day)}
          </text>
        )}
      </svg>
    </div>
  );
}
