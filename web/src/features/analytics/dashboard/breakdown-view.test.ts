import type { BreakdownOut, FigureOut } from "../../../api/generated";
import { breakdownRows, largest } from "./breakdown-view";

const figure = (key: string, value: string | number | null, n: number, enough = true): FigureOut => ({
  key,
  value,
  n,
  enough,
  note: null,
  interval: null,
});
const group = (key: string, net: string, n = 40) => ({
  key,
  figures: [figure("net_pnl", net, n), figure("win_rate", 0.5, n, n >= 10)],
});
const breakdown = (by: BreakdownOut["by"], ...groups: ReturnType<typeof group>[]): BreakdownOut =>
  ({ by, currency: "USD", partition: true, groups }) as unknown as BreakdownOut;

describe("a breakdown", () => {
  it("goes by its result where the groups have no order of their own", () => {
    const { rows } = breakdownRows(breakdown("symbol", group("A", "-5"), group("B", "100"), group("C", "9")), "net_pnl", []);
    expect(rows.map((row) => row.key)).toEqual(["B", "C", "A"]);
  });

  it("keeps the order of days and hours, and puts what has none last", () => {
    const { rows } = breakdownRows(breakdown("hour", group("", "1"), group("9", "-5"), group("10", "100")), "net_pnl", []);
    expect(rows.map((row) => row.key)).toEqual(["9", "10", ""]);
    expect(rows.at(-1)?.name).toBe("Times not known");
  });

  it("fills bars from one zero, to the left for losses", () => {
    const { rows, zero } = breakdownRows(breakdown("symbol", group("A", "75"), group("B", "-25")), "net_pnl", []);
    expect(zero).toBeCloseTo(0.25);
    expect(rows[0]).toMatchObject({ start: 0.25, end: 1 });
    expect(rows[1]).toMatchObject({ start: 0, end: 0.25 });
  });

  it("knows which rates rest on too few trades", () => {
    const { rows } = breakdownRows(breakdown("symbol", group("A", "5", 3)), "net_pnl", []);
    expect(rows[0]?.rateIsHonest).toBe(false);
  });

  it("leaves out groups without the figure", () => {
    const none = { key: "A", figures: [figure("net_pnl", null, 0)] };
    expect(breakdownRows(breakdown("symbol", none), "net_pnl", []).rows).toEqual([]);
  });

  it("shortens to the parts that matter, in their order", () => {
    const { rows } = breakdownRows(
      breakdown("hour", group("9", "1"), group("10", "-50"), group("11", "2"), group("12", "30")),
      "net_pnl",
      [],
    );
    expect(largest(rows, 2).map((row) => row.key)).toEqual(["10", "12"]);
    expect(largest(rows, 9)).toHaveLength(4);
  });
});
