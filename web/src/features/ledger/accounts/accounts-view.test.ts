import { describe, expect, it } from "vitest";
import type { AccountOut, BreakdownOut, ExecutionOut } from "../../../api/generated";
import { resultsOf } from "./account-results";
import { changeIn, formOf, rederives } from "./account-form-view";
import { fillName, standingOf } from "./execution-view";
import { checkedPicks, openingsFor, picksIn } from "./lots-view";

const account = {
  id: "a-1",
  name: "Margin",
  broker: "IBKR",
  number: "U1",
  currency: "USD",
  timezone: "America/New_York",
  session_ends: "17:00:00",
  method: "fifo",
  long_only: false,
  capital: "25000.00",
} as AccountOut;

describe("changing an account", () => {
  it("sends what differs, and nothing else", () => {
    const form = formOf(account);
    expect(changeIn(form, account)).toEqual({});
    expect(changeIn({ ...form, name: "Cash", capital: "" }, account)).toEqual({ name: "Cash", capital: null });
    expect(changeIn({ ...form, session_ends: "" }, account)).toEqual({ session_ends: null });
  });

  it("warns where trades are derived anew", () => {
    expect(rederives({ name: "Cash", capital: "1" })).toBe(false);
    expect(rederives({ method: "lifo" })).toBe(true);
    expect(rederives({ session_ends: null })).toBe(true);
  });
});

const fill = (changes: Partial<ExecutionOut> = {}) =>
  ({
    id: "e-1",
    symbol: "AAPL",
    side: "sell",
    quantity: "100",
    price: "185.5",
    executed_at: "2026-01-05T15:00:00Z",
    kind: "trade",
    counts: true,
    voided_at: null,
    unmatched: null,
    ...changes,
  }) as ExecutionOut;

describe("why a fill does not count", () => {
  it("is not asked where it does", () => {
    expect(standingOf(fill(), account)).toBeNull();
  });

  it.each([
    [{ voided_at: "2026-01-06T00:00:00Z", counts: false }, "Void", /You voided it/],
    [{ counts: false }, "Undone", /Every import that stated it is undone/],
    [{ unmatched: "100" }, "Unmatched", /It closes what no known fill opened/],
    [{ unmatched: "40" }, "Unmatched", /40 of its 100 units close/],
  ])("%j", (changes, label, why) => {
    const standing = standingOf(fill(changes), account);
    expect(standing?.label).toBe(label);
    expect(standing?.why).toMatch(why);
  });

  it("is told by the account's ways", () => {
    expect(standingOf(fill({ unmatched: "100" }), { ...account, long_only: true })?.why).toMatch(/never short/);
    expect(standingOf(fill({ unmatched: "100" }), { ...account, method: "specific" })?.why).toMatch(/Name its lots/);
  });

  it("names the fill as people do", () => {
    expect(fillName(fill())).toBe("sell 100 AAPL at 185.5");
  });
});

describe("naming lots", () => {
  const openings = [
    fill({ id: "b-2", side: "buy", quantity: "60", executed_at: "2026-01-04T15:00:00Z" }),
    fill({ id: "b-1", side: "buy", quantity: "60", executed_at: "2026-01-03T15:00:00Z" }),
  ];

  it("offers earlier fills of the other side that count, oldest first", () => {
    const others = [
      fill({ id: "later", side: "buy", executed_at: "2026-01-06T15:00:00Z" }),
      fill({ id: "void", side: "buy", counts: false, executed_at: "2026-01-02T15:00:00Z" }),
      fill({ id: "same side", executed_at: "2026-01-02T15:00:00Z" }),
    ];
    expect(openingsFor(fill(), [...openings, ...others]).map((one) => one.id)).toEqual(["b-1", "b-2"]);
  });

  it("counts what is named, exactly, and finds what cannot be", () => {
    expect(checkedPicks({ "b-1": "59.9", "b-2": "0.2" }, openings)).toEqual({ faults: {}, named: "60.1" });
    const { faults, named } = checkedPicks({ "b-1": "61", "b-2": "x" }, openings);
    expect(Object.keys(faults).sort()).toEqual(["b-1", "b-2"]);
    expect(named).toBe("0");
  });

  it("sends what is above zero", () => {
    expect(picksIn({ "b-1": "60", "b-2": "0" }, openings)).toEqual([{ opening_id: "b-1", quantity: "60" }]);
  });
});

it("gathers what each account has come to", () => {
  const figure = (key: string, value: number | string) => ({ key, value, n: 3, enough: false, note: null, interval: null });
  const breakdown = {
    groups: [
      { key: "a-1", figures: [figure("trades", 3), figure("net_pnl", "124.50")] },
      { key: null, figures: [figure("trades", 1)] },
    ],
  } as unknown as BreakdownOut;
  const results = resultsOf(breakdown, [{ account_id: "a-2" }, { account_id: "a-2" }]);
  expect(Object.fromEntries(results)).toEqual({
    "a-1": { trades: 3, net: "124.50", unmatched: 0 },
    "a-2": { trades: 0, net: null, unmatched: 2 },
  });
});
