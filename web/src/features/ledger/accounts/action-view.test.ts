import { describe, expect, it } from "vitest";
import type { AccountOut, CorporateActionOut } from "../../../api/generated";
import { actionFaults, ActionForm, actionIn, actionName, asksFor, effectOf, emptyAction, termsOf } from "./action-view";

const account = { id: "a-1", currency: "USD", timezone: "America/New_York" } as AccountOut;

function typed(changes: Partial<ActionForm>): ActionForm {
  return { ...emptyAction(account), symbol: "fb", day: "2026-08-31", ...changes };
}

const STATED = {
  kind: "spin_off",
  symbol: "T",
  target_symbol: "WBD",
  currency: "USD",
  numerator: 1,
  denominator: 4,
  added: null,
  cost_share: "0.241975",
  cash: "0",
  lieu_units: "0.5",
  voided_at: null,
  effect: { given: "0", received: "37", cost: "1000.00", cash: "12.34", applied: true },
} as CorporateActionOut;

describe("what the form asks for", () => {
  it("is a ratio for a split, and nothing for a delisting", () => {
    expect(asksFor(typed({ kind: "split" }), "ratio")).toBe(true);
    expect(asksFor(typed({ kind: "split" }), "target")).toBe(false);
    expect(asksFor(typed({ kind: "delisting" }), "ratio")).toBe(false);
  });

  it("is a merger's share of the cost only where shares and cash were paid", () => {
    expect(asksFor(typed({ kind: "merger", cash: "20" }), "share")).toBe(false);
    expect(asksFor(typed({ kind: "merger", target: "NEW" }), "share")).toBe(false);
    expect(asksFor(typed({ kind: "merger", target: "NEW", cash: "20" }), "share")).toBe(true);
  });
});

describe("what is missing", () => {
  const fields = (changes: Partial<ActionForm>) => actionFaults(typed(changes)).map(({ field }) => field);

  it("is said at its field", () => {
    expect(fields({ kind: "symbol_change" })).toEqual(["target"]);
    expect(fields({ kind: "spin_off" })).toEqual(["target", "share"]);
    expect(fields({ kind: "merger" })).toEqual(["cash"]);
    expect(fields({ kind: "symbol_change", target: "META", lieu_units: "0.5" })).toEqual(["lieu_amount"]);
    expect(fields({ kind: "delisting" })).toEqual([]);
  });

  it("is no percentage from 100 on", () => {
    expect(ActionForm.safeParse(typed({ share: "100" })).success).toBe(false);
    expect(ActionForm.safeParse(typed({ share: "99.99" })).success).toBe(true);
  });
});

describe("what is sent", () => {
  it("begins with the day, in the account's zone", () => {
    expect(actionIn(typed({ numerator: "4" }), account)).toEqual({
      account_id: "a-1",
      kind: "split",
      instrument: { symbol: "FB", asset_class: "equity", currency: "USD" },
      effective_at: "2026-08-31T04:00:00.000Z",
      numerator: 4,
      denominator: 1,
    });
  });

  it("holds what the kind asks for, and nothing that was typed for another", () => {
    const form = typed({ kind: "spin_off", target: "wbd", denominator: "4", share: "24.1975", cash: "9", lieu_units: "0.5", lieu_amount: "12.34" });
    expect(actionIn(form, account)).toMatchObject({
      target: { symbol: "WBD" },
      cost_share: "0.241975",
      cash_in_lieu: { units: "0.5", amount: "12.34" },
    });
    expect(actionIn(form, account)).not.toHaveProperty("cash");
  });

});

describe("what is told", () => {
  it("names the action, its terms and what it did", () => {
    expect(actionName(STATED)).toBe("spin-off of T into WBD");
    expect(termsOf(STATED)).toBe("1 for 4, 24.1975 % of the cost, 0.5 paid out in cash");
    expect(effectOf(STATED)).toBe("37 received");
  });

  it("says why it did nothing", () => {
    expect(effectOf({ ...STATED, effect: null })).toBe("nothing was held");
    expect(effectOf({ ...STATED, effect: { ...STATED.effect!, applied: false } })).toBe("stood aside: WBD is held the other way round");
    expect(effectOf({ ...STATED, voided_at: "2026-01-01T00:00:00Z" })).toBe("void: it counts no more");
  });
});
