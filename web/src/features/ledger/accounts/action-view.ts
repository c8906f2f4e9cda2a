import { z } from "zod/mini";
import type { AccountOut, CorporateActionIn, CorporateActionKind, CorporateActionOut } from "../../../api/generated";
import { isDay, todayIn, zonedInstant } from "../../../lib/dates";
import { MaybeExact, MaybePositive } from "../../../lib/forms";
import { quantity } from "../../../lib/format";
import { hundredth, PERCENT } from "../../../lib/percent";

/** Corporate actions entered by hand: what each kind asks for, and the API's request made of it. */

interface Kind {
  label: string;
  what: string;
  /** What the form asks for beside symbol and day. */
  asks: readonly ("target" | "ratio" | "share" | "cash" | "lieu")[];
}

export const ACTION_KINDS: Record<CorporateActionKind, Kind> = {
  split: { label: "Split", what: "A new number of shares for the old ones, at the same cost.", asks: ["ratio"] },
  symbol_change: {
    label: "Symbol change",
    what: "The shares go on under another symbol: the trade stays one trade.",
    asks: ["target", "ratio", "lieu"],
  },
  spin_off: {
    label: "Spin-off",
    what: "New shares beside the old ones, with a share of their cost: a second trade, as old as the first.",
    asks: ["target", "ratio", "share", "lieu"],
  },
  merger: {
    label: "Merger",
    what: "The shares are taken over for cash, for shares of another company, or for both.",
    asks: ["target", "ratio", "cash", "share", "lieu"],
  },
  delisting: { label: "Delisting", what: "The shares are worthless: the trade closes at nothing.", asks: [] },
};

const WHOLE = z.string().check(z.regex(/^[1-9]\d{0,5}$/, "A whole number from 1."));

export const ActionForm = z.object({
  kind: z.enum(["split", "symbol_change", "spin_off", "merger", "delisting"]),
  symbol: z.string().check(z.trim(), z.minLength(1, "Of which shares? For example AAPL."), z.maxLength(64, "At most 64 characters.")),
  target: z.string().check(z.trim(), z.maxLength(64, "At most 64 characters.")),
  numerator: WHOLE,
  denominator: WHOLE,
  share: z.string().check(
    z.trim(),
    z.refine((text) => text === "" || PERCENT.test(text), "A percentage from 0 to below 100."),
  ),
  cash: MaybePositive,
  lieu_units: MaybePositive,
  lieu_amount: MaybeExact,
  day: z.string().check(z.refine(isDay, "From which day on?")),
});
export type ActionForm = z.infer<typeof ActionForm>;

export function emptyAction(account: Pick<AccountOut, "timezone">): ActionForm {
  return {
    kind: "split",
    symbol: "",
    target: "",
    numerator: "1",
    denominator: "1",
    share: "",
    cash: "",
    lieu_units: "",
    lieu_amount: "",
    day: todayIn(account.timezone),
  };
}

/** Whether the form asks for it, by its kind and what is filled in so far. */
export function asksFor(form: Pick<ActionForm, "kind" | "target" | "cash">, what: Kind["asks"][number]): boolean {
  if (!ACTION_KINDS[form.kind].asks.includes(what)) return false;
  if (form.kind !== "merger" || what === "target" || what === "cash") return true;
  return form.target !== "" && (what !== "share" || form.cash !== "");
}

type Field = "target" | "share" | "cash" | "lieu_units" | "lieu_amount";

/** What only the whole form can tell: each fault with the field it stands at. */
export function actionFaults(form: ActionForm): { field: Field; message: string }[] {
  const faults: { field: Field; message: string }[] = [];
  const needsTarget = form.kind === "symbol_change" || form.kind === "spin_off";
  if (needsTarget && form.target === "") {
    faults.push({ field: "target", message: "Which symbol are the new shares?" });
  }
  if (form.kind === "merger" && form.target === "" && form.cash === "") {
    faults.push({ field: "cash", message: "What was paid for each share? Or name the new shares." });
  }
  if (asksFor(form, "share") && form.share === "") {
    faults.push({ field: "share", message: "The company says it, on Form 8937 for example." });
  }
  if (asksFor(form, "lieu") && (form.lieu_units === "") !== (form.lieu_amount === "")) {
    const field = form.lieu_units === "" ? "lieu_units" : "lieu_amount";
    faults.push({ field, message: "Both, or neither." });
  }
  return faults;
}

export function actionIn(form: ActionForm, account: AccountOut): CorporateActionIn {
  const of = (symbol: string) => ({
    symbol: symbol.toUpperCase(),
    asset_class: "equity" as const,
    currency: account.currency,
  });
  return {
    account_id: account.id,
    kind: form.kind,
    instrument: of(form.symbol),
    effective_at: instantOf(form.day, account.timezone),
    ...(asksFor(form, "target") && form.target !== "" && { target: of(form.target) }),
    ...(asksFor(form, "ratio") && { numerator: Number(form.numerator), denominator: Number(form.denominator) }),
    ...(asksFor(form, "share") && { cost_share: hundredth(form.share) }),
    ...(asksFor(form, "cash") && form.cash !== "" && { cash: form.cash }),
    ...(asksFor(form, "lieu") &&
      form.lieu_units !== "" && { cash_in_lieu: { units: form.lieu_units, amount: form.lieu_amount } }),
  };
}

/** Midnight, or the first moment there is where clocks skip it. */
function instantOf(day: string, zone: string): string {
  const found = zonedInstant(`${day}T00:00`, zone) ?? zonedInstant(`${day}T01:00`, zone);
  if (found === null) throw new RangeError(`no such day: ${day} in ${zone}`);
  return found;
}

/** As a sentence names it: `symbol change of FB to META`. */
export function actionName(action: Pick<CorporateActionOut, "kind" | "symbol" | "target_symbol">): string {
  const to = action.target_symbol ? ` ${action.kind === "spin_off" ? "into" : "to"} ${action.target_symbol}` : "";
  return `${ACTION_KINDS[action.kind].label.toLowerCase()} of ${action.symbol}${to}`;
}

/** What was given for what: `1 for 4, 25 % of the cost`. */
export function termsOf(action: CorporateActionOut): string {
  const said: string[] = [];
  if (action.added !== null) said.push(`${quantity(action.added)} units added`);
  else if (action.kind === "split" || (action.target_symbol && action.numerator !== action.denominator)) {
    said.push(`${String(action.numerator)} for ${String(action.denominator)}`);
  }
  if (action.cash !== "0") said.push(`${quantity(action.cash)} ${action.currency} each`);
  if (action.cost_share !== null) said.push(`${percent(action.cost_share)} % of the cost`);
  if (action.lieu_units !== null) said.push(`${quantity(action.lieu_units)} paid out in cash`);
  return said.join(", ");
}

function percent(share: string): string {
  const digits = (share.split(".")[1] ?? "").padEnd(2, "0");
  const whole = digits.slice(0, 2).replace(/^0(?=\d)/, "");
  const rest = digits.slice(2).replace(/0+$/, "");
  return rest === "" ? whole : `${whole}.${rest}`;
}

/** What it did to what was held. */
export function effectOf(action: CorporateActionOut): string {
  const { effect } = action;
  if (action.voided_at !== null) return "void: it counts no more";
  if (action.kind === "split") return "";
  if (effect === null) return "nothing was held";
  if (!effect.applied) return `stood aside: ${action.target_symbol ?? ""} is held the other way round`;
  const said: string[] = [];
  if (effect.given !== "0") said.push(`${quantity(effect.given)} given`);
  if (effect.received !== "0") said.push(`${quantity(effect.received)} received`);
  return said.join(", ");
}
