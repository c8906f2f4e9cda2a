import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HttpResponse } from "msw";
import { expect, it } from "vitest";
import type { MappingOut } from "../../api/generated";
import { apiServer, listOf, on } from "../../testing/api";
import { renderPage } from "../../testing/render-page";
import { SavedMappings } from "./saved-mappings";

const MARCH: MappingOut = {
  id: "m-1",
  name: "march.csv",
  columns: ["Was", "Wann"],
  format: "generic_fills",
  mapping: { symbol: "Was" },
  date_order: "dmy",
  decimal_mark: null,
  created_at: "2026-03-05T08:00:00Z",
  used_at: "2026-04-05T08:00:00Z",
};
let saved: MappingOut[] = [];
apiServer(
  on.get("/imports/mappings", () => listOf(saved)),
  on.patch("/imports/mappings/m-1", async ({ request }) => {
    saved = [{ ...MARCH, ...((await request.json()) as { name: string }) }];
    return HttpResponse.json(saved[0]);
  }),
  on.delete("/imports/mappings/m-1", () => {
    saved = [];
    return new HttpResponse(null, { status: 204 });
  }),
);

it("renames and forgets what was said of a table", async () => {
  saved = [MARCH];
  renderPage(SavedMappings, "/w/$workspace/imports", "/w/ada/imports");
  await userEvent.click(await screen.findByText("Tables whose columns you named"));
  const list = screen.getByRole("list", { name: "Saved columns" });
  expect(within(list).getByText(/^Was, Wann · used .*2026/)).toBeVisible();
  await userEvent.click(within(list).getByRole("button", { name: "Rename" }));
  await userEvent.clear(within(list).getByLabelText("Name"));
  await userEvent.type(within(list).getByLabelText("Name"), "My bank");
  await userEvent.click(within(list).getByRole("button", { name: "Save" }));
  expect(await screen.findByText("My bank")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Forget" }));
  await waitFor(() => {
    expect(screen.queryByText("My bank")).not.toBeInTheDocument();
  });
});
