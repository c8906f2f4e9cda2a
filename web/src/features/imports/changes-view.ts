import type { ChangedTradeOut, TradeStandingOut } from "../../api/generated";
import { quantity } from "../../lib/format";
import type { Tone } from "../../ui/badge";

const CHANGES: Record<ChangedTradeOut["change"], { label: string; tone: Tone; meaning: string }> = {
  closed: { label: "Closed", tone: "accent", meaning: "It was open." },
  reopened: { label: "Open again", tone: "warn", meaning: "It was closed." },
  altered: { label: "Altered", tone: "plain", meaning: "" },
  split: { label: "Split", tone: "warn", meaning: "" },
  merged: { label: "Merged", tone: "warn", meaning: "Its fills are part of another trade." },
  removed: { label: "Gone", tone: "bad", meaning: "It is no trade any more." },
};

/** What becomes of a stored trade, in a word and, where that leaves something open, in a sentence. */
export function changeOf({ change, parts }: Pick<ChangedTradeOut, "change" | "parts">): {
  label: string;
  tone: Tone;
  meaning: string;
} {
  const known = CHANGES[change];
  return change === "split" ? { ...known, meaning: `It is ${String(parts + 1)} trades now.` } : known;
}

/** How much a trade holds: all of it while nothing of it is closed, or what is left of it. */
export function sizeOf({ status, quantity: entered, open_quantity: left }: TradeStandingOut): string {
  if (status === "closed" || left === entered) return quantity(entered);
  return `${quantity(left)} of ${quantity(entered)}`;
}
