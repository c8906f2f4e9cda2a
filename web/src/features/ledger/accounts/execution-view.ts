import type { AccountOut, ExecutionOut } from "../../../api/generated";
import { quantity } from "../../../lib/format";
import type { Tone } from "../../../ui/badge";

/** Why a fill does not count as it stands, and what to do; null when all is well. */
export interface Standing {
  label: string;
  tone: Tone;
  why: string;
}

export function standingOf(fill: ExecutionOut, account: Pick<AccountOut, "method" | "long_only">): Standing | null {
  if (fill.voided_at !== null) {
    return { label: "Void", tone: "plain", why: "You voided it: it stays here, and counts no more." };
  }
  if (!fill.counts) {
    return { label: "Undone", tone: "plain", why: "Every import that stated it is undone: read one again to bring it back." };
  }
  if (fill.unmatched === null) return null;
  return { label: "Unmatched", tone: "warn", why: unmatchedWhy(fill, fill.unmatched, account) };
}

function unmatchedWhy(fill: ExecutionOut, units: string, account: Pick<AccountOut, "method" | "long_only">): string {
  const amount = units === fill.quantity ? "It closes" : `${quantity(units)} of its ${quantity(fill.quantity)} units close`;
  if (account.method === "specific") {
    return `Several lots were open, and it does not say which of them it closes. Name its lots.`;
  }
  const cause = `${amount} what no known fill opened, so nothing of that counts.`;
  const cure = "Import the earlier file, or enter the opening by hand.";
  if (account.long_only && fill.side === "sell") return `${cause} This account is never short. ${cure}`;
  return `${cause} ${cure}`;
}

const KINDS: Record<ExecutionOut["kind"], string> = {
  trade: "",
  expiry: "expired",
  assignment: "assigned",
  corporate_action: "corporate action",
  exercise: "exercised",
  transfer: "transferred",
};

/** What made it, where it was no trade. */
export function kindNote(fill: ExecutionOut): string {
  return KINDS[fill.kind];
}

/** As a sentence names it: `sell 100 AAPL at 185.5`. */
export function fillName(fill: ExecutionOut): string {
  return `${fill.side} ${quantity(fill.quantity)} ${fill.symbol} at ${quantity(fill.price)}`;
}
