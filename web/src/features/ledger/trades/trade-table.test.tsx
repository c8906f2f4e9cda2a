import { fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { TradeOut } from "../../../api/generated";
import { apiServer, listOf, on } from "../../../testing/api";
import { renderPage } from "../../../testing/render-page";
import { listenForHotkeys } from "../../../lib/hotkeys";
import { readSort } from "../../../lib/sorting";
import { shownColumns } from "./columns";
import { TradeTable } from "./trade-table";

apiServer(
  on.get("/trades", () => listOf([])),
  on.get("/analytics/summary", () => Response.json({ currency: "USD", figures: [], unconverted: [] })),
);

// jsdom lays nothing out: the frame is said to be as high as a dozen rows.
const height = Object.getOwnPropertyDescriptor(HTMLElement.prototype, "offsetHeight");
let unlisten: () => void;
beforeAll(() => {
  Object.defineProperty(HTMLElement.prototype, "offsetHeight", { configurable: true, get: () => 500 });
  Object.defineProperty(HTMLElement.prototype, "clientHeight", { configurable: true, get: () => 500 });
  unlisten = listenForHotkeys();
});
afterAll(() => {
  if (height) Object.defineProperty(HTMLElement.prototype, "offsetHeight", height);
  unlisten();
});

const trade = (id: number): TradeOut =>
  ({
    id: `t-${String(id)}`,
    account_id: "a",
    symbol: `SYM${String(id)}`,
    side: id % 2 ? "short" : "long",
    status: "closed",
    currency: "USD",
    opened_at: "2026-11-20T14:30:00Z",
    opened_on: "2026-11-20",
    closed_at: "2026-11-20T15:30:00Z",
    closed_on: "2026-11-20",
    times_known: true,
    quantity: "10",
    entry_price: "10.5",
    exit_price: "11.25",
    gross: "7.50",
    fees: "1.00",
    fees_known: true,
    net: id % 2 ? "-6.50" : "6.50",
    held_seconds: 3_600,
    r: null,
    tags: [],
    mistakes: [],
    emotions: [],
    playbook: null,
  }) as unknown as TradeOut;
const TRADES = Array.from({ length: 300 }, (_, id) => trade(id));

async function open(more: Partial<Parameters<typeof TradeTable>[0]> = {}) {
  const acts = { onSort: vi.fn(), onOpen: vi.fn(), onNearEnd: vi.fn() };
  renderPage(
    () => (
      <TradeTable
        trades={TRADES}
        total={1_000}
        columns={shownColumns(null)}
        sorts={readSort("-opened_at")}
        zone="America/New_York"
        accounts={new Map()}
        openedId={null}
        returnTo={null}
        faded={false}
        {...acts}
        {...more}
      />
    ),
    "/w/$workspace/trades",
    "/w/ada/trades",
  );
  const grid = await screen.findByRole("grid", { name: "Trades" });
  return { ...acts, grid, user: userEvent.setup() };
}
const rowAt = (grid: HTMLElement, index: number) => grid.querySelector<HTMLElement>(`[data-row="${String(index)}"]`);

it("draws only the rows that fit, and says how many there are", async () => {
  const { grid } = await open();
  expect(grid).toHaveAttribute("aria-rowcount", "1002");
  expect(rowAt(grid, 0)).toHaveAttribute("aria-rowindex", "2");
  expect(within(grid).getAllByRole("row").length).toBeLessThan(60);
});

it("is gone through by keyboard from anywhere on the page, and opens a trade with Enter", async () => {
  const { grid, user, onOpen } = await open();
  await user.keyboard("j");
  await vi.waitFor(() => {
    expect(rowAt(grid, 0)).toHaveFocus();
  });
  await user.keyboard("j");
  await vi.waitFor(() => {
    expect(rowAt(grid, 1)).toHaveFocus();
  });
  await user.keyboard("{ArrowDown}{k}{ArrowDown}");
  await vi.waitFor(() => {
    expect(rowAt(grid, 2)).toHaveFocus();
  });
  await user.keyboard("{Enter}");
  expect(onOpen).toHaveBeenCalledExactlyOnceWith(TRADES[2]);
});

it("has one row in the order of the page’s tab stops", async () => {
  const { grid } = await open();
  expect(grid.querySelectorAll('[data-row][tabindex="0"]')).toHaveLength(1);
});

it("sorts by a column, with Shift by one more", async () => {
  const { grid, onSort } = await open();
  const net = within(grid).getByRole("button", { name: /^Net/ });
  fireEvent.click(net);
  expect(onSort).toHaveBeenLastCalledWith([{ id: "net", desc: true }]);
  fireEvent.click(net, { shiftKey: true });
  expect(onSort).toHaveBeenLastCalledWith([
    { id: "opened_at", desc: true },
    { id: "net", desc: true },
  ]);
  expect(within(grid).getByRole("columnheader", { name: /^Opened/ })).toHaveAttribute("aria-sort", "descending");
});

it("says the currency once where all rows agree, and in each row where they do not", async () => {
  const { grid } = await open();
  expect(within(grid).getByRole("columnheader", { name: /^Net/ })).toHaveTextContent("Net, USD");
  expect(rowAt(grid, 0)).not.toHaveTextContent("USD");
  document.body.replaceChildren();
  const mixed = [trade(0), { ...trade(1), currency: "EUR" }];
  const other = await open({ trades: mixed });
  expect(rowAt(other.grid, 1)).toHaveTextContent("EUR");
});

it("marks the trade that is open, and begins there", async () => {
  const { grid } = await open({ openedId: "t-5" });
  expect(rowAt(grid, 5)).toHaveAttribute("aria-selected", "true");
  expect(rowAt(grid, 5)).toHaveAttribute("tabindex", "0");
});

it("asks for more when the end of what is loaded comes near", async () => {
  const { onNearEnd } = await open({ trades: TRADES.slice(0, 20) });
  expect(onNearEnd).toHaveBeenCalled();
});
