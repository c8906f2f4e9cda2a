import type { ExecutionOut, LegOut, MatchOut, TradeDetailOut } from "../../../api/generated";
import { isPartial, neighbours, workOut } from "./trade-view";

const execution = (id: string, price: string, quantity = "100"): ExecutionOut => ({ id, price, quantity }) as ExecutionOut;
const leg = (one: ExecutionOut, quantity = one.quantity): LegOut => ({ execution: one, quantity }) as LegOut;
const match = (opening: string, closing: string, more: Partial<MatchOut>): MatchOut =>
  ({ opening_id: opening, closing_id: closing, cost: "0", proceeds: "0", ...more }) as MatchOut;
const trade = (more: Partial<TradeDetailOut>): TradeDetailOut =>
  ({ side: "long", multiplier: "1", legs: [], matches: [], net: "0", ...more }) as TradeDetailOut;

const [ENTRY, FIRST, SECOND] = [execution("e", "10.10"), execution("x1", "10.30", "60"), execution("x2", "10.05", "40")];

describe("working a result out", () => {
  it("goes step by step, to the trade's own net", () => {
    const worked = workOut(
      trade({
        legs: [leg(ENTRY), leg(FIRST), leg(SECOND)],
        matches: [
          match("e", "x1", { quantity: "60", gross: "12.00", fees: "0.60", net: "11.40" }),
          match("e", "x2", { quantity: "40", gross: "-2.00", fees: "0.40", net: "-2.40" }),
        ],
        net: "9.00",
      }),
    );
    expect(worked.steps.map((step) => step.formula)).toEqual(["60 × (10.30 − 10.10)", "40 × (10.05 − 10.10)"]);
    expect(worked).toMatchObject({ gross: "10.00", fees: "1.00", net: "9.00", addsUp: true });
  });

  it("turns the prices round for a short trade, and shows the multiplier", () => {
    const [step] = workOut(
      trade({
        side: "short",
        multiplier: "5",
        legs: [leg(ENTRY), leg(FIRST)],
        matches: [match("e", "x1", { quantity: "2", gross: "-2.00", fees: "0", net: "-2.00" })],
      }),
    ).steps;
    expect(step?.formula).toBe("2 × (10.1 − 10.3) × 5");
  });

  it("shows the amounts where prices alone do not give them", () => {
    const [step] = workOut(
      trade({
        legs: [leg(ENTRY), leg(FIRST)],
        matches: [match("e", "x1", { quantity: "60", gross: "300", fees: "0", net: "300", cost: "303", proceeds: "603" })],
      }),
    ).steps;
    expect(step?.formula).toBe("603 − 303");
  });

  it("says when it is not the whole result yet", () => {
    const open = trade({ legs: [leg(ENTRY)], matches: [], net: "-1.00" });
    expect(workOut(open)).toMatchObject({ steps: [], net: "0", addsUp: false });
  });
});

describe("around a trade", () => {
  it("knows fills of which only a part belongs to it", () => {
    expect(isPartial(leg(ENTRY, "40"))).toBe(true);
    expect(isPartial(leg(ENTRY, "100.00"))).toBe(false);
  });

  it("finds the ones before and after in the list", () => {
    expect(neighbours(["a", "b", "c"], "b")).toEqual({ previous: "a", next: "c", position: 2 });
    expect(neighbours(["a", "b"], "a").previous).toBeNull();
    expect(neighbours(["a"], "elsewhere")).toEqual({ previous: null, next: null, position: 0 });
  });
});
