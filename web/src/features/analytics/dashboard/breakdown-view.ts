import type { AccountOut, BreakdownOut, FigureOut } from "../../../api/generated";
import { approximate, compare } from "../../../lib/decimal";
import { conditionFor, groupName, ORDERED } from "../drill";

/** A row of a breakdown: what the bar shows, where it begins and ends, and how it is drilled into. */
export interface BreakdownRow {
  key: string;
  name: string;
  condition: string;
  trades: number;
  value: string;
  winRate: FigureOut | undefined;
  interval: { low: number; high: number } | null;
  enough: boolean;
  rateIsHonest: boolean;
  /** Shares of the bar's room, 0 to 1. */
  start: number;
  end: number;
  whisker: { start: number; end: number } | null;
}

export type BreakdownMeasure = "net_pnl" | "expectancy";

export interface BreakdownRows {
  rows: BreakdownRow[];
  zero: number;
  overlapping: boolean;
}

export function breakdownRows(
  breakdown: BreakdownOut,
  measure: BreakdownMeasure,
  accounts: readonly AccountOut[],
): BreakdownRows {
  const figures = (figures: readonly FigureOut[], key: string) => figures.find((figure) => figure.key === key);
  const found = breakdown.groups.flatMap((group) => {
    const measured = figures(group.figures, measure);
    const winRate = figures(group.figures, "win_rate");
    if (!measured || measured.value === null) return [];
    return [{ group, measured, value: String(measured.value), winRate, interval: measured.interval }];
  });
  if (!ORDERED.has(breakdown.by)) found.sort((one, other) => compare(other.value, one.value));
  // What has no value comes behind what has one.
  else found.sort((one, other) => Number(one.group.key === "") - Number(other.group.key === ""));

  // The bars reach as far as the values; a whisker that is longer is cut at the edge.
  const values = found.map((one) => approximate(one.value));
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const room = high - low || 1;
  const share = (value: number): number => Math.min(Math.max((value - low) / room, 0), 1);
  const rows = found.map(({ group, measured, value, winRate, interval }) => ({
    key: group.key,
    name: groupName(breakdown.by, group.key, accounts),
    condition: conditionFor(breakdown.by, group.key, accounts),
    trades: measured.n,
    value,
    winRate,
    interval,
    enough: measured.enough,
    rateIsHonest: winRate?.enough ?? false,
    start: share(Math.min(approximate(value), 0)),
    end: share(Math.max(approximate(value), 0)),
    whisker: interval && { start: share(interval.low), end: share(interval.high) },
  }));
  return { rows, zero: share(0), overlapping: !breakdown.partition };
}

/** The rows with the largest part in the result, in the order they have. */
export function largest(rows: readonly BreakdownRow[], most: number): BreakdownRow[] {
  if (rows.length <= most) return [...rows];
  const size = (row: BreakdownRow): number => Math.abs(approximate(row.value));
  const kept = new Set([...rows].sort((one, other) => size(other) - size(one)).slice(0, most));
  return rows.filter((row) => kept.has(row));
}
