import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HttpResponse } from "msw";
import { beforeEach, expect, it } from "vitest";
import type { AuditEntryOut } from "../../api/generated";
import { apiServer, listOf, on, problem } from "../../testing/api";
import { renderPage } from "../../testing/render-page";
import { AuditPanel } from "./audit-panel";

const WORKSPACE = { id: "w-1", slug: "ada", name: "Desk", timezone: "UTC", currency: "USD" };
const VOIDED: AuditEntryOut = {
  seq: 2,
  at: "2026-03-02T14:30:00Z",
  person: "u-2",
  key: null,
  action: "executions.void",
  noun: "execution",
  object: "01a20987-e219-742e-9b2a-b2823e5fd74e",
  result: "done",
  reason: "",
  address: "192.0.2.7",
  request: "r-77",
  changes: { price: ["10.5", null] },
  prev: "00",
  hash: "abcd",
};
const REFUSED: AuditEntryOut = { ...VOIDED, seq: 1, action: "access.refuse", result: "refused", reason: "access.not_allowed", changes: {} };

let role = "owner";
let kept: AuditEntryOut[] = [];
let asked: string[] = [];
const server = apiServer(
  on.get("/auth/me", () => HttpResponse.json({ user: { id: "u-1" }, workspaces: [WORKSPACE], workspace_id: "w-1" })),
  on.get("/workspaces/w-1", () => HttpResponse.json({ ...WORKSPACE, role, is_owner: role === "owner", deletes_at: null })),
  on.get("/permissions", () =>
    listOf([
      { permission: "audit.read", allows: "Read the log", roles: ["owner", "admin", "risk"], for_keys: true },
      { permission: "members.read", allows: "See members", roles: ["owner"], for_keys: false },
    ]),
  ),
  on.get("/members", () => listOf([{ user_id: "u-1", name: "Ada" }, { user_id: "u-2", name: "Bob" }])),
  on.get("/audit-entries/actions", () =>
    listOf([
      { action: "executions.void", noun: "execution", chain: "workspace", words: "A fill was voided" },
      { action: "auth.sign_in", noun: "session", chain: "person", words: "Somebody signed in" },
    ]),
  ),
  on.get("/audit-entries/verification", () =>
    HttpResponse.json({ entries: 2, is_whole: true, first_bad: null, what: null }),
  ),
  on.get("/audit-entries", ({ request }) => {
    asked.push(new URL(request.url).search);
    return listOf(kept);
  }),
);

beforeEach(() => {
  role = "owner";
  kept = [VOIDED, REFUSED];
  asked = [];
});

const show = () => renderPage(AuditPanel, "/w/$workspace/settings/audit", "/w/ada/settings/audit");

it("shows who did what, and a row opens to what changed", async () => {
  show();
  const table = await screen.findByRole("table", { name: "Who did what, newest first" });
  const [, first, second] = within(table).getAllByRole("row");
  expect(first).toHaveTextContent("Bob");
  expect(first).toHaveTextContent("Executions: void");
  expect(second).toHaveTextContent("Refused");
  await userEvent.click(within(table).getByRole("button", { name: "Details of entry 2, Executions: void" }));
  const changes = within(table).getByRole("table", { name: "What changed" });
  expect(changes).toHaveTextContent("Price10.5–");
  expect(table).toHaveTextContent("A fill was voided.");
  expect(table).toHaveTextContent("r-77");
});

it("asks for what the filter says, and offers to show everything where there is nothing", async () => {
  show();
  await screen.findByRole("table");
  kept = [];
  await userEvent.selectOptions(screen.getByLabelText("About"), "Executions");
  await userEvent.selectOptions(screen.getByLabelText("Result"), "Refused");
  await screen.findByText("Nothing like that was written down");
  expect(asked.at(-1)).toContain("whose=workspace&action=executions&result=refused");
  kept = [VOIDED];
  await userEvent.click(screen.getByRole("button", { name: "Show everything" }));
  await screen.findByRole("table");
});

it("says whether the chain is whole once it is asked", async () => {
  show();
  await userEvent.click(await screen.findByRole("button", { name: "Check the chain" }));
  expect(await screen.findByText("All 2 entries are as they were written")).toBeVisible();
});

it("shows a trader only what concerns themselves", async () => {
  role = "trader";
  show();
  expect(await screen.findByText(/What you did about yourself/)).toBeVisible();
  await screen.findByRole("table");
  expect(asked.every((one) => one.includes("whose=me"))).toBe(true);
  expect(screen.queryByLabelText("About")).toBeNull();
});

it("tells what went wrong, and tries again", async () => {
  server.use(on.get("/audit-entries", () => problem(503, "database.unavailable", "The database does not answer."), ));
  show();
  expect(await screen.findByText("The database does not answer.", {}, { timeout: 10_000 })).toBeVisible();
}, 15_000);
