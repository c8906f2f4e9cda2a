import { readSort, toggled, writeSort } from "./sorting";

describe("sorting", () => {
  it("is read and written as the API names it", () => {
    expect(readSort("-closed_at,symbol")).toEqual([
      { id: "closed_at", desc: true },
      { id: "symbol", desc: false },
    ]);
    expect(writeSort(readSort("-closed_at,symbol"))).toBe("-closed_at,symbol");
    expect(readSort("")).toEqual([]);
  });

  it("goes downwards, upwards, off", () => {
    const once = toggled([], "net", false);
    const twice = toggled(once, "net", false);
    expect(once).toEqual([{ id: "net", desc: true }]);
    expect(twice).toEqual([{ id: "net", desc: false }]);
    expect(toggled(twice, "net", false)).toEqual([]);
  });

  it("takes the other columns' place without shift, and joins them with it", () => {
    const sorts = readSort("-net");
    expect(writeSort(toggled(sorts, "symbol", false))).toBe("-symbol");
    expect(writeSort(toggled(sorts, "symbol", true))).toBe("-net,-symbol");
    expect(writeSort(toggled(readSort("-net,-symbol"), "net", true))).toBe("net,-symbol");
  });

  it("keeps at most three", () => {
    expect(writeSort(toggled(readSort("a,b,c"), "d", true))).toBe("b,c,-d");
  });
});
