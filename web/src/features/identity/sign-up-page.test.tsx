import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HttpResponse } from "msw";
import { expect, it } from "vitest";
import { heldInvitation, holdAddress, holdToken } from "../../api/held-invitation";
import { apiServer, on } from "../../testing/api";
import { renderPage } from "../../testing/render-page";
import { SignUpPage } from "./sign-up-page";

const sent: unknown[] = [];
apiServer(
  on.post("/auth/register", async ({ request }) => {
    sent.push(await request.json());
    return HttpResponse.json({ sent_to: "eve@example.org" }, { status: 202 });
  }),
);

it("lets whoever is invited register with that address only, and forgets the link", async () => {
  holdToken("#t0ken");
  holdAddress("eve@example.org");
  renderPage(SignUpPage, "/sign-up", "/sign-up?to=/join");
  expect(await screen.findByLabelText("Email")).toHaveValue("eve@example.org");
  expect(screen.getByLabelText("Email")).toHaveAttribute("readonly");
  await userEvent.type(screen.getByLabelText("Password"), "a few plain words");
  await userEvent.click(screen.getByRole("button", { name: "Create the account" }));
  expect(await screen.findByText(/A link is on its way/)).toBeVisible();
  expect(sent).toMatchObject([{ email: "eve@example.org", invitation: "t0ken" }]);
  expect(heldInvitation()).toEqual({ token: "", email: "" });
});
