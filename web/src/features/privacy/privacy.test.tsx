import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HttpResponse } from "msw";
import { beforeEach, expect, it } from "vitest";
import type { ConsentOut, ErasureOut } from "../../api/generated";
import { apiServer, listOf, on, problem } from "../../testing/api";
import { renderPage } from "../../testing/render-page";
import { ConsentsPanel } from "./consents-panel";
import { ErasurePanel } from "./erasure-panel";
import { ExportsPanel } from "./exports-panel";
import { exportNote, keptFor } from "./privacy-view";

const MINE = { id: "w-1", slug: "ada", name: "Desk", fate: "goes" } as const;
const FREE: ErasureOut = { deletes_at: null, grace_days: 7, workspaces: [MINE] };

let foreseen = FREE;
let sent: unknown[] = [];
let consents: ConsentOut[] = [];
const server = apiServer(
  on.get("/auth/me", () => HttpResponse.json({ user: { id: "u-1", email: "ada@example.org" }, workspaces: [] })),
  on.get("/privacy/erasure", () => HttpResponse.json(foreseen)),
  on.get("/privacy/exports", () => listOf([])),
  on.get("/privacy/consents", () => HttpResponse.json({ items: consents, history: [], next_cursor: null })),
  on.post("/privacy/erasure", async ({ request }) => {
    sent.push(await request.json());
    return problem(409, "erasure.hand_over_first", "Hand it over first.");
  }),
  on.put("/privacy/consents/terms", async ({ request }) => {
    sent.push(await request.json());
    consents = consents.map((one) => ({ ...one, is_given: true }));
    return new HttpResponse(null, { status: 204 });
  }),
);

beforeEach(() => {
  foreseen = FREE;
  sent = [];
  consents = [];
});

const open = (Panel: () => React.ReactNode) => renderPage(Panel, "/w/$workspace/settings/privacy", "/w/ada/settings/privacy");

it("deletes nothing before the address is typed, and says what the server refuses", async () => {
  open(ErasurePanel);
  await userEvent.click(await screen.findByRole("button", { name: "Delete account" }));
  const dialog = await screen.findByRole("dialog", { name: "Delete your account?" });
  expect(within(dialog).getByText("Deleted with you")).toBeVisible();
  const sure = within(dialog).getByRole("button", { name: "Delete account" });
  const field = await within(dialog).findByLabelText("Type ada@example.org to confirm");
  await userEvent.type(field, "ada@example.or");
  expect(sure).toBeDisabled();
  await userEvent.type(field, "g{Enter}");
  expect(await within(dialog).findByText("Hand it over first.", { selector: "p, span, strong, div" })).toBeVisible();
  expect(sent).toEqual([{ email: "ada@example.org" }]);
});

it("leads to the workspace that has to be handed over first", async () => {
  foreseen = { ...FREE, workspaces: [{ ...MINE, fate: "hand_over" }] };
  open(ErasurePanel);
  await userEvent.click(await screen.findByRole("button", { name: "Delete account" }));
  const dialog = await screen.findByRole("dialog");
  expect(within(dialog).getByRole("link", { name: "Hand it over first" })).toHaveAttribute("href", "/w/ada/settings#end");
  expect(within(dialog).queryByLabelText(/to confirm/)).toBeNull();
  expect(within(dialog).getByRole("button", { name: "Delete account" })).toBeDisabled();
});

it("lets keep an account that is about to go", async () => {
  foreseen = { ...FREE, deletes_at: "2026-11-30T12:00:00Z" };
  open(ErasurePanel);
  expect(await screen.findByRole("button", { name: "Keep my account" })).toBeVisible();
  expect(screen.queryByRole("button", { name: "Delete account" })).toBeNull();
});

it("says why an export could not be begun", async () => {
  server.use(on.post("/privacy/exports", () => problem(503, "database.unavailable", "The database does not answer.")));
  open(ExportsPanel);
  const begin = await screen.findByRole("button", { name: "Export" });
  await waitFor(() => {
    expect(begin).toBeEnabled();
  });
  await userEvent.click(begin);
  expect((await screen.findAllByText(/The database does not answer/))[0]).toBeVisible();
});

it("asks for what is not agreed to yet, and withdraws what may be withdrawn only", async () => {
  const terms = { kind: "terms", url: "https://trades.example/terms", version: "2", is_required: true } as const;
  consents = [{ ...terms, is_given: false }];
  open(ConsentsPanel);
  expect(await screen.findByText("Not agreed yet")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Agree: Terms of use" }));
  expect(await screen.findByText("Agreed")).toBeVisible();
  expect(sent).toEqual([{ version: "2" }]);
  expect(screen.queryByRole("button", { name: /Terms of use/ })).toBeNull();
});

it("counts rows and time as people do", () => {
  const counts = { tables: { users: 1, sessions: 4 }, workspaces: 1, uploads: 0 };
  expect(exportNote({ counts })).toBe("5\u00a0rows about you, 1\u00a0workspace");
  expect([0, 1, 72, 720].map(keptFor)).toEqual(["At once", "1\u00a0hour", "3\u00a0days", "30\u00a0days"]);
});
