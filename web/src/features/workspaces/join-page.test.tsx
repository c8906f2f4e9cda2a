import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HttpResponse } from "msw";
import { beforeEach, expect, it, vi } from "vitest";
import type { TokenOut } from "../../api/generated";
import { signedIn, signedOut } from "../../api/session";
import { apiServer, on, problem } from "../../testing/api";
import { renderPage } from "../../testing/render-page";
import { JoinPage } from "./join-page";

const EVE = { user: { id: "u-9", email: "eve@example.org" }, workspaces: [], workspace_id: "w-9" };
let looked: unknown[] = [];
const server = apiServer(
  on.post("/invitations/look", async ({ request }) => {
    looked.push(await request.json());
    return HttpResponse.json({
      workspace: "Desk",
      invited_by: "Ada",
      email: "eve@example.org",
      role: "coach",
      expires_at: "2999-01-01T00:00:00Z",
    });
  }),
  on.get("/auth/me", () => HttpResponse.json(EVE)),
);

beforeEach(() => {
  looked = [];
  signedOut();
});

const leave = vi.fn(() => Promise.resolve());
function open(fragment = "#t0ken") {
  renderPage(() => <JoinPage onSignOut={leave} />, "/join", `/join${fragment}`);
}

it("says who invites to what, and keeps the token out of every address", async () => {
  open();
  expect(await screen.findByRole("heading", { name: "Ada invites you to Desk" })).toBeVisible();
  expect(screen.getByText("Coach")).toBeVisible();
  expect(looked).toEqual([{ token: "t0ken" }]);
  for (const name of ["Sign in", "Create an account"]) {
    const link = screen.getByRole("link", { name });
    expect(link.getAttribute("href")).toContain("join");
    expect(link.getAttribute("href")).not.toContain("t0ken");
  }
});

it("knows the invitation again after the sign-in, whose address has no token", async () => {
  signedIn({ ...EVE, access_token: "a" } as unknown as TokenOut);
  open("");
  expect(await screen.findByRole("button", { name: "Accept the invitation" })).toBeVisible();
  expect(looked).toEqual([{ token: "t0ken" }]);
});

it("offers somebody else to sign out", async () => {
  signedIn({ ...EVE, access_token: "a" } as unknown as TokenOut);
  server.use(on.get("/auth/me", () => HttpResponse.json({ ...EVE, user: { id: "u-1", email: "bob@example.org" } })));
  open();
  await userEvent.click(await screen.findByRole("button", { name: "Sign out" }));
  expect(leave).toHaveBeenCalledOnce();
});

it.each([
  [410, "invitation.used", /accepted already/],
  [410, "invitation.taken_back", /newer one was sent/],
  [410, "invitation.expired", /older than a week/],
  [404, "invitation.not_found", /Is the link whole/],
])("says what became of a link that does not open", async (status, code, words) => {
  server.use(on.post("/invitations/look", () => problem(status, code, "Over.")));
  open();
  expect(await screen.findByText(words)).toBeVisible();
});
