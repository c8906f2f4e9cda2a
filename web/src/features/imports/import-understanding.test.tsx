import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HttpResponse } from "msw";
import { describe, expect, it } from "vitest";
import type { ImportOut } from "../../api/generated";
import { apiServer, listOf, on } from "../../testing/api";
import { importOut } from "../../testing/imports";
import { renderPage } from "../../testing/render-page";
import { ImportPage } from "./import-page";

const { id: ID } = importOut();
const server = apiServer(
  on.get(`/imports/${ID}/notes`, () => listOf([])),
  on.get("/imports", () => listOf([])),
  on.get("/imports/formats", () => listOf([])),
  on.get("/accounts", () => listOf([])),
);

function answering(answer: ImportOut): void {
  server.use(on.get(`/imports/${ID}`, () => HttpResponse.json(answer)));
}

/** What is sent to read the file again; the server then answers with an ordinary review. */
function retries(): unknown[] {
  const bodies: unknown[] = [];
  server.use(
    on.post(`/imports/${ID}/retry`, async ({ request }) => {
      bodies.push(await request.json());
      answering(importOut());
      return HttpResponse.json(importOut({ state: "received", counts: null, preview: null }), { status: 202 });
    }),
  );
  return bodies;
}

const open = () => renderPage(ImportPage, "/w/$workspace/imports/$importId", `/w/ada/imports/${ID}`);

describe("what the review says of the reading", () => {
  it("asks what the file leaves open, and reads it again by the answers", async () => {
    const open_ = importOut({
      asks: true,
      preview: {
        questions: [
          {
            option: "date_order",
            detail: "Is 03/04/2026 written with the day or with the month first?",
            choices: [
              { value: "dmy", meaning: "3 April 2026" },
              { value: "mdy", meaning: "4 March 2026" },
            ],
          },
        ],
      },
    });
    answering(open_);
    const bodies = retries();
    open();
    const form = await screen.findByRole("form", { name: "Questions about the file" });
    expect(screen.getByRole("button", { name: /^Commit/ })).toBeDisabled();
    expect(within(form).getByRole("button", { name: "Read it so" })).toBeDisabled();
    await userEvent.click(within(form).getByRole("radio", { name: "It is 3 April 2026" }));
    await userEvent.click(within(form).getByRole("button", { name: "Read it so" }));
    await waitFor(() => {
      expect(bodies).toEqual([{ review: true, date_order: "dmy" }]);
    });
    expect(await screen.findByRole("button", { name: "Commit 2 new rows" })).toBeEnabled();
    expect(screen.queryByRole("form", { name: "Questions about the file" })).not.toBeInTheDocument();
  });

  it("shows how the table was understood, by whose mapping, and sets that aside", async () => {
    answering(
      importOut({
        preview: {
          manners: {
            columns: [
              { field: "symbol", column: "Was", because: "said" },
              { field: "side", column: "Wie", because: "content" },
            ],
            date_order: { value: "dmy", because: "27/07/2026 can only be read so", proofs: 4 },
            decimal_mark: null,
          },
          saved_mapping: { id: "m-1", name: "march.csv", created_at: "2026-03-05T08:00:00Z" },
          twice: 3,
        },
      }),
    );
    const bodies = retries();
    open();
    expect(await screen.findByText(/^As for your file march.csv of .*2026/)).toBeVisible();
    expect(screen.getByText("27/07/2026 can only be read so, as at least 4 cells say")).toBeVisible();
    expect(screen.getByText("by what stands in it")).toBeVisible();
    expect(screen.getByText(/^3 fills at a clock time that occurred twice/)).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Take the second" }));
    await waitFor(() => {
      expect(bodies).toEqual([{ review: true, repeated_times: "second" }]);
    });
  });

  it("lists the files of an archive, each with its own review", async () => {
    const member = importOut({ id: "01a2-2", file_name: "2026/fills.csv", unpacked_from: ID, preview: null });
    answering(
      importOut({
        state: "unpacked",
        counts: null,
        preview: { left_out: [{ name: ".DS_Store", why: "It is of the computer that made the archive." }] },
        members: [member],
      }),
    );
    open();
    const files = await screen.findByRole("list", { name: "Files of the archive" });
    expect(within(files).getByRole("link", { name: "2026/fills.csv" })).toHaveAttribute("href", "/w/ada/imports/01a2-2");
    expect(within(files).getByText("2 new, 1 ignored, 1 set apart")).toBeVisible();
    expect(within(files).getByText(/was left out. It is of the computer/)).toBeVisible();
    expect(screen.queryByRole("button", { name: /^Commit/ })).not.toBeInTheDocument();
  });
});
