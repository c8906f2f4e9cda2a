import { absolute, add, compare, decimals, isDecimal, multiply, negate, round, sign, subtract, sum, trimmed } from "./decimal";

describe("exact decimals", () => {
  it("adds what floats cannot", () => {
    expect(add("0.1", "0.2")).toBe("0.3");
    expect(add("99999999999999999999.01", "0.99")).toBe("100000000000000000000.00");
    expect(add("-0.05", "0.02")).toBe("-0.03");
  });

  it("sums to nothing when there is nothing", () => {
    expect(sum([])).toBe("0");
    expect(sum(["1.10", "-0.1", "2"])).toBe("3.00");
  });

  it("multiplies with every digit", () => {
    expect(multiply("1.25", "-0.004")).toBe("-0.00500");
    expect(multiply("30406.25", "2")).toBe("60812.50");
  });

  it("compares numbers, not texts", () => {
    expect(compare("10", "9.5")).toBe(1);
    expect(compare("1.0", "1.000")).toBe(0);
    expect(compare("-2", "-1.5")).toBe(-1);
    expect(sign("-0.00")).toBe(0);
  });

  it("rounds half away from zero", () => {
    expect(round("2.345", 2)).toBe("2.35");
    expect(round("-2.345", 2)).toBe("-2.35");
    expect(round("2.3449999", 2)).toBe("2.34");
    expect(round("7", 2)).toBe("7.00");
    expect(round("-0.004", 2)).toBe("0.00");
  });

  it("keeps the sign rules of zero and of subtraction", () => {
    expect(subtract("131.32", "132.21")).toBe("-0.89");
    expect(negate("0.00")).toBe("0.00");
    expect(absolute("-3.5")).toBe("3.5");
  });

  it("tells decimals from other texts", () => {
    expect(isDecimal("-12.50")).toBe(true);
    expect(isDecimal("1e5")).toBe(false);
    expect(isDecimal("")).toBe(false);
    expect(() => add("1", "one")).toThrow(RangeError);
  });

  it("counts the digits that matter behind the point", () => {
    expect(decimals("1.2300")).toBe(2);
    expect(decimals("5.000")).toBe(0);
    expect(trimmed("1.2300")).toBe("1.23");
    expect(trimmed("100")).toBe("100");
  });
});
