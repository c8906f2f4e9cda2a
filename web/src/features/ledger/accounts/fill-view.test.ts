import { describe, expect, it } from "vitest";
import type { AccountOut } from "../../../api/generated";
import { emptyFill, fillFaults, FillForm, fillIn } from "./fill-view";

const account = { id: "a-1", timezone: "America/New_York", currency: "USD" } as AccountOut;
const typed = (changes: Partial<FillForm> = {}, instrument: Partial<FillForm["instrument"]> = {}): FillForm => {
  const empty = emptyFill(account);
  return {
    ...empty,
    quantity: "100",
    price: "185.50",
    day: "2026-01-05",
    time: "09:31:00",
    ...changes,
    instrument: { ...empty.instrument, symbol: "aapl", ...instrument },
  };
};

function faults(form: FillForm): Record<string, string> {
  const checked = FillForm.safeParse(form);
  return Object.fromEntries(checked.error?.issues.toReversed().map((issue) => [issue.path.join("."), issue.message]) ?? []);
}

describe("a fill as it is typed", () => {
  it("is whole with symbol, quantity, price and day", () => {
    expect(faults(typed({ time: "" }))).toEqual({});
  });

  it.each([
    ["quantity", "", "A number is needed."],
    ["quantity", "0", "It must be above zero."],
    ["quantity", "-5", "It must be above zero."],
    ["price", "1,234.5", "Write digits, with a point before decimals: 1234.5"],
    ["price", "1e5", "Write digits, with a point before decimals: 1234.5"],
    ["fees", "one", "Write digits, with a point before decimals: 1234.5"],
    ["day", "", "On which day?"],
  ])("%s %j: %s", (field, text, message) => {
    expect(faults(typed({ [field]: text }))).toEqual({ [field]: message });
  });

  it("may have a price below zero and a rebate", () => {
    expect(faults(typed({ price: "-37.63", fees: "-0.25" }))).toEqual({});
  });

  it("needs a symbol", () => {
    expect(faults(typed({}, { symbol: "  " }))).toHaveProperty(["instrument.symbol"]);
  });

  it("needs expiry and strike for an option", () => {
    const option = typed({}, { asset_class: "option" });
    expect(fillFaults(option, account.timezone).map((fault) => fault.field)).toEqual(["instrument.expiry", "instrument.strike"]);
    const whole = typed({}, { asset_class: "option", expiry: "2026-06-19", strike: "190" });
    expect(fillFaults(whole, account.timezone)).toEqual([]);
  });

  it("cannot have a time that clocks skip", () => {
    const skipped = typed({ day: "2026-03-08", time: "02:30:00" });
    expect(fillFaults(skipped, account.timezone).map((fault) => fault.field)).toEqual(["time"]);
    expect(fillFaults(skipped, "UTC")).toEqual([]);
  });
});

describe("a fill as it is sent", () => {
  it("has its instant in the account's zone and its digits untouched", () => {
    expect(fillIn(typed({ fees: "1.10" }), account)).toEqual({
      account_id: "a-1",
      instrument: { symbol: "AAPL", asset_class: "equity", currency: "USD" },
      side: "buy",
      quantity: "100",
      price: "185.50",
      fees: "1.10",
      executed_at: "2026-01-05T14:31:00.000Z",
      time_known: true,
      closes: false,
    });
  });

  it("says that time and fees are not known", () => {
    expect(fillIn(typed({ time: "", fees: "" }), account)).toMatchObject({
      executed_at: "2026-01-05T05:00:00.000Z",
      time_known: false,
      fees: null,
    });
  });

  it("carries a contract's terms for an option only", () => {
    const terms = { expiry: "2026-06-19", strike: "190", right: "put", multiplier: "10" } as const;
    expect(fillIn(typed({}, { asset_class: "option", ...terms }), account).instrument).toMatchObject(terms);
    expect(fillIn(typed({}, { asset_class: "equity", ...terms }), account).instrument).toEqual({
      symbol: "AAPL",
      asset_class: "equity",
      currency: "USD",
    });
  });

  it("carries an exchange rate only between currencies", () => {
    expect(fillIn(typed({ rate: "1.1" }), account)).not.toHaveProperty("rate");
    expect(fillIn(typed({ rate: "1.1" }, { currency: "EUR" }), account)).toHaveProperty("rate", "1.1");
  });
});
