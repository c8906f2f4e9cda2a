import type { EquityPointOut } from "../../../api/generated";
import { equityGeometry, nearest, rangePeriod, readPoint } from "./equity-view";

const point = (day: string, net: string, equity: string, drawdown: string): EquityPointOut => ({
  day,
  net,
  fees: "1.00",
  trades: 2,
  equity,
  drawdown,
});
const POINTS = [
  point("2026-01-05", "100.00", "100.00", "0.00"),
  point("2026-01-06", "-160.00", "-60.00", "-160.00"),
  point("2026-01-09", "90.00", "30.00", "-70.00"),
];

describe("the equity chart", () => {
  const geometry = equityGeometry(POINTS, 652, 200);

  it("always has its zero line in sight", () => {
    expect(geometry.zero).toBeGreaterThan(0);
    expect(geometry.zero).toBeLessThan(200);
    expect(geometry.yTicks.map((tick) => tick.value)).toContain(0);
    const onlyGains = equityGeometry([point("2026-01-05", "5000", "5000", "0")], 652, 200);
    expect(onlyGains.zero).toBe(200);
  });

  it("places days by their time, not by their number", () => {
    const [first = 0, second = 0, third = 0] = geometry.xs;
    expect((third - second) / (second - first)).toBeCloseTo(3);
  });

  it("puts higher equity higher up", () => {
    const [gain = 0, loss = 0, rest = 0] = geometry.ys;
    expect(gain).toBeLessThan(geometry.zero);
    expect(loss).toBeGreaterThan(geometry.zero);
    expect(rest).toBeGreaterThan(gain);
  });

  it("names the deepest fall", () => {
    expect(geometry.deepest).toBe(1);
    expect(equityGeometry([POINTS[0] as EquityPointOut], 652, 200).deepest).toBeNull();
  });

  it("draws nothing that is not a number", () => {
    for (const drawn of [geometry.curve, geometry.filled, geometry.water]) expect(drawn).not.toMatch(/NaN|Infinity/);
    const flat = equityGeometry([point("2026-01-05", "0", "0", "0")], 652, 200);
    expect(flat.curve).not.toMatch(/NaN|Infinity/);
  });

  it("finds the day under the pointer", () => {
    expect(nearest([10, 20, 60], 14)).toBe(0);
    expect(nearest([10, 20, 60], 41)).toBe(2);
    expect(nearest([10, 20, 60], 900)).toBe(2);
  });

  it("makes a period of a range, whichever way it was drawn", () => {
    expect(rangePeriod(POINTS, 2, 0)).toBe("2026-01-05..2026-01-09");
    expect(rangePeriod(POINTS, 1, 1)).toBe("2026-01-06");
  });

  it("reads a day out with its digits", () => {
    expect(readPoint(POINTS[1] as EquityPointOut, "USD")).toMatch(/Jan 6, 2026: \u221260\.00.USD, the day \u2212160\.00 in 2.trades/);
  });
});
