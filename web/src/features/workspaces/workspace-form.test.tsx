import { fireEvent, screen } from "@testing-library/react";
import { HttpResponse } from "msw";
import { expect, it } from "vitest";
import { apiServer, on, problem } from "../../testing/api";
import { renderPage } from "../../testing/render-page";
import { WorkspaceForm } from "./workspace-form";

const WORKSPACE = {
  id: "w-1",
  slug: "ada",
  name: "Ada’s desk",
  timezone: "America/New_York",
  currency: "USD",
  files_kept_days: 0,
  ledger_version: 1,
  created_at: "2026-01-01T00:00:00Z",
};
const server = apiServer(
  on.get("/auth/me", () => HttpResponse.json({ user: {}, workspaces: [WORKSPACE], workspace_id: "w-1" })),
  on.get("/workspaces/w-1", () => HttpResponse.json(WORKSPACE)),
  on.patch("/workspaces/w-1", async ({ request }) => HttpResponse.json({ ...WORKSPACE, ...((await request.json()) as object) })),
);

async function rename(name: string): Promise<void> {
  renderPage(WorkspaceForm, "/w/$workspace/settings", "/w/ada/settings");
  const field = await screen.findByLabelText("Name");
  expect(screen.getByRole("button", { name: "Save workspace" })).toBeDisabled();
  fireEvent.change(field, { target: { value: name } });
  fireEvent.click(screen.getByRole("button", { name: "Save workspace" }));
}

it("saves what was changed, and has nothing more to save", async () => {
  await rename("Desk of mine");
  expect(await screen.findByText("The workspace is changed.")).toBeVisible();
  expect(screen.getByLabelText("Name")).toHaveValue("Desk of mine");
  expect(screen.getByRole("button", { name: "Save workspace" })).toBeDisabled();
});

it("refuses an empty name itself, and passes on what the server refuses", async () => {
  await rename("  ");
  expect(await screen.findByText("A name is needed.")).toBeVisible();
  server.use(
    on.patch("/workspaces/w-1", () =>
      problem(422, "request.invalid", "Not valid.", [{ pointer: "/timezone", detail: "There is no such zone." }]),
    ),
  );
  fireEvent.change(screen.getByLabelText("Name"), { target: { value: "Desk" } });
  fireEvent.click(screen.getByRole("button", { name: "Save workspace" }));
  expect(await screen.findByText("There is no such zone.")).toBeVisible();
  expect(screen.getByLabelText("Time zone")).toBeInvalid();
});
