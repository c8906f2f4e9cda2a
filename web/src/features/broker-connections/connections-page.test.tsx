import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, it } from "vitest";
import type { BrokerConnectionOut } from "../../api/generated";
import { apiServer, listOf, on, problem } from "../../testing/api";
import { renderPage } from "../../testing/render-page";
import { ConnectionsPage } from "./connections-page";

const ONE: BrokerConnectionOut = {
  id: "c-1",
  kind: "alpaca",
  broker: "Alpaca",
  name: "Paper",
  account_id: null,
  shown: { environment: "paper" },
  schedule: "daily",
  since: null,
  review_first: false,
  last_outcome: "synced",
  last_detail: "",
  last_run_at: "2026-01-05T10:00:00Z",
  last_synced_at: "2026-01-05T10:00:00Z",
  next_run_at: null,
  created_at: "2026-01-05T10:00:00Z",
};
const field = (name: string, label: string, more = {}) => ({
  name,
  label,
  help: "",
  secret: false,
  optional: false,
  choices: [],
  ...more,
});
const BROKERS = [
  {
    kind: "alpaca",
    broker: "Alpaca",
    title: "Trading API",
    fields: [
      field("environment", "Environment", { choices: ["live", "paper"] }),
      field("secret_key", "API secret key", { secret: true }),
    ],
  },
  {
    kind: "ibkr_flex",
    broker: "Interactive Brokers",
    title: "Flex Web Service",
    fields: [field("token", "Token", { secret: true }), field("query_id", "Query id")],
  },
];

let kept: BrokerConnectionOut[] = [];
let sent: unknown[] = [];
let isOn = true;
const server = apiServer(
  on.get("/broker-connections", () => listOf(kept)),
  on.get("/broker-connections/brokers", () => HttpResponse.json({ items: BROKERS, next_cursor: null, is_on: isOn })),
  on.get("/broker-connections/:id/runs", () =>
    listOf([
      {
        id: "r-1",
        outcome: "synced",
        detail: "",
        records: 4,
        import_id: "i-1",
        started_at: "2026-01-05T10:00:00Z",
        finished_at: "2026-01-05T10:00:02Z",
      },
    ]),
  ),
  on.post("/broker-connections", async ({ request }) => {
    const body = (await request.json()) as { kind: string; name: string };
    sent.push(body);
    kept = [{ ...ONE, kind: body.kind, name: body.name || "Interactive Brokers" }];
    return HttpResponse.json(kept[0], { status: 201 });
  }),
  on.patch("/broker-connections/:id", async ({ request }) => {
    sent.push(await request.json());
    return HttpResponse.json(ONE);
  }),
  on.post("/broker-connections/:id/sync", () => {
    kept = [{ ...ONE, last_outcome: "nothing_new" }];
    return HttpResponse.json({ ...ONE, last_outcome: "running" }, { status: 202 });
  }),
  on.post("/broker-connections/:id/test", () =>
    HttpResponse.json({ ok: true, accounts: ["PA3717"], code: null, detail: "" }),
  ),
  http.delete("*/api/v1/broker-connections/:id", () => {
    kept = [];
    return new HttpResponse(null, { status: 204 });
  }),
);

beforeEach(() => {
  kept = [ONE];
  sent = [];
  isOn = true;
});

function open() {
  return renderPage(ConnectionsPage, "/w/$workspace/imports/connections", "/w/ada/imports/connections");
}

it("shows how each connection stands, and what became of its syncs", async () => {
  open();
  const card = await screen.findByRole("article", { name: "Paper" });
  expect(within(card).getByText("Alpaca · paper")).toBeVisible();
  expect(within(card).getByRole("status", { name: "State of Paper" })).toHaveTextContent("Synced");
  await userEvent.click(within(card).getByText("Recent syncs"));
  const runs = await within(card).findByRole("list", { name: "Syncs of Paper, newest first" });
  expect(runs).toHaveTextContent("4 records");
  expect(within(runs).getByRole("link", { name: "See the import" })).toHaveAttribute("href", "/w/ada/imports/i-1");
});

it("connects a broker with the fields that it needs", async () => {
  kept = [];
  open();
  await userEvent.click(await screen.findByRole("button", { name: "Connect a broker" }));
  const dialog = await screen.findByRole("dialog", { name: "Connect a broker" });
  await userEvent.selectOptions(within(dialog).getByLabelText("Broker"), "ibkr_flex");
  expect(within(dialog).queryByLabelText("API secret key")).not.toBeInTheDocument();
  await userEvent.type(within(dialog).getByLabelText("Query id"), "987");
  await userEvent.click(within(dialog).getByRole("button", { name: "Connect" }));
  expect(within(dialog).getByText("Token is needed.")).toBeVisible();
  expect(sent).toEqual([]);
  expect(within(dialog).getByLabelText("Token")).toHaveAttribute("type", "password");
  await userEvent.type(within(dialog).getByLabelText("Token"), "t0k3n");
  await userEvent.click(within(dialog).getByRole("button", { name: "Connect" }));
  expect(await screen.findByRole("article", { name: "Interactive Brokers" })).toBeVisible();
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  expect(sent).toEqual([
    {
      kind: "ibkr_flex",
      name: "",
      credentials: { token: "t0k3n", query_id: "987" },
      schedule: "daily",
      since: null,
      review_first: false,
    },
  ]);
});

it("says at the field what the server finds wrong with it", async () => {
  server.use(
    on.post("/broker-connections", () =>
      problem(422, "broker_connection.credentials_invalid", "The credentials are not complete.", [
        { pointer: "/credentials/secret_key", detail: "too long, or with characters that cannot be meant" },
      ]),
    ),
  );
  kept = [];
  open();
  await userEvent.click(await screen.findByRole("button", { name: "Connect a broker" }));
  await userEvent.type(screen.getByLabelText("API secret key"), "x");
  await userEvent.click(screen.getByRole("button", { name: "Connect" }));
  expect(await screen.findByText(/too long, or with characters/)).toBeVisible();
  expect(screen.getByLabelText("API secret key")).toHaveAttribute("aria-invalid", "true");
});

it("keeps a stored secret that is left empty", async () => {
  open();
  await userEvent.click(await screen.findByRole("button", { name: "Change Paper" }));
  const dialog = await screen.findByRole("dialog", { name: "Change Paper" });
  expect(within(dialog).getByLabelText("API secret key")).toHaveValue("");
  await userEvent.selectOptions(within(dialog).getByLabelText("Sync"), "hourly");
  await userEvent.click(within(dialog).getByRole("button", { name: "Save connection" }));
  await waitFor(() => {
    expect(sent).toHaveLength(1);
  });
  expect(sent[0]).toMatchObject({ name: "Paper", schedule: "hourly", credentials: { environment: "paper" } });
});

it("syncs when asked to, and says what came of it", async () => {
  open();
  await userEvent.click(await screen.findByRole("button", { name: "Sync Paper now" }));
  expect(await screen.findByText("Nothing new")).toBeVisible();
});

it("tries the credentials", async () => {
  open();
  await userEvent.click(await screen.findByRole("button", { name: "Test Paper" }));
  expect(await screen.findByText("The broker accepts the credentials. They open PA3717.")).toBeVisible();
});

it("stops with the reason when credentials are refused", async () => {
  kept = [{ ...ONE, last_outcome: "refused", last_detail: "The token has expired: make a new one." }];
  open();
  expect(await screen.findByText("Credentials refused")).toBeVisible();
  expect(screen.getByText("The token has expired: make a new one.")).toBeVisible();
  expect(screen.getByRole("button", { name: "Sync Paper now" })).toBeDisabled();
});

it("deletes after asking", async () => {
  open();
  await userEvent.click(await screen.findByRole("button", { name: "Delete Paper" }));
  const question = await screen.findByRole("dialog");
  expect(question).toHaveTextContent("What it fetched stays");
  await userEvent.click(within(question).getByRole("button", { name: "Delete connection" }));
  expect(await screen.findByText("No broker is connected")).toBeVisible();
});

it("says so when the server asks no brokers", async () => {
  isOn = false;
  open();
  expect(await screen.findByText(/This server asks no brokers/)).toBeVisible();
  expect(await screen.findByRole("button", { name: "Sync Paper now" })).toBeDisabled();
});
