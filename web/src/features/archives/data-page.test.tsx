import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HttpResponse } from "msw";
import { describe, expect, it } from "vitest";
import type { ArchiveOut } from "../../api/generated";
import { apiServer, listOf, on, problem } from "../../testing/api";
import { renderPage } from "../../testing/render-page";
import { DataPage } from "./data-page";

const ARCHIVE: ArchiveOut = {
  id: "a-1",
  way: "out",
  state: "done",
  file_name: "desk-2026-11-23.zip",
  file_bytes: 1_500,
  sha256: "00",
  phase: "",
  rows_done: 0,
  counts: { tables: { executions: 3, accounts: 1 }, files: 1, trades: null },
  problem: null,
  created_at: "2026-11-23T08:00:00Z",
  finished_at: "2026-11-23T08:00:01Z",
};
const ACCOUNT = { id: "acc-1", name: "Margin" };

const server = apiServer(
  on.get("/archives", () => listOf([])),
  on.get("/accounts", () => listOf([])),
  on.get("/imports", () => listOf([])),
);

const open = () => renderPage(DataPage, "/w/$workspace/settings/data", "/w/ada/settings/data");

describe("the data page", () => {
  it("teaches where nothing was exported, exports, and follows it to its end", async () => {
    let state: ArchiveOut["state"] | null = null;
    server.use(
      on.get("/archives", () => {
        if (state === null) return listOf([]);
        const one = { ...ARCHIVE, state, counts: state === "done" ? ARCHIVE.counts : null };
        state = state === "waiting" ? "running" : "done";
        return listOf([one]);
      }),
      on.post("/archives", ({ request }) => {
        expect(request.headers.get("Idempotency-Key")).toBeTruthy();
        state = "waiting";
        return HttpResponse.json({ ...ARCHIVE, state: "waiting" }, { status: 202 });
      }),
    );
    open();
    expect(await screen.findByText("Nothing was exported yet")).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Export everything" }));
    expect(await screen.findByText("Waiting")).toBeVisible();
    expect(screen.getByRole("button", { name: "Export everything" })).toBeDisabled();
    expect(await screen.findByText("Ready", {}, { timeout: 4_000 })).toBeVisible();
    expect(screen.getByText("desk-2026-11-23.zip is ready.")).toBeVisible();
    expect(screen.getByText(/1 account, 3 fills, 1.file/)).toBeVisible();
    expect(screen.getByRole("button", { name: "Download desk-2026-11-23.zip" })).toBeEnabled();
  });

  it("tells what went wrong, and asks again when told to", async () => {
    let asked = 0;
    server.use(
      on.get("/archives", () => {
        asked += 1;
        return asked === 1
          ? problem(403, "access.not_allowed", "Your role does not allow this.")
          : listOf([{ ...ARCHIVE, state: "failed", counts: null, problem: { code: "archive.crashed", title: "The archive could not be finished.", detail: "It was logged." } }]);
      }),
    );
    open();
    await userEvent.click(await screen.findByRole("button", { name: "Try again" }));
    expect(await screen.findByText("The archive could not be finished.")).toBeVisible();
    expect(screen.queryByRole("button", { name: /^Download/ })).not.toBeInTheDocument();
  });

  it("restores into an empty workspace only", async () => {
    server.use(on.get("/accounts", () => listOf([ACCOUNT])));
    open();
    const panel = await screen.findByRole("region", { name: "Restore an archive" });
    expect(await within(panel).findByText(/Only into an empty workspace/)).toBeVisible();
    expect(within(panel).queryByRole("button")).not.toBeInTheDocument();
  });

  it("does not send what is no archive", async () => {
    open();
    await userEvent.upload(await screen.findByLabelText("Archive to restore"), new File(["Date,Symbol"], "fills.zip"));
    expect(await screen.findByText("That is no archive of a workspace.")).toBeVisible();
    await waitFor(() => {
      expect(screen.queryByRole("button", { name: "Restore it here" })).not.toBeInTheDocument();
    });
  });
});
