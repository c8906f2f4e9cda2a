import { bisector, extent } from "d3-array";
import { scaleLinear, scaleUtc } from "d3-scale";
import { area, line } from "d3-shape";
import type { EquityPointOut } from "../../../api/generated";
import { approximate } from "../../../lib/decimal";
import { longDay, monthLabel, toTime } from "../../../lib/dates";
import { compact, money, plural } from "../../../lib/format";

/** Where everything of the equity chart stands, in pixels. The digits shown come from the points themselves. */
export interface Geometry {
  width: number;
  plotWidth: number;
  curveHeight: number;
  waterTop: number;
  waterHeight: number;
  xs: number[];
  ys: number[];
  zero: number;
  curve: string;
  filled: string;
  water: string;
  deepest: number | null;
  yTicks: { y: number; value: number; label: string }[];
  xTicks: { x: number; label: string }[];
}

export const GUTTER = 52;
const TOP = 10;
const GAP = 14;
const WATER_HEIGHT = 44;
const TICK_SPACE_PX = 84;

export function equityGeometry(points: readonly EquityPointOut[], width: number, curveHeight: number): Geometry {
  const plotWidth = Math.max(width - GUTTER, 10);
  const times = points.map((point) => toTime(point.day));
  const values = points.map((point) => approximate(point.equity));
  const falls = points.map((point) => approximate(point.drawdown));

  const [first = 0, last = 1] = extent(times) as [number, number];
  const x = scaleUtc([new Date(first), new Date(last === first ? first + 1 : last)], [1, plotWidth - 6]);
  const [low = 0, high = 1] = extent([0, ...values]) as [number, number];
  const margin = (high - low || 1) * 0.04;
  const y = scaleLinear([low < 0 ? low - margin : low, high + margin], [curveHeight, TOP]);
  const deepestFall = Math.min(...falls, 0);
  const depth = scaleLinear([0, deepestFall === 0 ? -1 : deepestFall], [0, WATER_HEIGHT]);

  const xs = times.map((time) => x(new Date(time)));
  const ys = values.map((value) => y(value));
  const zero = y(0);
  const indices = points.map((_, index) => index);
  const at = (series: readonly number[]) => (index: number) => series[index] ?? 0;
  const waterTop = curveHeight + GAP;
  return {
    width,
    plotWidth,
    curveHeight,
    waterTop,
    waterHeight: WATER_HEIGHT,
    xs,
    ys,
    zero,
    curve: line<number>(at(xs), at(ys))(indices) ?? "",
    filled: area<number>(at(xs), zero, at(ys))(indices) ?? "",
    water: area<number>(at(xs), waterTop, (index) => waterTop + depth(at(falls)(index)))(indices) ?? "",
    deepest: deepestFall === 0 ? null : falls.indexOf(deepestFall),
    yTicks: y.ticks(4).map((value) => ({ y: y(value), value, label: compact(value) })),
    xTicks: timeTicks(x, plotWidth),
  };
}

/** Months or days, a year where it changes; none so near the edge that it would be cut. */
function timeTicks(x: ReturnType<typeof scaleUtc<number>>, plotWidth: number): Geometry["xTicks"] {
  const ticks = x.ticks(Math.max(Math.floor(plotWidth / TICK_SPACE_PX), 2));
  return ticks.filter(isMidnight).map((date) => ({ x: x(date), label: tickLabel(date) }));
}

function isMidnight(date: Date): boolean {
  return date.getTime() % 86_400_000 === 0;
}

function tickLabel(date: Date): string {
  const day = date.toISOString().slice(0, 10);
  if (day.endsWith("-01-01")) return day.slice(0, 4);
  if (day.endsWith("-01")) return monthLabel(day.slice(0, 7));
  return `${String(date.getUTCDate())} ${monthLabel(day.slice(0, 7))}`;
}

/** The point nearest to a place on the screen. */
export function nearest(xs: readonly number[], x: number): number {
  return bisector((value: number) => value).center(xs, x);
}

/** A point in one sentence, for those who have it read to them. */
export function readPoint(point: EquityPointOut, currency: string): string {
  const equity = money(point.equity, { currency, signed: true });
  const net = money(point.net, { signed: true });
  return `${longDay(point.day)}: ${equity}, the day ${net} in ${plural(point.trades, "trade")}, under water ${money(point.drawdown)}`;
}

/** What a marked stretch earned. */
export function rangePeriod(points: readonly EquityPointOut[], from: number, to: number): string {
  const [low, high] = from <= to ? [from, to] : [to, from];
  const first = points[low]?.day ?? "";
  const last = points[high]?.day ?? "";
  return first === last ? first : `${first}..${last}`;
}
