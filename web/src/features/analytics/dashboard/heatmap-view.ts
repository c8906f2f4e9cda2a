import type { EquityPointOut } from "../../../api/generated";
import { approximate } from "../../../lib/decimal";
import { addDays, daysBetween, monday, monthOf, weekday } from "../../../lib/dates";

/** A day of the heatmap; `strength` 0 to 1 by the size of its result. */
export interface HeatCell {
  day: string;
  row: number;
  column: number;
  point: EquityPointOut | null;
  direction: -1 | 0 | 1;
  strength: number;
}

export interface Heatmap {
  cells: HeatCell[];
  columns: number;
  rows: number;
  months: { column: number; month: string }[];
}

/** The last `weeks` weeks that end with `last`; weekends only where something was traded on one. */
export function heatmap(points: readonly EquityPointOut[], last: string, weeks: number): Heatmap {
  const first = addDays(monday(last), -7 * (weeks - 1));
  const inside = points.filter((point) => point.day >= first && point.day <= last);
  const rows = inside.some((point) => weekday(point.day) > 4) ? 7 : 5;
  const byDay = new Map(inside.map((point) => [point.day, point]));
  const scale = typicalSize(inside);
  const cells: HeatCell[] = [];
  for (let offset = 0; offset <= daysBetween(first, last); offset += 1) {
    const day = addDays(first, offset);
    const row = weekday(day);
    if (row >= rows) continue;
    const point = byDay.get(day) ?? null;
    const net = point ? approximate(point.net) : 0;
    cells.push({
      day,
      row,
      column: Math.floor(offset / 7),
      point,
      direction: Math.sign(net) as -1 | 0 | 1,
      strength: Math.min(Math.abs(net) / scale, 1),
    });
  }
  return { cells, columns: weeks, rows, months: monthStarts(first, weeks) };
}

/** Nine days in ten are smaller: one outlier does not bleach the rest. */
function typicalSize(points: readonly EquityPointOut[]): number {
  const sizes = points.map((point) => Math.abs(approximate(point.net))).sort((one, other) => one - other);
  return sizes[Math.floor(sizes.length * 0.9)] || 1;
}

function monthStarts(first: string, weeks: number): Heatmap["months"] {
  const found: Heatmap["months"] = [];
  for (let column = 0; column < weeks; column += 1) {
    // A month is named over the week that holds its first days.
    const month = monthOf(addDays(first, column * 7 + 4));
    if (found.at(-1)?.month !== month) found.push({ column, month });
  }
  // A name needs the room of two weeks.
  return found.filter((start, index) => (found[index + 1]?.column ?? weeks) - start.column >= 2);
}
