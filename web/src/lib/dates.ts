import { keyOf } from "./key-of";

/** Days are `YYYY-MM-DD` strings, worked with in UTC so that no clock change can shift them. */
export type Day = string;

const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = keyOf(options);
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(undefined, options);
    formats.set(key, found);
  }
  return found;
}

function atMidnight(day: Day): Date {
  return new Date(`${day}T00:00:00Z`);
}

function dayOf(date: Date): Day {
  return date.toISOString().slice(0, 10);
}

export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const read = atMidnight(text);
  // The 30th of February would be read as a day in March.
  return !Number.isNaN(read.getTime()) && dayOf(read) === text;
}

export function addDays(day: Day, days: number): Day {
  return dayOf(new Date(atMidnight(day).getTime() + days * DAY_MS));
}

export function daysBetween(first: Day, last: Day): number {
  return Math.round((atMidnight(last).getTime() - atMidnight(first).getTime()) / DAY_MS);
}

export function toTime(day: Day): number {
  return atMidnight(day).getTime();
}

export function fromTime(time: number): Day {
  return dayOf(new Date(time));
}

/** 0 for Monday to 6 for Sunday. */
export function weekday(day: Day): number {
  return (atMidnight(day).getUTCDay() + 6) % 7;
}

export function monday(day: Day): Day {
  return addDays(day, -weekday(day));
}

export function monthOf(day: Day): string {
  return day.slice(0, 7);
}

export function addMonths(month: string, months: number): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const total = year * 12 + (number - 1) + months;
  return `${String(Math.floor(total / 12)).padStart(4, "0")}-${String((total % 12) + 1).padStart(2, "0")}`;
}

export function lastDayOf(month: string): Day {
  return addDays(`${addMonths(month, 1)}-01`, -1);
}

export function todayIn(zone: string, now: Date = new Date()): Day {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" }).format(now);
  return parts.slice(0, 10);
}

/** The day on which an instant falls in a zone. */
export function dayIn(at: string, zone: string): Day {
  return todayIn(zone, new Date(at));
}

export function longDay(day: Day): string {
  return dateFormat({ weekday: "short", day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(
    atMidnight(day),
  );
}

export function shortDay(day: Day): string {
  return dateFormat({ day: "numeric", month: "short", timeZone: "UTC" }).format(atMidnight(day));
}

export function mediumDay(day: Day): string {
  return dateFormat({ day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(atMidnight(day));
}

export function monthName(month: string, style: "long" | "short" = "long"): string {
  return dateFormat({ month: style, year: "numeric", timeZone: "UTC" }).format(atMidnight(`${month}-01`));
}

export function monthLabel(month: string): string {
  return dateFormat({ month: "short", timeZone: "UTC" }).format(atMidnight(`${month}-01`));
}

/** Mon … Sun in the reader's language. 2024-01-01 was a Monday. */
export function weekdayName(index: number, style: "short" | "long" | "narrow" = "short"): string {
  return dateFormat({ weekday: style, timeZone: "UTC" }).format(atMidnight(addDays("2024-01-01", index)));
}

export function instant(at: string, zone: string): string {
  return dateFormat({
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZone: zone,
  }).format(new Date(at));
}

/** The day of an instant, in that zone. */
export function dayOfInstant(at: string, zone: string): string {
  return mediumDay(todayIn(zone, new Date(at)));
}

export function shortInstant(at: string, zone: string): string {
  return dateFormat({
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: zone,
  }).format(new Date(at));
}

export function clock(at: string, zone: string): string {
  return dateFormat({
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZone: zone,
  }).format(new Date(at));
}

/** As it is written in UTC, for the hover. */
export function inUtc(at: string): string {
  return `${at.slice(0, 19).replace("T", " ")} UTC`;
}

/** `America/New_York` as `New York`. */
export function zoneCity(zone: string): string {
  return (zone.split("/").pop() ?? zone).replaceAll("_", " ");
}

export function localZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Milliseconds that clocks in `zone` are ahead of UTC at `at`. */
function offsetMs(at: number, zone: string): number {
  const parts = dateFormat({
    timeZone: zone,
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
    hourCycle: "h23",
    numberingSystem: "latn",
  }).formatToParts(at);
  const read = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  const local = Date.UTC(read("year"), read("month") - 1, read("day"), read("hour"), read("minute"), read("second"));
  return local - Math.floor(at / 1000) * 1000;
}

/** The instant at which clocks in `zone` show `local` (`2025-03-09T09:30:15`); null where they skip it. */
export function zonedInstant(local: string, zone: string): string | null {
  const wanted = Date.parse(`${local.length === 16 ? `${local}:00` : local}Z`);
  if (Number.isNaN(wanted)) return null;
  const guess = wanted - offsetMs(wanted, zone);
  const exact = wanted - offsetMs(guess, zone);
  return exact + offsetMs(exact, zone) === wanted ? new Date(exact).toISOString() : null;
}
