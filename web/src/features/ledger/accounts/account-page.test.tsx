import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { HttpResponse } from "msw";
import { expect, it } from "vitest";
import type { AccountOut, ExecutionIn, ExecutionOut } from "../../../api/generated";
import { apiServer, listOf, on, problem } from "../../../testing/api";
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

let fills: ExecutionOut[] = [];
let sent: ExecutionIn[] = [];
let asked: string[] = [];

function made(body: ExecutionIn): ExecutionOut {
  return {
    id: `e-${String(fills.length + 1)}`,
    account_id: body.account_id,
    symbol: body.instrument.symbol,
    asset_class: "equity",
    currency: "USD",
    side: body.side,
    quantity: body.quantity,
    price: body.price,
    fees: body.fees ?? null,
    asset_fee: "0",
    executed_at: body.executed_at,
    day: "2026-01-05",
    time_known: body.time_known ?? true,
    kind: "trade",
    closes: false,
    by_hand: true,
    counts: true,
    voided_at: null,
    unmatched: null,
    sources: [],
  };
}

function changed(id: string, changes: Partial<ExecutionOut>): Response {
  fills = fills.map((fill) => (fill.id === id ? { ...fill, ...changes } : fill));
  return HttpResponse.json(fills.find((fill) => fill.id === id) ?? null);
}

const server = apiServer(
  on.get("/accounts", () => listOf([ACCOUNT])),
  on.get("/corporate-actions", () => listOf([])),
  on.get("/accounts/a-1/deliveries", () => listOf([])),
  on.get("/trades/filter-fields", () => listOf([])),
  on.get("/executions", ({ request }) => {
    asked.push(new URL(request.url).search);
    return listOf(fills);
  }),
  on.get("/accounts/:id/reconciliation", () => HttpResponse.json({ standing: "unstated", since: null, until: null, checked: 0, differences: [] })),
  on.get("/cash-events", () => listOf([])),
  on.post("/executions", async ({ request }) => {
    const body = (await request.json()) as ExecutionIn;
    sent.push(body);
    fills = [made(body), ...fills];
    return HttpResponse.json(fills[0], { status: 201 });
  }),
  on.post("/executions/:id/void", ({ params }) =>
    changed(String(params["id"]), { voided_at: "2026-01-06T00:00:00Z", counts: false }),
  ),
  on.post("/executions/:id/restore", ({ params }) => changed(String(params["id"]), { voided_at: null, counts: true })),
);

function open(search = "") {
  fills = [];
  sent = [];
  asked = [];
  return renderPage(AccountPage, "/w/$workspace/accounts/$accountId", `/w/ada/accounts/a-1${search}`);
}

function type(dialog: HTMLElement, label: string, value: string): void {
  fireEvent.change(within(dialog).getByLabelText(label), { target: { value } });
}

function fillIn(dialog: HTMLElement): void {
  type(dialog, "Symbol", "aapl");
  type(dialog, "Quantity", "100");
  type(dialog, "Price", "185.5");
}

function press(within_: HTMLElement, name: string): void {
  fireEvent.click(within(within_).getByRole("button", { name }));
}

async function openDialog(): Promise<HTMLElement> {
  fireEvent.click((await screen.findAllByText("Enter a fill"))[0] as HTMLElement);
  return screen.findByRole("dialog", { name: "Enter a fill" });
}

it("enters a fill", async () => {
  open();
  const dialog = await openDialog();
  press(dialog, "Enter fill");
  expect(await within(dialog).findAllByText("A number is needed.")).toHaveLength(2);
  expect(sent).toEqual([]);
  fillIn(dialog);
  press(dialog, "Enter fill");
  expect(await screen.findByText("Bought 100 AAPL at 185.5.")).toBeVisible();
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
});

it("voids a fill, asked for, and restores it", async () => {
  open();
  fills = [made({ account_id: "a-1", instrument: { symbol: "AAPL" }, side: "buy", quantity: "100", price: "185.5", executed_at: "2026-01-05T14:31:00Z" })];
  fireEvent.click(await screen.findByLabelText("Void buy 100 AAPL at 185.5"));
  press(await screen.findByRole("dialog"), "Void fill");
  expect(await screen.findByText(/You voided it/)).toBeVisible();
  fireEvent.click(screen.getByLabelText("Restore buy 100 AAPL at 185.5"));
  expect(await screen.findByLabelText("Void buy 100 AAPL at 185.5")).toBeVisible();
});

it("keeps what the next fill shares when several are entered", async () => {
  open();
  const dialog = await openDialog();
  fillIn(dialog);
  press(dialog, "Enter and add another");
  await waitFor(() => {
    expect(within(dialog).getByLabelText("Quantity")).toHaveFocus();
  });
  expect(sent).toHaveLength(1);
  expect(within(dialog).getByLabelText("Quantity")).toHaveValue("");
  expect(within(dialog).getByLabelText("Symbol")).toHaveValue("aapl");
});

it("puts the server's refusal at its field, or above the form", async () => {
  server.use(
    on.post("/executions", () =>
      problem(422, "request.invalid", "The request is not valid.", [{ pointer: "/price", detail: "too many digits" }]),
    ),
  );
  open();
  const dialog = await openDialog();
  fillIn(dialog);
  press(dialog, "Enter fill");
  expect(await within(dialog).findByText("too many digits")).toBeVisible();
  expect(within(dialog).getByLabelText("Price")).toBeInvalid();

  server.use(on.post("/executions", () => problem(422, "contract.unknown", "The contract’s multiplier is not known.")));
  type(dialog, "Price", "185");
  press(dialog, "Enter fill");
  expect(await within(dialog).findByText("The contract’s multiplier is not known.")).toBeVisible();
});

it("narrows the fills by the address", async () => {
  const { router } = open("?unmatched=yes");
  expect(await screen.findByText("No unmatched fill")).toBeVisible();
  expect(asked.at(-1)).toContain("unmatched=true");
  fireEvent.click(screen.getByText("Show all fills"));
  expect(await screen.findByText("No fills yet")).toBeVisible();
  expect(router.state.location.search).toEqual({});
  const symbol = screen.getByLabelText("Only this symbol");
  fireEvent.change(symbol, { target: { value: "msft" } });
  fireEvent.blur(symbol);
  await waitFor(() => {
    expect(asked.at(-1)).toContain("symbol=MSFT");
  });
});

it("waits for trades that are derived anew, and asks for the fills again", async () => {
  let derived = false;
  server.use(on.get("/accounts", () => listOf([{ ...ACCOUNT, deriving: !derived }])));
  open();
  expect(await screen.findByText(/Its trades are being derived anew/)).toBeVisible();
  await screen.findByText("No fills yet");
  const before = asked.length;
  derived = true;
  await waitFor(
    () => {
      expect(screen.queryByText(/Its trades are being derived anew/)).not.toBeInTheDocument();
    },
    { timeout: 3_000 },
  );
  await waitFor(() => {
    expect(asked.length).toBeGreaterThan(before);
  });
});
