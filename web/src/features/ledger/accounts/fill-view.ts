import { z } from "zod/mini";
import type { AccountOut, AssetClass, ExecutionIn, InstrumentIn } from "../../../api/generated";
import { isDay, todayIn, zonedInstant } from "../../../lib/dates";
import { Exact, MaybeExact, MaybePositive, Positive } from "../../../lib/forms";

/** Fills entered by hand: texts as typed, and the API's requests made of them. */

const Instrument = z.object({
  symbol: z.string().check(
    z.trim(),
    z.minLength(1, "What was traded? For example AAPL."),
    z.maxLength(64, "At most 64 characters."),
  ),
  asset_class: z.enum(["equity", "option", "future", "forex", "crypto", "cfd", "index"]),
  currency: z.string(),
  multiplier: MaybePositive,
  expiry: z.string(),
  strike: MaybeExact,
  right: z.enum(["call", "put"]),
});

export const FillForm = z.object({
  account_id: z.string(),
  side: z.enum(["buy", "sell"]),
  instrument: Instrument,
  quantity: Positive,
  price: Exact,
  fees: MaybeExact,
  fees_confirmed: z.boolean(),
  day: z.string().check(z.refine(isDay, "On which day?")),
  time: z.string(),
  closes: z.boolean(),
  rate: MaybePositive,
});
export type FillForm = z.infer<typeof FillForm>;

export const ASSET_CLASSES: Record<AssetClass, string> = {
  equity: "Stock or ETF",
  option: "Option",
  future: "Future",
  forex: "Forex",
  crypto: "Crypto",
  cfd: "CFD",
  index: "Index",
};

/** What the form asks for besides, by what is traded. */
export function asksFor(assetClass: AssetClass): { contract: boolean; multiplier: boolean } {
  return { contract: assetClass === "option", multiplier: assetClass !== "equity" };
}

export function emptyFill(account: AccountOut): FillForm {
  return {
    account_id: account.id,
    side: "buy",
    instrument: {
      symbol: "",
      asset_class: "equity",
      currency: account.currency,
      multiplier: "",
      expiry: "",
      strike: "",
      right: "call",
    },
    quantity: "",
    price: "",
    fees: "",
    fees_confirmed: false,
    day: todayIn(account.timezone),
    time: "",
    closes: false,
    rate: "",
  };
}

/** What only the whole form can tell: each fault with the field it stands at. */
export function fillFaults(form: FillForm, zone: string): { field: "instrument.expiry" | "instrument.strike" | "time"; message: string }[] {
  const faults: ReturnType<typeof fillFaults> = [];
  if (form.instrument.asset_class === "option") {
    if (!isDay(form.instrument.expiry)) faults.push({ field: "instrument.expiry", message: "An option needs its expiry." });
    if (form.instrument.strike === "") faults.push({ field: "instrument.strike", message: "An option needs its strike." });
  }
  if (form.time !== "" && zonedInstant(`${form.day}T${form.time}`, zone) === null) {
    faults.push({ field: "time", message: "Clocks there skip this time on that day." });
  }
  return faults;
}

function instrumentIn(form: FillForm["instrument"]): InstrumentIn {
  const asks = asksFor(form.asset_class);
  return {
    symbol: form.symbol.toUpperCase(),
    asset_class: form.asset_class,
    currency: form.currency,
    ...(asks.multiplier && form.multiplier !== "" && { multiplier: form.multiplier }),
    ...(asks.contract && { expiry: form.expiry, strike: form.strike, right: form.right }),
  };
}

/** Without a clock time it stands at the beginning of its day, and says that the time is not known. */
export function fillIn(form: FillForm, account: AccountOut): ExecutionIn {
  return {
    account_id: account.id,
    instrument: instrumentIn(form.instrument),
    side: form.side,
    quantity: form.quantity,
    price: form.price,
    fees: form.fees || null,
    ...(form.fees_confirmed && { fees_confirmed: true }),
    executed_at: instantOf(form.day, form.time, account.timezone),
    time_known: form.time !== "",
    closes: form.closes,
    ...(form.instrument.currency !== account.currency && form.rate !== "" && { rate: form.rate }),
  };
}

/** Midnight, or the first moment there is where clocks skip it. */
function instantOf(day: string, time: string, zone: string): string {
  const found = zonedInstant(`${day}T${time || "00:00"}`, zone) ?? zonedInstant(`${day}T01:00`, zone);
  if (found === null) throw new RangeError(`no such time: ${day} ${time} in ${zone}`);
  return found;
}
