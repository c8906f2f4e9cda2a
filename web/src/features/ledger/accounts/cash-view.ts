import { z } from "zod";
import type { AccountOut, CashEventIn, CashEventOut } from "../../../api/generated";
import { CASH_KINDS, type CashKind } from "../../../lib/cash-kinds";
import { todayIn, zonedInstant } from "../../../lib/dates";
import { money } from "../../../lib/format";

const NUMBER = /^\d{1,18}([.]\d{1,18})?$/;
const KINDS = Object.keys(CASH_KINDS) as [CashKind, ...CashKind[]];

/** `flow`: whether the money was received or paid, so that nobody has to think of signs. */
export const CashForm = z.object({
  kind: z.enum(KINDS),
  flow: z.enum(["received", "paid"]),
  amount: z.string().trim().regex(NUMBER, "An amount above zero is needed.").refine((text) => /[1-9]/.test(text), "An amount above zero is needed."),
  currency: z.string().trim().min(3, "A currency is needed.").max(10),
  day: z.string().min(1, "A day is needed."),
  symbol: z.string().trim().max(64),
  detail: z.string().trim().max(200),
});
export type CashForm = z.infer<typeof CashForm>;

const PAID = new Set<CashKind>(["withdrawal", "fee", "tax"]);

export function emptyEvent(account: Pick<AccountOut, "currency" | "timezone">): CashForm {
  return {
    kind: "deposit",
    flow: "received",
    amount: "",
    currency: account.currency,
    day: todayIn(account.timezone),
    symbol: "",
    detail: "",
  };
}

/** Which way money of a kind mostly goes. */
export function usualFlow(kind: CashKind): CashForm["flow"] {
  return PAID.has(kind) ? "paid" : "received";
}

/** Whether the other way is possible at all. */
export function goesBothWays(kind: CashKind): boolean {
  return kind !== "deposit" && kind !== "withdrawal";
}

export function eventIn(said: CashForm, account: Pick<AccountOut, "id" | "timezone">): CashEventIn {
  return {
    account_id: account.id,
    kind: said.kind,
    amount: said.flow === "paid" ? `-${said.amount}` : said.amount,
    currency: said.currency.toUpperCase(),
    occurred_at: zonedInstant(`${said.day}T12:00`, account.timezone) ?? `${said.day}T12:00:00Z`,
    time_known: false,
    symbol: said.symbol,
    detail: said.detail,
  };
}

/** As a sentence names it: `deposit of 500.00 USD`. */
export function eventName(event: Pick<CashEventOut, "kind" | "amount" | "currency">): string {
  return `${CASH_KINDS[event.kind].label.toLowerCase()} of ${money(event.amount, { currency: event.currency })}`;
}
