import { alignedOnMark, briefMoney, bytes, duration, exactMoney, money, multiple, percent, plural, quantity } from "./format";

const NBSP = "\u00a0";

describe("money", () => {
  it("groups thousands and keeps cents", () => {
    expect(money("16932.893", { signed: true })).toBe("+16,932.89");
    expect(money("-1234.5", { signed: true })).toBe("\u22121,234.50");
    expect(money("0", { signed: true })).toBe("0.00");
  });

  it("has the decimals of its currency", () => {
    expect(money("1500", { currency: "JPY" })).toBe(`1,500${NBSP}JPY`);
    expect(money("0.5", { currency: "USDT" })).toBe(`0.50${NBSP}USDT`);
  });

  it("never passes through a float", () => {
    expect(money("9007199254740993.01")).toBe("9,007,199,254,740,993.01");
  });

  it("shows every digit on demand", () => {
    expect(exactMoney("16932.8930", "USD")).toBe(`16,932.893${NBSP}USD`);
  });

  it("is brief in narrow cells", () => {
    expect(briefMoney("12.345", 12.345)).toBe("+12.35");
    expect(briefMoney("-832.26", -832.26)).toBe("\u2212832");
    expect(briefMoney("-12345", -12345)).toBe("\u221212.3K");
  });
});

describe("other numbers", () => {
  it("gives quantities their own decimals", () => {
    expect(quantity("4")).toBe("4");
    expect(quantity("0.25000")).toBe("0.25");
    expect(quantity("30406.25", 4)).toBe("30,406.2500");
  });

  it("lines a column up on its decimal mark", () => {
    const whole = alignedOnMark("120", 2, 0);
    const split = alignedOnMark("1.5", 2, 1);
    expect(whole).toBe("120\u2008\u2007\u2007");
    expect(split).toBe("1.5\u2007");
    expect(alignedOnMark("1.25", 2, 2)).toBe("1.25");
  });

  it("says durations in the two units that matter", () => {
    expect(duration(9)).toBe("9s");
    expect(duration(378)).toBe("6m 18s");
    expect(duration(3_600)).toBe("1h");
    expect(duration(273_600)).toBe("3d 4h");
    expect(duration(0)).toBe("0s");
  });

  it("says multiples, shares, sizes and counts", () => {
    expect(multiple(1.5)).toBe(`+1.50${NBSP}R`);
    expect(percent(0.5115)).toBe("51.2%");
    expect(bytes(108_969)).toBe(`109.0${NBSP}kB`);
    expect(plural(1, "trade")).toBe(`1${NBSP}trade`);
    expect(plural(1_130, "trade")).toBe(`1,130${NBSP}trades`);
  });
});
