import type { CalendarDayOut, CalendarOut, CalendarSpanOut } from "../../../api/generated";
import { add, approximate, compare, type Decimal, sign, sum } from "../../../lib/decimal";
import { addDays, addMonths, type Day, lastDayOf, monday, monthOf, weekday } from "../../../lib/dates";

export interface DayCell {
  day: Day;
  /** Of the month that is shown; the others fill up its first and last week. */
  isInside: boolean;
  result: CalendarDayOut | null;
  direction: -1 | 0 | 1;
  /** 0 to 1 by the size of the result among the month's. */
  strength: number;
}

export interface WeekRow {
  first: Day;
  cells: DayCell[];
  total: CalendarSpanOut | null;
}

export interface MonthView {
  month: string;
  weeks: WeekRow[];
  /** Five, or seven where something was closed on a weekend. */
  columns: number;
  /** The days of the month with a result, in order. */
  days: CalendarDayOut[];
  total: CalendarSpanOut | null;
  fees: Decimal;
  gains: number;
  losses: number;
  best: CalendarDayOut | null;
  worst: CalendarDayOut | null;
  /** The running total from nothing, day by day. */
  curve: { day: Day; total: Decimal }[];
}

const WEEKDAYS = 5;

export function monthView(calendar: CalendarOut, month: string): MonthView {
  const byDay = new Map(calendar.days.map((one) => [one.day, one]));
  const days = calendar.days.filter((one) => monthOf(one.day) === month);
  const largest = Math.max(...days.map((one) => Math.abs(approximate(one.net))), 0) || 1;
  const first = monday(`${month}-01`);
  const last = lastDayOf(month);
  const starts: Day[] = [];
  for (let start = first; start <= last; start = addDays(start, 7)) starts.push(start);
  const shown = starts.flatMap((start) => Array.from({ length: 7 }, (_, at) => addDays(start, at)));
  const columns = shown.some((day) => weekday(day) >= WEEKDAYS && byDay.has(day)) ? 7 : WEEKDAYS;
  const cell = (day: Day): DayCell => {
    const result = byDay.get(day) ?? null;
    return {
      day,
      isInside: monthOf(day) === month,
      result,
      direction: result ? sign(result.net) : 0,
      strength: result ? Math.min(Math.abs(approximate(result.net)) / largest, 1) : 0,
    };
  };
  const weeks = starts.map((start) => ({
    first: start,
    cells: Array.from({ length: columns }, (_, at) => cell(addDays(start, at))),
    total: calendar.weeks.find((week) => week.first === start) ?? null,
  }));
  return {
    month,
    // A week of which only a weekend nobody traded on belongs to the month says nothing.
    weeks: weeks.filter((week) => week.cells.some((one) => one.isInside)),
    columns,
    days,
    total: calendar.months.find((one) => monthOf(one.first) === month) ?? null,
    fees: sum(days.map((one) => one.fees)),
    gains: days.filter((one) => sign(one.net) > 0).length,
    losses: days.filter((one) => sign(one.net) < 0).length,
    ...extremes(days),
    curve: runningTotal(days),
  };
}

function extremes(days: readonly CalendarDayOut[]): { best: CalendarDayOut | null; worst: CalendarDayOut | null } {
  let best: CalendarDayOut | null = null;
  let worst: CalendarDayOut | null = null;
  for (const day of days) {
    if (!best || compare(day.net, best.net) > 0) best = day;
    if (!worst || compare(day.net, worst.net) < 0) worst = day;
  }
  return { best, worst };
}

function runningTotal(days: readonly CalendarDayOut[]): MonthView["curve"] {
  let total = "0";
  return days.map((one) => {
    total = add(total, one.net);
    return { day: one.day, total };
  });
}

/** The month to begin with: the last one with a result, or this one. */
export function firstMonth(calendar: CalendarOut, today: Day): string {
  const last = calendar.days.at(-1);
  return last ? monthOf(last.day) : monthOf(today);
}

export interface YearMonth {
  month: string;
  total: CalendarSpanOut | null;
  /** -1 to 1 by the largest month shown. */
  height: number;
}

/** Twelve months that end with December of the year, or with the last month there is. */
export function yearMonths(calendar: CalendarOut, month: string): YearMonth[] {
  const year = month.slice(0, 4);
  const totals = new Map(calendar.months.map((one) => [monthOf(one.first), one]));
  const months = Array.from({ length: 12 }, (_, at) => addMonths(`${year}-01`, at));
  const sizes = months.map((one) => Math.abs(approximate(totals.get(one)?.net ?? "0")));
  const largest = Math.max(...sizes) || 1;
  return months.map((one) => {
    const total = totals.get(one) ?? null;
    return { month: one, total, height: total ? approximate(total.net) / largest : 0 };
  });
}

/** Where a key leads from a day: another day, maybe of another month; null when the key is none of the grid's. */
export function dayAfter(key: string, day: Day, columns: number): Day | null {
  const step = (days: number): Day => {
    let next = addDays(day, days);
    while (weekday(next) >= columns) next = addDays(next, Math.sign(days));
    return next;
  };
  switch (key) {
    case "ArrowLeft":
      return step(-1);
    case "ArrowRight":
      return step(1);
    case "ArrowUp":
      return addDays(day, -7);
    case "ArrowDown":
      return addDays(day, 7);
    case "Home":
      return monday(day);
    case "End":
      return addDays(monday(day), columns - 1);
    case "PageUp":
      return sameWeekday(day, -1);
    case "PageDown":
      return sameWeekday(day, 1);
    default:
      return null;
  }
}

/** Four or five weeks on, so that it is in the month next to this one. */
function sameWeekday(day: Day, months: number): Day {
  const wanted = addMonths(monthOf(day), months);
  const near = addDays(day, months * 28);
  return monthOf(near) === wanted ? near : addDays(day, months * 35);
}
