import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HttpResponse } from "msw";
import { describe, expect, it } from "vitest";
import type { ImportOut, NoteOut } from "../../api/generated";
import { apiServer, listOf, on, problem } from "../../testing/api";
import { importOut } from "../../testing/imports";
import { renderPage } from "../../testing/render-page";
import { ImportPage } from "./import-page";

const { id: ID } = importOut();
const NOTES: NoteOut[] = [
  { line: 3, verdict: "quarantined", code: "execution.nothing_open", reason: "Closes without an opening", detail: "Closes WOMB, but nothing is open.", raw: "WOMB,-50", proposals: ["opening", "ignore"], settled: null },
  { line: 4, verdict: "ignored", code: "cash.dividend", reason: "Dividend", detail: "A dividend.", raw: "DIV,1", proposals: [], settled: null },
];

const server = apiServer(
  on.get(`/imports/${ID}/notes`, ({ request }) => {
    const verdict = new URL(request.url).searchParams.get("verdict");
    return listOf(NOTES.filter((note) => verdict === null || note.verdict === verdict));
  }),
  on.get("/imports", () => listOf([])),
  on.get("/imports/formats", () => listOf([])),
  on.get("/accounts", () => listOf([])),
);

/** The server answers these one after the other, and the last for good. */
function answering(...answers: ImportOut[]): void {
  let asked = 0;
  server.use(
    on.get(`/imports/${ID}`, () => {
      const answer = answers[Math.min(asked, answers.length - 1)];
      asked += 1;
      return HttpResponse.json(answer);
    }),
  );
}

const open = () => renderPage(ImportPage, "/w/$workspace/imports/$importId", `/w/ada/imports/${ID}`);

describe("an import's page", () => {
  it("follows the reading until there is something to review", async () => {
    answering(
      importOut({ state: "parsing", phase: "reading", counts: null, preview: null, rows_read: 2 }),
      importOut({ state: "parsing", phase: "deriving", counts: null, preview: null }),
      importOut(),
    );
    open();
    expect(await screen.findByText("Reading the file")).toBeVisible();
    expect(screen.getByRole("button", { name: "Cancel" })).toBeEnabled();
    expect(await screen.findByText("Nothing is stored yet.")).toBeVisible();
    expect(screen.queryByRole("region", { name: "Progress" })).not.toBeInTheDocument();
    expect(screen.getByText("Interactive Brokers U1").parentElement).toHaveTextContent("New");
  });

  it("commits, waits for the end, and offers the way back", async () => {
    answering(importOut());
    let commits = 0;
    server.use(
      on.post(`/imports/${ID}/commit`, ({ request }) => {
        expect(request.headers.get("Idempotency-Key")).toBeTruthy();
        commits += 1;
        answering(importOut({ state: "committing", phase: "deriving" }), importOut({ state: "committed" }));
        return HttpResponse.json(importOut({ state: "committing", phase: "reading" }), { status: 202 });
      }),
    );
    open();
    await userEvent.click(await screen.findByRole("button", { name: "Commit 2 new rows" }));
    expect(await screen.findByRole("button", { name: "Undo import" })).toBeVisible();
    expect(await screen.findByText("fills.csv is in the ledger.")).toBeVisible();
    expect(commits).toBe(1);
    expect(screen.queryByRole("button", { name: /^Commit/ })).not.toBeInTheDocument();
  });

  it("asks before it undoes, and follows that too", async () => {
    answering(importOut({ state: "committed" }));
    server.use(
      on.post(`/imports/${ID}/undo`, () => {
        answering(importOut({ state: "committed", phase: "undoing" }), importOut({ state: "undone" }));
        return HttpResponse.json(importOut({ state: "committed", phase: "undoing" }), { status: 202 });
      }),
    );
    open();
    await userEvent.click(await screen.findByRole("button", { name: "Undo import" }));
    const asked = await screen.findByRole("dialog", { name: "Undo this import?" });
    await userEvent.click(within(asked).getByRole("button", { name: "Undo import" }));
    expect(await screen.findByText("Undone")).toBeVisible();
    expect(screen.getByRole("button", { name: "Read again" })).toBeEnabled();
  });

  it("shows rows of one verdict at a time, the ones to act on first", async () => {
    answering(importOut());
    open();
    const rows = await screen.findByRole("list", { name: "Rows that became no fill" });
    expect(await within(rows).findByText(/Closes WOMB/)).toBeVisible();
    expect(within(rows).queryByText(/A dividend/)).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole("radio", { name: "All 2" }));
    expect(await within(rows).findByText(/A dividend/)).toBeVisible();
    await userEvent.click(screen.getByRole("radio", { name: "Ignored 1" }));
    await waitFor(() => {
      expect(within(rows).queryByText(/Closes WOMB/)).not.toBeInTheDocument();
    });
  });

  it("has an unknown table's columns named, and sends them", async () => {
    const failed = importOut({
      state: "failed",
      counts: null,
      problem: { code: "import.format_unknown", title: "No known layout fits this file.", detail: "" },
      preview: {
        columns: ["Wann", "Was", "Wohin", "Wieviel", "Wert"],
        sample: [["2026-01-05 09:31", "AAPL", "buy", "1", "2"]],
        proposal: { symbol: "Was", when: "Wann", side: "Wohin" },
      },
    });
    answering(failed);
    let sent: unknown;
    server.use(
      on.post(`/imports/${ID}/retry`, async ({ request }) => {
        sent = await request.json();
        answering(importOut());
        return HttpResponse.json(importOut({ state: "received", counts: null, preview: null }), { status: 202 });
      }),
    );
    open();
    const read = await screen.findByRole("button", { name: "Read with these columns" });
    expect(read).toBeDisabled();
    expect(screen.getByText("Still needed: Quantity, Price.")).toBeVisible();
    await userEvent.selectOptions(screen.getByLabelText("Quantity"), "Wieviel");
    await userEvent.selectOptions(screen.getByLabelText("Price"), "Wert");
    await userEvent.click(read);
    expect(await screen.findByText("Nothing is stored yet.")).toBeVisible();
    expect(sent).toMatchObject({
      format: "generic_fills",
      review: true,
      mapping: { symbol: "Was", when: "Wann", side: "Wohin", quantity: "Wieviel", price: "Wert" },
    });
  });

  it("settles a row that is set apart", async () => {
    answering(importOut({ state: "committed" }));
    let sent: unknown;
    server.use(
      on.post(`/imports/${ID}/settle`, async ({ request }) => {
        sent = await request.json();
        return HttpResponse.json(importOut({ state: "committed", phase: "settling" }), { status: 202 });
      }),
    );
    open();
    await userEvent.click(await screen.findByRole("button", { name: "It opens: line 3" }));
    await waitFor(() => {
      expect(sent).toEqual({ rows: [{ line: 3, as: "opening" }] });
    });
  });

  it("says why a commit was refused", async () => {
    answering(importOut());
    server.use(on.post(`/imports/${ID}/commit`, () => problem(409, "import.state_wrong", "Not possible in its present state.")));
    open();
    await userEvent.click(await screen.findByRole("button", { name: "Commit 2 new rows" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("Not possible in its present state.");
    expect(screen.getByRole("alert")).toHaveTextContent("r-1");
  });

  it("says that there is no such import", async () => {
    server.use(on.get(`/imports/${ID}`, () => problem(404, "import.not_found", "There is no such import in this workspace.")));
    open();
    expect(await screen.findByText("There is no such import in this workspace.")).toBeVisible();
    expect(screen.getByRole("button", { name: "Try again" })).toBeEnabled();
  });

  it("takes back what was said of a row, and of all alike", async () => {
    const told: NoteOut = { line: 3, verdict: "remark", code: "row.opens", reason: "Opens, as you said", detail: "", raw: "WOMB,-50", proposals: [], settled: "opening" };
    const said: unknown[] = [];
    answering(importOut({ settled: 2 }));
    server.use(
      on.get(`/imports/${ID}/notes`, ({ request }) =>
        listOf(new URL(request.url).searchParams.get("settled") === "true" ? [told, { ...told, line: 5 }] : NOTES),
      ),
      on.post(`/imports/${ID}/settle`, async ({ request }) => {
        said.push(await request.json());
        return HttpResponse.json(importOut({ settled: 2 }), { status: 202 });
      }),
    );
    open();
    const panel = await screen.findByRole("region", { name: "Rows you settled" });
    await userEvent.click(await within(panel).findByRole("button", { name: "Take back: line 5" }));
    await waitFor(() => {
      expect(screen.getByRole("button", { name: "Take back all that open" })).toBeEnabled();
    });
    await userEvent.click(screen.getByRole("button", { name: "Take back all that open" }));
    await waitFor(() => {
      expect(said).toEqual([{ rows: [{ line: 5, as: null }] }, { all: [{ code: "row.opens", as: null }] }]);
    });
  });
});
