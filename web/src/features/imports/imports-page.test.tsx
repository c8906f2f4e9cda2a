import { createEvent, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HttpResponse } from "msw";
import { expect, it } from "vitest";
import type { ImportOut, ImportSummaryOut } from "../../api/generated";
import { apiServer, listOf, on, problem } from "../../testing/api";
import { renderPage } from "../../testing/render-page";
import { KeptUploads } from "../../testing/uploads";
import { ImportsPage } from "./imports-page";
import { PageDrop } from "./page-drop";

const SUMMARY: ImportSummaryOut = {
  id: "i-1",
  state: "committed",
  file_name: "old.csv",
  file_bytes: 1_000,
  format: "generic_fills",
  format_title: ": Table of fills",
  confidence: 0.5,
  account_id: null,
  connection_id: null,
  review_first: true,
  options: { format: null, timezone: null, date_order: null, decimal_mark: null, mapping: null, repeated_times: null },
  phase: "",
  bytes_read: 1_000,
  rows_read: 5,
  counts: { rows: 5, new: 5, duplicate: 0, ignored: 0, quarantined: 0, rejected: 0, fills: 5 },
  settled: 0,
  asks: false,
  unpacked_from: null,
  problem: null,
  created_at: "2026-11-23T08:00:00Z",
  finished_at: "2026-11-23T08:00:01Z",
};
const received = (id: string): ImportOut => ({ ...SUMMARY, id, state: "review", preview: null });

const arrived = new KeptUploads();
let kept: ImportSummaryOut[] = [];
let keys: (string | null)[] = [];
const server = apiServer(
  on.get("/imports", () => listOf(kept)),
  on.get("/imports/formats", () =>
    listOf([{ key: "schwab_transactions", broker: "Charles Schwab", title: "Transactions", zone: "America/New_York" }]),
  ),
  on.get("/imports/:id", ({ params }) => HttpResponse.json(received(String(params["id"])))),
  ...arrived.handlers,
  on.post("/imports", async ({ request }) => {
    const said = (await request.json()) as { upload_id: string; review: boolean };
    expect(said.review).toBe(true);
    keys.push(request.headers.get("Idempotency-Key"));
    const name = arrived.uploads.get(said.upload_id)?.name ?? "nameless";
    const made = { ...received(`i-${name}`), file_name: name };
    kept = [made, ...kept];
    return HttpResponse.json(made, { status: 202 });
  }),
);

function Page() {
  return (
    <>
      <ImportsPage />
      <PageDrop />
    </>
  );
}

function open() {
  keys = [];
  arrived.clear();
  localStorage.clear();
  return renderPage(Page, "/w/$workspace/imports", "/w/ada/imports");
}
const file = (name: string, text = "a,b\n1,2\n") => new File([text], name, { type: "text/csv" });

it("shows what was brought in before, and where to find the export", async () => {
  kept = [SUMMARY];
  open();
  const row = (await screen.findByRole("link", { name: "old.csv" })).closest("tr") as HTMLElement;
  expect(within(row).getByText("Committed")).toBeVisible();
  expect(within(row).getByText("5 new")).toBeVisible();
  expect(within(row).getByRole("button", { name: "Undo old.csv" })).toBeEnabled();
  expect(screen.queryByText("Accounts › History › Export")).not.toBeInTheDocument();
  await userEvent.type(screen.getByRole("searchbox", { name: "Find your broker" }), "schwab");
  expect(await screen.findByText("Accounts › History › Export")).toBeVisible();
  await userEvent.type(screen.getByRole("searchbox", { name: "Find your broker" }), "x");
  expect(screen.getByText(/^None by that name/)).toBeVisible();
});

it("leads on to the review of a single file", async () => {
  kept = [];
  const { router } = open();
  await userEvent.upload(await screen.findByLabelText("Broker’s files"), file("one.csv"));
  await waitFor(() => {
    expect(router.state.location.pathname).toBe("/w/ada/imports/i-one.csv");
  });
});

it("takes several dropped anywhere, one after the other, and stays", async () => {
  kept = [];
  const { router } = open();
  await screen.findByRole("button", { name: "Choose files" });
  const data = { types: ["Files"], files: [file("one.csv"), file("two.csv")] };
  fireEvent.dragEnter(document.body, { dataTransfer: data });
  expect(screen.getByText("Drop to import")).toBeInTheDocument();
  const drop = createEvent.drop(document.body, { dataTransfer: data });
  fireEvent(document.body, drop);
  expect(drop.defaultPrevented).toBe(true);
  expect(screen.queryByText("Drop to import")).not.toBeInTheDocument();
  expect(await screen.findByRole("link", { name: "one.csv" })).toBeVisible();
  expect(await screen.findByRole("link", { name: "two.csv" })).toBeVisible();
  expect(router.state.location.pathname).toBe("/w/ada/imports");
  expect(new Set(keys).size).toBe(2);
});

it("says why a file was not taken, and sends it again", async () => {
  kept = [];
  server.use(
    on.post("/uploads", () => problem(413, "upload.quota_exceeded", "The workspace's uploads would take too much room.")),
  );
  const { router } = open();
  await userEvent.upload(await screen.findByLabelText("Broker’s files"), file("big.csv"));
  const uploads = await screen.findByRole("list", { name: "Uploads" });
  expect(await within(uploads).findByRole("alert")).toHaveTextContent("would take too much room");
  server.resetHandlers();
  await userEvent.click(within(uploads).getByRole("button", { name: "Try again" }));
  await waitFor(() => {
    expect(router.state.location.pathname).toBe("/w/ada/imports/i-big.csv");
  });
});

it("does not send an empty file", async () => {
  kept = [];
  open();
  await userEvent.upload(await screen.findByLabelText("Broker’s files"), file("none.csv", ""));
  expect(await screen.findByText("The file is empty.")).toBeVisible();
  expect(screen.queryByRole("button", { name: "Try again" })).not.toBeInTheDocument();
  await userEvent.click(screen.getByRole("button", { name: "Dismiss none.csv" }));
  expect(screen.queryByText("none.csv")).not.toBeInTheDocument();
  expect(keys).toEqual([]);
});

it("commits all that were reviewed, oldest first", async () => {
  const reviewed = (id: string, fresh: number): ImportSummaryOut => ({
    ...SUMMARY,
    id,
    state: "review",
    file_name: `${id}.csv`,
    counts: { rows: fresh, new: fresh, duplicate: 0, ignored: 0, quarantined: 0, rejected: 0, fills: fresh },
  });
  kept = [reviewed("newest", 3), reviewed("nothing-new", 0), reviewed("oldest", 2)];
  const committed: string[] = [];
  server.use(
    on.get("/imports/:id", ({ params }) => HttpResponse.json(kept.find((one) => one.id === params["id"]) ?? null)),
    on.post("/imports/:id/commit", ({ params }) => {
      committed.push(String(params["id"]));
      kept = kept.map((one) => (one.id === params["id"] ? { ...one, state: "committed" } : one));
      return HttpResponse.json(kept.find((one) => one.id === params["id"]) ?? null, { status: 202 });
    }),
  );
  open();
  fireEvent.click(await screen.findByText("Commit all 2 reviewed"));
  const question = await screen.findByRole("dialog");
  expect(question).toHaveTextContent(/2.files with 5.new rows/);
  fireEvent.click(within(question).getByText("Commit all"));
  expect(await screen.findByText(/2.imports are in the ledger/)).toBeVisible();
  expect(committed).toEqual(["oldest", "newest"]);
});
