import type { EquityPointOut } from "../../../api/generated";
import { heatmap } from "./heatmap-view";

const point = (day: string, net: string): EquityPointOut => ({ day, net, fees: "0", trades: 1, equity: "0", drawdown: "0" });

describe("the heatmap of recent days", () => {
  it("has a column a week that ends with the last day", () => {
    const map = heatmap([point("2026-11-18", "10"), point("2026-11-20", "-20")], "2026-11-20", 3);
    expect(map.columns).toBe(3);
    expect(map.rows).toBe(5);
    const last = map.cells.at(-1);
    expect(last).toMatchObject({ day: "2026-11-20", row: 4, column: 2, direction: -1, strength: 1 });
    expect(map.cells[0]).toMatchObject({ day: "2026-11-02", row: 0, column: 0, point: null });
  });

  it("shows weekends where something was traded on one", () => {
    expect(heatmap([point("2026-11-15", "10")], "2026-11-20", 2).rows).toBe(7);
  });

  it("is not bleached by one large day", () => {
    const days = Array.from({ length: 20 }, (_, at) => point(`2026-10-${String(at + 1).padStart(2, "0")}`, "100"));
    const map = heatmap([...days, point("2026-10-21", "100000")], "2026-10-21", 6);
    expect(map.cells.find((cell) => cell.day === "2026-10-01")?.strength).toBe(1);
  });
});
