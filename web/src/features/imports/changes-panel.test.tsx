import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { ChangedTradeOut, PreviewOut } from "../../api/generated";
import { importOut } from "../../testing/imports";
import { renderPage } from "../../testing/render-page";
import { ChangesPanel } from "./changes-panel";
import { changeOf, sizeOf } from "./changes-view";

const OPEN = { status: "open", quantity: "10", open_quantity: "10", closed_at: null, net: "0.00" } as const;
const CLOSED = { status: "closed", quantity: "10", open_quantity: "0", closed_at: "2026-01-05T15:00:00Z", net: "98.00" } as const;

const change = (id: string, symbol: string, changes: Partial<ChangedTradeOut>): ChangedTradeOut => ({
  id,
  symbol,
  side: "long",
  currency: "USD",
  opened_at: "2026-01-05T10:00:00Z",
  times_known: true,
  change: "closed",
  before: OPEN,
  after: CLOSED,
  merged_into: null,
  parts: 0,
  ...changes,
});

function show(state: "review" | "committed", changes: PreviewOut["changes"]): void {
  const one = importOut({ state });
  renderPage(() => <ChangesPanel one={one} preview={{ zone: "UTC", ...(changes && { changes }) }} />, "/w/$workspace", "/w/ada");
}

describe("stored trades that an import changes", () => {
  it("stand as they are and as they would be, with their sum", async () => {
    show("review", {
      count: 102,
      net: [{ currency: "USD", before: "98.00", after: "146.00" }],
      trades: [
        change("t-1", "WOMB", {}),
        change("t-2", "BIRD", { change: "merged", before: CLOSED, after: null, merged_into: "t-3" }),
      ],
    });
    const panel = await screen.findByRole("region", { name: "Stored trades it would change" });
    expect(panel).toHaveTextContent("102 trades");
    const [, womb, bird] = within(panel).getAllByRole("row");
    expect(womb).toHaveTextContent("10 open → to 10 closed");
    expect(womb).toHaveTextContent("+98.00");
    expect(bird).toHaveTextContent("Its fills are part of another trade.");
    expect(within(panel).getByRole("link", { name: "BIRD" })).toHaveAttribute("href", "/w/ada/trades/t-2");
    expect(panel).toHaveTextContent("100 more change");
  });

  it("lead, once it is committed, to the trade that has the fills now", async () => {
    show("committed", {
      count: 2,
      net: [],
      trades: [
        change("t-2", "BIRD", { change: "merged", after: null, merged_into: "t-3" }),
        change("t-4", "FROG", { change: "removed", after: null }),
      ],
    });
    expect(await screen.findByRole("link", { name: "BIRD" })).toHaveAttribute("href", "/w/ada/trades/t-3");
    expect(screen.queryByRole("link", { name: "FROG" })).not.toBeInTheDocument();
  });

  it("are named by what becomes of them, and sized by what is left of them", () => {
    expect(changeOf({ change: "split", parts: 1 })).toMatchObject({ label: "Split", meaning: "It is 2 trades now." });
    expect(changeOf({ change: "altered", parts: 0 }).label).toBe("Altered");
    expect(sizeOf({ ...OPEN, open_quantity: "4" })).toBe("4 of 10");
    expect(sizeOf(CLOSED)).toBe("10");
  });
});
