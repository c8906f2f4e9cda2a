import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HttpResponse } from "msw";
import { beforeEach, expect, it } from "vitest";
import type { ApiKeyOut } from "../../api/generated";
import { apiServer, listOf, on } from "../../testing/api";
import { renderPage } from "../../testing/render-page";
import { KeysPanel } from "./keys-panel";

const WORKSPACE = { id: "w-1", slug: "ada", name: "Desk", timezone: "UTC", currency: "USD" };
const KEY: ApiKeyOut = {
  id: "k-1",
  name: "Folder",
  scopes: ["imports.write"],
  hint: "x7Rk",
  created_by: "u-1",
  created_at: "2026-01-01T00:00:00Z",
  rotated_at: null,
  former_until: null,
  expires_at: "2999-01-01T00:00:00Z",
  last_used_at: null,
  revoked_at: null,
};
const permission = (name: string, roles: string[], forKeys = true) => ({
  permission: name,
  allows: `What ${name} allows`,
  roles,
  for_keys: forKeys,
});

let kept: ApiKeyOut[] = [];
let sent: unknown[] = [];
apiServer(
  on.get("/auth/me", () => HttpResponse.json({ user: { id: "u-1" }, workspaces: [WORKSPACE], workspace_id: "w-1" })),
  on.get("/workspaces/w-1", () => HttpResponse.json({ ...WORKSPACE, role: "trader", is_owner: false, deletes_at: null })),
  on.get("/permissions", () =>
    listOf([
      permission("imports.write", ["owner", "trader"]),
      permission("trades.read", ["owner", "trader", "viewer"]),
      permission("workspace.write", ["owner"]),
      permission("api_keys.write", ["owner", "trader"], false),
    ]),
  ),
  on.get("/members", () => listOf([])),
  on.get("/api-keys", () => listOf(kept)),
  on.post("/api-keys", async ({ request }) => {
    sent.push(await request.json());
    kept = [KEY];
    return HttpResponse.json({ ...KEY, secret: "tsk_secret" }, { status: 201 });
  }),
  on.post("/api-keys/:id/rotate", async ({ request }) => {
    sent.push(await request.json());
    kept = [{ ...KEY, hint: "new1", former_until: "2998-01-01T00:00:00Z" }];
    return HttpResponse.json({ ...kept[0], secret: "tsk_second" });
  }),
  on.delete("/api-keys/:id", () => {
    kept = [{ ...KEY, revoked_at: "2026-01-02T00:00:00Z" }];
    return new HttpResponse(null, { status: 204 });
  }),
);

beforeEach(() => {
  kept = [];
  sent = [];
});

function open() {
  renderPage(KeysPanel, "/w/$workspace/settings/api-keys", "/w/ada/settings/api-keys");
}

it("makes a key for a purpose and shows its secret, this once", async () => {
  open();
  await userEvent.click(await screen.findByRole("button", { name: "New API key" }));
  const dialog = await screen.findByRole("dialog", { name: "New API key" });
  await userEvent.click(within(dialog).getByRole("button", { name: "Make key" }));
  expect(within(dialog).getByText("A name is needed.")).toBeVisible();
  await userEvent.type(within(dialog).getByLabelText("Name"), "Folder");
  await userEvent.click(within(dialog).getByRole("button", { name: "Make key" }));
  const secret = await screen.findByRole("dialog", { name: "The secret of Folder" });
  expect(within(secret).getByLabelText("Secret")).toHaveTextContent("tsk_secret");
  expect(sent).toEqual([{ name: "Folder", scopes: ["imports.write"], expires_in_days: 90 }]);
  await userEvent.click(within(secret).getByRole("button", { name: "Done" }));
  expect(screen.queryByText(/tsk_secret/)).not.toBeInTheDocument();
  expect(await screen.findByText("tsk_…x7Rk")).toBeVisible();
  expect(screen.getByText(/Never used/)).toBeVisible();
});

it("offers one by one only what the reader's role has", async () => {
  open();
  await userEvent.click(await screen.findByRole("button", { name: "New API key" }));
  await userEvent.selectOptions(await screen.findByLabelText("What it is for"), "own");
  expect(screen.getAllByRole("checkbox").map((box) => box.getAttribute("aria-describedby") !== null)).toEqual([true, true]);
  expect(screen.queryByLabelText("What workspace.write allows")).not.toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Make key" })).toBeDisabled();
  await userEvent.click(screen.getByLabelText("What trades.read allows"));
  expect(screen.getByRole("button", { name: "Make key" })).toBeEnabled();
});

it("rotates a key, and says until when the secret before works", async () => {
  kept = [KEY];
  open();
  await userEvent.click(await screen.findByRole("button", { name: "Rotate Folder" }));
  await userEvent.selectOptions(await screen.findByLabelText("The present secret"), "168");
  await userEvent.click(screen.getByRole("button", { name: "Rotate key" }));
  expect(await screen.findByLabelText("Secret")).toHaveTextContent("tsk_second");
  expect(sent).toEqual([{ overlap_hours: 168 }]);
  await userEvent.click(screen.getByRole("button", { name: "Done" }));
  expect(await screen.findByText(/The secret before works until/)).toBeVisible();
});

it("revokes a key after asking", async () => {
  kept = [KEY];
  open();
  await userEvent.click(await screen.findByRole("button", { name: "Revoke Folder" }));
  await userEvent.click(await screen.findByRole("button", { name: "Revoke key" }));
  expect(await screen.findByText("No program has a key")).toBeVisible();
  await userEvent.click(screen.getByText("Revoked and expired"));
  expect(screen.getByText("Revoked")).toBeVisible();
  expect(screen.queryByRole("button", { name: "Revoke Folder" })).not.toBeInTheDocument();
});
