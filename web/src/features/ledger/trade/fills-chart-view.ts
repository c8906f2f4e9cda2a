import { extent } from "d3-array";
import { scaleLinear } from "d3-scale";
import type { LegOut, TradeDetailOut } from "../../../api/generated";
import { approximate } from "../../../lib/decimal";

export interface FillMark {
  key: string;
  x: number;
  y: number;
  isBuy: boolean;
  isEntry: boolean;
  leg: LegOut;
}

export interface FillsGeometry {
  marks: FillMark[];
  /** From an entry to the exit that was matched with it. */
  links: { key: string; x1: number; y1: number; x2: number; y2: number; isGain: boolean }[];
  position: string;
  positionZero: number;
  yTicks: { y: number; value: number }[];
  levels: { y: number; name: "stop" | "target" }[];
}

export const PRICE_HEIGHT = 120;
const POSITION_TOP = PRICE_HEIGHT + 12;
const POSITION_HEIGHT = 34;
export const FILLS_HEIGHT = POSITION_TOP + POSITION_HEIGHT;
const SIDE_ROOM = 14;
/** Room for the label of a line at the very top. */
const TOP = 8;

/** Fills at their times and prices; in file order, evenly, where times are not known. */
export function fillsGeometry(trade: TradeDetailOut, width: number): FillsGeometry {
  const { legs } = trade;
  const known = trade.times_known && new Set(legs.map((leg) => leg.execution.executed_at)).size > 1;
  const places = legs.map((leg, index) => (known ? Date.parse(leg.execution.executed_at) : index));
  const [first = 0, last = 1] = extent(places) as [number, number];
  const x = scaleLinear([first, last === first ? first + 1 : last], [SIDE_ROOM, width - SIDE_ROOM]);

  const levels = (["stop", "target"] as const).flatMap((name) => {
    const price = trade.annotation[name];
    return price === null ? [] : [{ name, price: approximate(price) }];
  });
  const prices = legs.map((leg) => approximate(leg.execution.price));
  const [low = 0, high = 1] = extent([...prices, ...levels.map((level) => level.price)]) as [number, number];
  const margin = (high - low || Math.abs(high) * 0.001 || 1) * 0.18;
  const y = scaleLinear([low - margin, high + margin], [PRICE_HEIGHT, TOP]);

  const marks = legs.map((leg, index) => ({
    key: leg.execution.id,
    x: x(places[index] ?? 0),
    y: y(prices[index] ?? 0),
    isBuy: leg.execution.side === "buy",
    isEntry: leg.role === "entry",
    leg,
  }));
  const byId = new Map(marks.map((mark) => [mark.key, mark]));
  return {
    marks,
    links: trade.matches.flatMap((match, index) => {
      const [from, to] = [byId.get(match.opening_id), byId.get(match.closing_id)];
      if (!from || !to) return [];
      const isGain = approximate(match.gross) >= 0;
      return [{ key: `${match.closing_id}-${String(index)}`, x1: from.x, y1: from.y, x2: to.x, y2: to.y, isGain }];
    }),
    ...positionSteps(marks, width),
    yTicks: y.ticks(3).map((value) => ({ y: y(value), value })),
    levels: levels.map((level) => ({ name: level.name, y: y(level.price) })),
  };
}

/** Units open between the fills, as steps from the zero line. */
function positionSteps(marks: readonly FillMark[], width: number): { position: string; positionZero: number } {
  const sizes = marks.map((mark) => approximate(mark.leg.position));
  const [low = 0, high = 1] = extent([0, ...sizes]) as [number, number];
  const y = scaleLinear([low, high === low ? 1 : high], [POSITION_TOP + POSITION_HEIGHT, POSITION_TOP]);
  const zero = y(0);
  let path = "";
  marks.forEach((mark, index) => {
    const height = y(sizes[index] ?? 0);
    const until = marks[index + 1]?.x ?? (height === zero ? mark.x : width);
    path += `M${String(mark.x)} ${String(zero)}V${String(height)}H${String(until)}V${String(zero)}Z`;
  });
  return { position: path, positionZero: zero };
}
