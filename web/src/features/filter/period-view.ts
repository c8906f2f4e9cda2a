import { isDay, mediumDay, monthName } from "../../lib/dates";

/** A period is what the filter language takes after `closed:`; empty means all time. */
export const PRESETS = [
  { value: "", label: "All time" },
  { value: "today", label: "Today" },
  { value: "week", label: "This week" },
  { value: "month", label: "This month" },
  { value: "30d", label: "Last 30 days" },
  { value: "90d", label: "Last 90 days" },
  { value: "ytd", label: "This year" },
  { value: "365d", label: "Last 365 days" },
] as const;

export function periodLabel(period: string): string {
  const preset = PRESETS.find((one) => one.value === period);
  if (preset) return preset.label;
  if (/^\d{4}$/.test(period)) return period;
  if (/^\d{4}-\d{2}$/.test(period)) return monthName(period, "short");
  if (isDay(period)) return mediumDay(period);
  const range = readRange(period);
  if (!range) return period;
  if (range.first && range.last) return `${mediumDay(range.first)} – ${mediumDay(range.last)}`;
  return range.first ? `Since ${mediumDay(range.first)}` : `Until ${mediumDay(range.last)}`;
}

export interface DayRange {
  first: string;
  last: string;
}

export function readRange(period: string): DayRange | null {
  const parts = period.split("..");
  const [first = "", last = ""] = parts;
  if (parts.length !== 2 || (first === "" && last === "")) return null;
  return [first, last].every((day) => day === "" || isDay(day)) ? { first, last } : null;
}

/** The faults of a range somebody types, and its text where there are none. */
export function writeRange({ first, last }: DayRange): { period: string } | { fault: string } {
  if (first === "" && last === "") return { fault: "Give a first day, a last day, or both." };
  if (first !== "" && last !== "" && first > last) return { fault: "The first day is after the last." };
  return { period: first === last ? first : `${first}..${last}` };
}
