import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HttpResponse } from "msw";
import { beforeEach, expect, it } from "vitest";
import { apiServer, listOf, on, problem } from "../../testing/api";
import { renderPage } from "../../testing/render-page";
import { MembersPanel } from "./members-panel";

const WORKSPACE = { id: "w-1", slug: "ada", name: "Desk", timezone: "UTC", currency: "USD" };
const member = (id: string, name: string, role: string) => ({
  user_id: id,
  name,
  email: `${name.toLowerCase()}@example.org`,
  role,
  created_at: "2026-01-01T00:00:00Z",
  etag: `"${id}"`,
});

let role = "owner";
let members = [member("u-1", "Ada", "owner"), member("u-2", "Bob", "trader")];
let waiting: object[] = [];
let sent: unknown[] = [];
const server = apiServer(
  on.get("/auth/me", () => HttpResponse.json({ user: { id: "u-1" }, workspaces: [WORKSPACE], workspace_id: "w-1" })),
  on.get("/workspaces/w-1", () => HttpResponse.json({ ...WORKSPACE, role, is_owner: role === "owner", deletes_at: null })),
  on.get("/permissions", () =>
    listOf([
      { permission: "members.write", allows: "Invite and remove members", roles: ["owner", "admin"], for_keys: false },
      { permission: "workspace.own", allows: "Make and unmake owners", roles: ["owner"], for_keys: false },
    ]),
  ),
  on.get("/members", () => listOf(members)),
  on.get("/invitations", () => listOf(waiting)),
  on.patch("/members/:id", async ({ request, params }) => {
    sent.push([params["id"], request.headers.get("If-Match"), await request.json()]);
    members = [member("u-1", "Ada", "owner"), member("u-2", "Bob", "coach")];
    return HttpResponse.json(members[1]);
  }),
  on.delete("/members/:id", () => {
    members = [member("u-1", "Ada", "owner")];
    return new HttpResponse(null, { status: 204 });
  }),
  on.post("/invitations", async ({ request }) => {
    sent.push(await request.json());
    const made = { id: "i-1", email: "eve@example.org", role: "coach", invited_by: "u-1" };
    waiting = [{ ...made, created_at: "2026-01-01T00:00:00Z", expires_at: "2999-01-01T00:00:00Z" }];
    return HttpResponse.json({ ...waiting[0], path: "/join#t0ken" }, { status: 201 });
  }),
);

beforeEach(() => {
  role = "owner";
  members = [member("u-1", "Ada", "owner"), member("u-2", "Bob", "trader")];
  waiting = [];
  sent = [];
});

function open() {
  renderPage(MembersPanel, "/w/$workspace/settings/members", "/w/ada/settings/members");
}

it("changes a role as it was seen, and removes a member after asking", async () => {
  open();
  await userEvent.selectOptions(await screen.findByLabelText("Role of Bob"), "coach");
  expect(await screen.findByText("Bob is Coach now.")).toBeVisible();
  expect(sent).toEqual([["u-2", '"u-2"', { role: "coach" }]]);
  await userEvent.click(screen.getByRole("button", { name: "Remove Bob" }));
  await userEvent.click(await screen.findByRole("button", { name: "Remove member" }));
  expect(await screen.findByText("Bob does not belong to this workspace any more.")).toBeVisible();
  expect(screen.queryByText("bob@example.org")).not.toBeInTheDocument();
});

it("invites by address, and gives the link to send", async () => {
  open();
  await userEvent.click(await screen.findByRole("button", { name: "Invite" }));
  const dialog = await screen.findByRole("dialog", { name: "Invite somebody" });
  await userEvent.type(within(dialog).getByLabelText("Email"), "eve");
  await userEvent.click(within(dialog).getByRole("button", { name: "Invite" }));
  expect(within(dialog).getByText("An e-mail address is needed.")).toBeVisible();
  await userEvent.type(within(dialog).getByLabelText("Email"), "@example.org");
  await userEvent.selectOptions(within(dialog).getByLabelText("Role"), "coach");
  await userEvent.click(within(dialog).getByRole("button", { name: "Invite" }));
  expect(await screen.findByLabelText("Link")).toHaveTextContent(`${location.origin}/join#t0ken`);
  expect(sent).toEqual([{ email: "eve@example.org", role: "coach" }]);
  await userEvent.click(screen.getByRole("button", { name: "Done" }));
  expect(await screen.findByRole("region", { name: "Invited" })).toHaveTextContent("eve@example.org");
});

it("says why the last owner stays one", async () => {
  server.use(on.patch("/members/:id", () => problem(409, "member.last_owner", "A workspace has at least one owner.")));
  open();
  await userEvent.selectOptions(await screen.findByLabelText("Role of Ada"), "viewer");
  expect(await screen.findByText("A workspace has at least one owner.")).toBeVisible();
});

it("offers an admin no owner to make or unmake, and a trader nothing to change", async () => {
  role = "admin";
  open();
  const select = await screen.findByLabelText("Role of Bob");
  expect(within(select).queryByText("Owner")).not.toBeInTheDocument();
  expect(screen.queryByLabelText("Role of Ada")).not.toBeInTheDocument();
});
