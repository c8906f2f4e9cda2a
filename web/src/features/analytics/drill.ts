import type { AccountOut, Dimension } from "../../api/generated";
import { addDays } from "../../lib/dates";
import { and, condition } from "../../lib/filter/compose";

/** The filter condition that picks exactly one group of a breakdown. */
export function conditionFor(by: Dimension, key: string, accounts: readonly AccountOut[]): string {
  if (key === "") return WITHOUT[by] ?? "";
  switch (by) {
    case "account":
      return condition("account", accounts.find((account) => account.id === key)?.name ?? key);
    case "day":
    case "month":
    case "year":
      return `closed:${key}`;
    case "week":
      return `closed:${key}..${addDays(key, 6)}`;
    case "hold":
      return holdCondition(key);
    default:
      return condition(by, key);
  }
}

const WITHOUT: Partial<Record<Dimension, string>> = {
  tag: "-has:tags",
  mistake: "-has:mistakes",
  emotion: "-has:emotions",
  playbook: "-has:playbook",
  rating: "-has:rating",
  confidence: "-confidence>=1",
  hold: "-hold>=0s",
  hour: "-hour>=0",
};

/** A class reaches up to, and not including, its upper end. */
function holdCondition(key: string): string {
  const [low = "", high = ""] = key.split("..");
  return [low && `hold>=${low}`, high && `hold<${high}`].filter(Boolean).join(" ");
}

/** The filter that shows a group's trades: figures count closed ones, so without a period that is said. */
export function drillFilter(q: string, period: string, more: string): string {
  return and(q, period === "" && !more.startsWith("closed:") ? `${more} status:closed` : more);
}

const CLASS_NAMES: Record<string, string> = {
  equity: "Shares",
  option: "Options",
  future: "Futures",
  forex: "Forex",
  crypto: "Crypto",
  cfd: "CFDs",
  index: "Indices",
};

const NONE: Partial<Record<Dimension, string>> = {
  tag: "No tag",
  mistake: "No mistake",
  emotion: "No emotion",
  playbook: "No playbook",
  rating: "Not rated",
  confidence: "Not given",
  hold: "Times not known",
  hour: "Times not known",
};

const HOLD_UNITS: Record<string, string> = { m: "min", h: "h", d: "d" };

/** A group's name for people. */
export function groupName(by: Dimension, key: string, accounts: readonly AccountOut[]): string {
  if (key === "") return NONE[by] ?? "None";
  switch (by) {
    case "account":
      return accounts.find((account) => account.id === key)?.name ?? key;
    case "class":
      return CLASS_NAMES[key] ?? key;
    case "hour":
      return `${key.padStart(2, "0")}:00`;
    case "weekday":
    case "side":
      return key.charAt(0).toUpperCase() + key.slice(1);
    case "week":
      return `Week of ${key}`;
    case "hold":
      return holdName(key);
    default:
      return key;
  }
}

function holdName(key: string): string {
  const [low = "", high = ""] = key.split("..").map((end) => end.replace(/[mhd]$/, (unit) => ` ${HOLD_UNITS[unit] ?? unit}`));
  if (low === "") return `Under ${high}`;
  return high === "" ? `${low} and more` : `${low} – ${high}`;
}

export const DIMENSIONS: readonly { value: Dimension; label: string }[] = [
  { value: "symbol", label: "Symbol" },
  { value: "underlying", label: "Underlying" },
  { value: "class", label: "Asset class" },
  { value: "side", label: "Side" },
  { value: "account", label: "Account" },
  { value: "weekday", label: "Weekday" },
  { value: "hour", label: "Hour opened" },
  { value: "hold", label: "Holding time" },
  { value: "month", label: "Month" },
  { value: "week", label: "Week" },
  { value: "day", label: "Day" },
  { value: "year", label: "Year" },
  { value: "tag", label: "Tag" },
  { value: "playbook", label: "Playbook" },
  { value: "mistake", label: "Mistake" },
  { value: "emotion", label: "Emotion" },
  { value: "rating", label: "Rating" },
  { value: "confidence", label: "Confidence" },
];

/** Dimensions with an order of their own; the others go by their result. */
export const ORDERED: ReadonlySet<Dimension> = new Set([
  "weekday",
  "hour",
  "day",
  "week",
  "month",
  "year",
  "hold",
  "rating",
  "confidence",
]);
