import { fireEvent, screen } from "@testing-library/react";
import { HttpResponse } from "msw";
import { expect, it } from "vitest";
import { apiServer, on, problem } from "../../testing/api";
import { renderPage } from "../../testing/render-page";
import { PasswordForm } from "./password-form";

let asked = 0;
const server = apiServer(
  on.get("/auth/me", () => HttpResponse.json({ user: { email: "ada@example.org" }, workspaces: [], workspace_id: "w-1" })),
  on.post("/auth/password", () => {
    asked += 1;
    return new HttpResponse(null, { status: 204 });
  }),
);

async function submit(current: string, next: string): Promise<void> {
  asked = 0;
  renderPage(PasswordForm, "/settings", "/settings");
  fireEvent.change(await screen.findByLabelText("Current password"), { target: { value: current } });
  fireEvent.change(screen.getByLabelText("New password"), { target: { value: next } });
  fireEvent.click(screen.getByRole("button", { name: "Change password" }));
}

it("states the rule before, and holds to it", async () => {
  await submit("correct horse", "short");
  expect(await screen.findByText("A password has at least 8 characters.")).toBeVisible();
  expect(screen.getByLabelText("New password")).toHaveAccessibleDescription(/At least 8 characters\./);
  expect(asked).toBe(0);
});

it("changes the password, says what follows, and forgets what was typed", async () => {
  await submit("correct horse", "battery staple");
  expect(await screen.findByText(/Your other sessions are over/)).toBeVisible();
  expect(screen.getByLabelText("Current password")).toHaveValue("");
});

it("says at its field that the current one is wrong, asking once only", async () => {
  server.use(
    on.post("/auth/password", () => {
      asked += 1;
      return problem(401, "identity.login_refused", "The password is not right.");
    }),
  );
  await submit("wrong", "battery staple");
  expect(await screen.findByText("The password is not right.")).toBeVisible();
  expect(screen.getByLabelText("Current password")).toBeInvalid();
  expect(asked).toBe(1);
});
