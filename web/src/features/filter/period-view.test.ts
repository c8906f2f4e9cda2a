import { periodLabel, readRange, writeRange } from "./period-view";

describe("a period", () => {
  it("is named as people name it", () => {
    expect(periodLabel("")).toBe("All time");
    expect(periodLabel("30d")).toBe("Last 30 days");
    expect(periodLabel("2026-11")).toBe("Nov 2026");
    expect(periodLabel("2026-11-03")).toBe("Nov 3, 2026");
    expect(periodLabel("2026-11-03..2026-11-05")).toBe("Nov 3, 2026 – Nov 5, 2026");
    expect(periodLabel("2026-11-03..")).toBe("Since Nov 3, 2026");
    expect(periodLabel("something else")).toBe("something else");
  });

  it("is read from and written to two days", () => {
    expect(readRange("2026-11-03..")).toEqual({ first: "2026-11-03", last: "" });
    expect(readRange("30d")).toBeNull();
    expect(writeRange({ first: "2026-11-03", last: "2026-11-03" })).toEqual({ period: "2026-11-03" });
    expect(writeRange({ first: "", last: "2026-11-03" })).toEqual({ period: "..2026-11-03" });
  });

  it("says what is wrong with a range", () => {
    expect(writeRange({ first: "", last: "" })).toHaveProperty("fault");
    expect(writeRange({ first: "2026-11-04", last: "2026-11-03" })).toHaveProperty("fault");
  });
});
