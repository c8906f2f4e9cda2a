import { fireEvent, screen, within } from "@testing-library/react";
import { HttpResponse } from "msw";
import { expect, it } from "vitest";
import type { AccountOut, CashEventIn, CashEventOut, ReconciliationOut } from "../../../api/generated";
import { apiServer, listOf, on } from "../../../testing/api";
import { renderPage } from "../../../testing/render-page";
import { AccountPage } from "./account-page";

const ACCOUNT = {
  id: "a-1",
  name: "By hand",
  broker: "",
  number: "",
  currency: "USD",
  timezone: "America/New_York",
  session_ends: null,
  method: "fifo",
  exercise_view: "printed",
  long_only: false,
  capital: null,
  deriving: false,
  created_at: "2026-01-01T00:00:00Z",
} as unknown as AccountOut;

const NOT_COMPARED: ReconciliationOut = { standing: "unstated", since: null, until: null, checked: 0, differences: [] };
const EVENT = {
  account_id: "a-1",
  day: "2026-01-05",
  time_known: false,
  by_hand: true,
  voided_at: null,
  sources: [],
} as unknown as CashEventOut;

let reconciliation = NOT_COMPARED;
let events: CashEventOut[] = [];

apiServer(
  on.get("/accounts", () => listOf([ACCOUNT])),
  on.get("/corporate-actions", () => listOf([])),
  on.get("/accounts/a-1/deliveries", () => listOf([])),
  on.get("/trades/filter-fields", () => listOf([])),
  on.get("/executions", () => listOf([])),
  on.get("/accounts/:id/reconciliation", () => HttpResponse.json(reconciliation)),
  on.get("/cash-events", () => listOf(events)),
  on.post("/cash-events", async ({ request }) => {
    const body = (await request.json()) as CashEventIn;
    events = [{ ...EVENT, ...body, id: "c-1" } as CashEventOut];
    return HttpResponse.json(events[0], { status: 201 });
  }),
  on.post("/cash-events/:id/void", () => {
    events = events.map((event) => ({ ...event, voided_at: "2026-01-06T00:00:00Z" }));
    return HttpResponse.json(events[0]);
  }),
);

function open(found: ReconciliationOut = NOT_COMPARED) {
  events = [];
  reconciliation = found;
  return renderPage(AccountPage, "/w/$workspace/accounts/$accountId", "/w/ada/accounts/a-1");
}

it("never ticks what there was nothing to compare with", async () => {
  open();
  expect(await screen.findByText("Not compared")).toBeVisible();
});

it("says since when an account is reconciled", async () => {
  open({ ...NOT_COMPARED, standing: "reconciled", since: "2026-01-05", until: "2026-01-09", checked: 3 });
  expect(await screen.findByText("Reconciled")).toBeVisible();
  expect(screen.getByText(/to the cent/)).toBeVisible();
  expect(screen.getByText("3 printed figures compared")).toBeVisible();
});

it("names what differs, and leads to where it is printed", async () => {
  open({
    ...NOT_COMPARED,
    standing: "unreconciled",
    since: "2026-01-08",
    until: "2026-01-09",
    checked: 2,
    differences: [
      {
        subject: "balance",
        symbol: "",
        currency: "USD",
        first_day: "2026-01-08",
        last_day: "2026-01-09",
        stated: "3887",
        ledger: "3878",
        difference: "9",
        cause: "dividend",
        detail: "A dividend of WOMB, 0.15 a share, is not in the ledger.",
        import_id: "i-1",
        file_name: "statement.csv",
        line: 8,
      },
    ],
  });
  const table = await screen.findByRole("table", { name: "What the statements print otherwise" });
  expect(within(table).getByText("Cash in USD")).toBeVisible();
  expect(within(table).getAllByText("Dividend missing")[0]).toBeVisible();
  expect(within(table).getByText("+9.00")).toBeVisible();
  expect(within(table).getAllByRole("link", { name: "statement.csv" })[0]).toHaveAttribute("href", "/w/ada/imports/i-1");
});

it("enters a cash event, and voids it", async () => {
  open();
  fireEvent.click(await screen.findByRole("button", { name: "Enter a cash event" }));
  const dialog = await screen.findByRole("dialog", { name: "Enter a cash event" });
  fireEvent.click(within(dialog).getByRole("button", { name: "Enter cash event" }));
  expect(await within(dialog).findByText("An amount above zero is needed.")).toBeVisible();
  fireEvent.change(within(dialog).getByLabelText("Kind"), { target: { value: "withdrawal" } });
  fireEvent.change(within(dialog).getByLabelText("Amount"), { target: { value: "250" } });
  fireEvent.click(within(dialog).getByRole("button", { name: "Enter cash event" }));
  expect(await screen.findByText("The withdrawal of -250.00 USD is entered.".replace("-", "\u2212"))).toBeVisible();
  expect(events[0]).toMatchObject({ kind: "withdrawal", amount: "-250", time_known: false });
  fireEvent.click(await screen.findByRole("button", { name: /^Void withdrawal/ }));
  expect(await screen.findByText("void: it counts no more")).toBeVisible();
});
