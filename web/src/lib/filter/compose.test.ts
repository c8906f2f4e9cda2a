import { and, columnOffset, condition, valuesFor, withPeriod, without, withValues } from "./compose";

describe("changing a filter's text", () => {
  it("keeps alternatives together when something is added", () => {
    expect(and("side:long OR r>=2", "status:closed")).toBe("(side:long OR r>=2) status:closed");
    expect(and("side:long", "status:closed")).toBe("side:long status:closed");
    expect(and("", "status:closed")).toBe("status:closed");
    expect(and("side:long", "")).toBe("side:long");
  });

  it("adds the period, and knows how far that moved the columns", () => {
    expect(withPeriod("a OR b", "30d")).toBe("(a OR b) closed:30d");
    expect(columnOffset("a OR b", "30d")).toBe(1);
    expect(columnOffset("a b", "30d")).toBe(0);
    expect(columnOffset("a OR b", "")).toBe(0);
  });

  it("reads and replaces the values of a field", () => {
    const q = "account:One,Two -account:Three side:long";
    expect(valuesFor(q, "account")).toEqual(["One", "Two"]);
    expect(withValues(q, "account", ["My Desk"])).toBe('-account:Three side:long account:"My Desk"');
    expect(withValues(q, "account", [])).toBe("-account:Three side:long");
  });

  it("takes one condition away", () => {
    expect(without("symbol:A pnl>1 tag:b", 1)).toBe("symbol:A tag:b");
  });

  it("writes conditions the parser can read", () => {
    expect(condition("tag", "gap and go", "b")).toBe('tag:"gap and go",b');
  });
});
