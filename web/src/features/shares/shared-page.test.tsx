import { screen } from "@testing-library/react";
import { HttpResponse } from "msw";
import { expect, it } from "vitest";
import type { SharedTradeOut } from "../../api/generated";
import { apiServer, on, problem } from "../../testing/api";
import { renderPage } from "../../testing/render-page";
import { SharedPage } from "./shared-page";

const TOLD: SharedTradeOut = {
  side: "long",
  symbol: "AAPL",
  asset_class: "stock",
  opened_on: "2026-01-05",
  closed_on: "2026-01-05",
  opened_at: "2026-01-05T15:00:00Z",
  closed_at: "2026-01-05T16:00:00Z",
  quantity: null,
  entry_price: "10",
  exit_price: "10.5",
  results: "r",
  result: "1.64",
  currency: null,
  expires_at: "2026-02-05T00:00:00Z",
};
let asked: unknown[] = [];
const server = apiServer(
  on.post("/shares/open", async ({ request }) => {
    asked.push(await request.json());
    return HttpResponse.json(TOLD);
  }),
);

function open() {
  asked = [];
  renderPage(SharedPage, "/shared", "/shared#t0ken");
}

it("shows what the link tells, asked for by its token", async () => {
  open();
  expect(await screen.findByRole("heading", { name: "AAPL" })).toBeVisible();
  expect(screen.getByText("+1.64 R")).toHaveClass("text-gain");
  expect(screen.getByText("10.5")).toBeVisible();
  expect(screen.queryByText("Size")).not.toBeInTheDocument();
  expect(asked).toEqual([{ token: "t0ken" }]);
});

it("names no symbol, price or minute that is hidden", async () => {
  const hidden = { symbol: null, opened_at: null, closed_at: null, entry_price: null, exit_price: null };
  const told = { ...TOLD, ...hidden, results: "percent", result: "-4.93" };
  server.use(on.post("/shares/open", () => HttpResponse.json(told)));
  open();
  expect(await screen.findByRole("heading", { name: "A stock trade" })).toBeVisible();
  expect(screen.getByText("\u22124.93 %")).toHaveClass("text-loss");
  expect(screen.queryByText("Entry")).not.toBeInTheDocument();
});

it("says of a link that has ended that it has", async () => {
  server.use(on.post("/shares/open", () => problem(404, "share.not_found", "Gone.")));
  open();
  expect(await screen.findByText(/It has ended, or the trade is gone/)).toBeVisible();
});

it("asks whom a link is for to sign in, and knows it again afterwards", async () => {
  server.use(
    on.post("/shares/open", () => problem(401, "session.missing", "Sign in first.")),
    on.post("/auth/refresh", () => problem(401, "session.ended", "Sign in.")),
  );
  open();
  const link = await screen.findByRole("link", { name: "Sign in" });
  expect(link.getAttribute("href")).toContain("shared");
  expect(link.getAttribute("href")).not.toContain("t0ken");
  server.resetHandlers();
  asked = [];
  renderPage(SharedPage, "/shared", "/shared");
  expect(await screen.findByRole("heading", { name: "AAPL" })).toBeVisible();
  expect(asked).toEqual([{ token: "t0ken" }]);
});

it("tells somebody else that it is not for them", async () => {
  server.use(on.post("/shares/open", () => problem(403, "share.for_another", "Not yours.")));
  open();
  expect(await screen.findByText(/with another address than yours/)).toBeVisible();
});
