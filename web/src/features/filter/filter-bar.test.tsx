import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HttpResponse } from "msw";
import { expect, it } from "vitest";
import { apiServer, listOf, on, problem } from "../../testing/api";
import { renderPage } from "../../testing/render-page";
import { FilterBar } from "./filter-bar";

const FIELDS = [
  { name: "symbol", kind: "symbol", meaning: "the instrument", values: ["AAPL", "TSLA"] },
  { name: "side", kind: "choice", meaning: "long or short", values: ["long", "short"] },
  { name: "pnl", kind: "number", meaning: "net result", values: [] },
];
const asked: string[] = [];
apiServer(
  on.get("/trades/filter-fields", () => listOf(FIELDS)),
  on.get("/trades", ({ request }) => {
    const q = new URL(request.url).searchParams.get("q") ?? "";
    asked.push(q);
    if (q.includes("ten")) {
      const at = q.indexOf("ten") + 1;
      return problem(422, "filter.invalid", "Not a filter.", [
        { pointer: "?q", detail: `Column ${String(at)}: "ten" is not a number.` },
      ]);
    }
    return HttpResponse.json({ items: [], next_cursor: null, total: 7 });
  }),
);

function open(address = "/w/ada/trades") {
  asked.length = 0;
  const { router } = renderPage(FilterBar, "/w/$workspace/trades", address);
  return { user: userEvent.setup(), q: () => (router.state.location.search as { q?: string }).q };
}

it("completes a field and its value by keyboard, and puts it in force", async () => {
  const { user, q } = open();
  const input = await screen.findByRole("combobox", { name: "Filter" });
  await user.type(input, "sym");
  const list = await screen.findByRole("listbox", { name: "Suggestions" });
  expect(within(list).getByRole("option")).toHaveTextContent("symbol");
  await user.keyboard("{Tab}");
  expect(input).toHaveValue("symbol:");
  await user.keyboard("{ArrowDown}{ArrowDown}");
  const active = document.getElementById(input.getAttribute("aria-activedescendant") ?? "");
  expect(active).toHaveTextContent("TSLA");
  expect(active).toHaveAttribute("aria-selected", "true");
  await user.keyboard("{Enter}");
  await waitFor(() => {
    expect(q()).toBe("symbol:TSLA");
  });
  expect(input).toHaveValue("");
  expect(await screen.findByText("7 trades")).toBeVisible();
});

it("shows what is in force as chips, and takes one away", async () => {
  const { user, q } = open("/w/ada/trades?q=side:long pnl>1");
  const [remove] = await screen.findAllByRole("button", { name: /^Remove/ });
  await user.click(remove as HTMLElement);
  await waitFor(() => {
    expect(q()).toBe("pnl>1");
  });
});

it("keeps a filter with a fault back, and puts the caret on the fault", async () => {
  const { user, q } = open("/w/ada/trades?q=side:long");
  const input = await screen.findByRole<HTMLInputElement>("combobox", { name: "Filter" });
  await user.type(input, "pnl>ten{Enter}");
  const fault = await screen.findByRole("alert");
  // Counted in what was typed, not in the whole that was asked.
  expect(fault).toHaveTextContent('Column 5 "ten" is not a number.');
  expect(asked).toContain("side:long pnl>ten");
  expect(q()).toBe("side:long");
  expect(input).toHaveAttribute("aria-invalid", "true");
  expect(input.value.slice(input.selectionStart ?? 0, input.selectionEnd ?? 0)).toBe("ten");
});

it("takes the last condition back into the field to be changed", async () => {
  const { user, q } = open("/w/ada/trades?q=side:long pnl>1");
  const input = await screen.findByRole("combobox", { name: "Filter" });
  await user.click(input);
  await user.keyboard("{Backspace}");
  expect(input).toHaveValue("pnl>1");
  await user.keyboard("0{Enter}");
  await waitFor(() => {
    expect(q()).toBe("side:long pnl>10");
  });
});
