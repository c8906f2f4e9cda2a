import type { ExecutionOut, LegOut, MatchOut, TradeDetailOut } from "../../../api/generated";
import { compare, type Decimal, decimals, multiply, subtract, sum } from "../../../lib/decimal";
import { quantity } from "../../../lib/format";

/** One step of the working: units of an entry against units of an exit. */
export interface WorkedStep {
  key: string;
  entry: ExecutionOut | null;
  exit: ExecutionOut | null;
  quantity: Decimal;
  /** The arithmetic in words of numbers, such as `50 × (131.32 − 132.21)`; its value is `gross`. */
  formula: string;
  gross: Decimal;
  fees: Decimal;
  net: Decimal;
}

export interface WorkedTrade {
  steps: WorkedStep[];
  gross: Decimal;
  fees: Decimal;
  net: Decimal;
  /** The steps add up to the trade; not so while part of it is open, or fees wait on an open part. */
  addsUp: boolean;
}

export function workOut(trade: TradeDetailOut): WorkedTrade {
  const executions = new Map(trade.legs.map((leg) => [leg.execution.id, leg.execution]));
  const steps = trade.matches.map((match, index) => ({
    key: `${match.opening_id}-${match.closing_id}-${String(index)}`,
    entry: executions.get(match.opening_id) ?? null,
    exit: executions.get(match.closing_id) ?? null,
    quantity: match.quantity,
    formula: formulaOf(match, executions, trade),
    gross: match.gross,
    fees: match.fees,
    net: match.net,
  }));
  const [gross, fees, net] = [
    sum(steps.map((step) => step.gross)),
    sum(steps.map((step) => step.fees)),
    sum(steps.map((step) => step.net)),
  ];
  return { steps, gross, fees, net, addsUp: compare(net, trade.net) === 0 };
}

const SIGN = { minus: " \u2212 ", times: " \u00d7 " };

/** By prices where they give the amounts exactly; else (a split, a fee in kind) by the amounts themselves. */
function formulaOf(match: MatchOut, executions: ReadonlyMap<string, ExecutionOut>, trade: TradeDetailOut): string {
  const [entry, exit] = [executions.get(match.opening_id), executions.get(match.closing_id)];
  const [high, low] = trade.side === "long" ? ["proceeds", "cost"] as const : ["cost", "proceeds"] as const;
  const byAmounts = quantity(match[high]) + SIGN.minus + quantity(match[low]);
  if (!entry || !exit) return byAmounts;
  const difference = trade.side === "long" ? subtract(exit.price, entry.price) : subtract(entry.price, exit.price);
  const gross = multiply(multiply(difference, match.quantity), trade.multiplier);
  if (compare(gross, match.gross) !== 0) return byAmounts;
  const [first, second] = trade.side === "long" ? [exit.price, entry.price] : [entry.price, exit.price];
  const factor = compare(trade.multiplier, "1") === 0 ? "" : SIGN.times + quantity(trade.multiplier);
  const price = (value: Decimal): string => quantity(value, pricePlaces(trade));
  return `${quantity(match.quantity)}${SIGN.times}(${price(first)}${SIGN.minus}${price(second)})${factor}`;
}

/** Decimals that all prices of the trade are written with. */
export function pricePlaces({ legs }: TradeDetailOut): number {
  return Math.max(0, ...legs.map((leg) => decimals(leg.execution.price)));
}

/** A fill belongs to the trade only in part when a flip divided it. */
export function isPartial(leg: LegOut): boolean {
  return compare(leg.quantity, leg.execution.quantity) !== 0;
}

export interface Neighbours {
  previous: string | null;
  next: string | null;
  position: number;
}

/** The trades before and after it in the list as it is loaded. */
export function neighbours(ids: readonly string[], id: string): Neighbours {
  const at = ids.indexOf(id);
  if (at < 0) return { previous: null, next: null, position: 0 };
  return { previous: ids[at - 1] ?? null, next: ids[at + 1] ?? null, position: at + 1 };
}
