import { expect, figure, test, written } from "./harness/test";

interface Listed {
  items: { id: string; symbol: string; net: string; entry_price: string; side: string }[];
  total?: number;
}

test("filters with completion, sorts by several columns, and totals what the API totals", async ({ page, demo }) => {
  await page.goto(`/w/${demo.slug}/trades`);
  const table = page.getByRole("grid", { name: "Trades" });
  await expect(table.getByRole("row").nth(1)).toBeVisible();

  await page.keyboard.press("/");
  const filter = page.getByRole("combobox", { name: "Filter" });
  await expect(filter).toBeFocused();
  await page.keyboard.type("symbol:ts");
  const suggestions = page.getByRole("listbox", { name: "Suggestions" });
  await expect(suggestions.getByRole("option").first()).toContainText("TSLA");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/[?&]q=symbol:TSLA(?:&|$)/);

  const found = await demo.get<Listed>("/trades?q=symbol:TSLA&include=total&limit=1");
  const net = await figure(demo, "net_pnl", "symbol:TSLA");
  const totals = page.getByRole("row", { name: "Totals of the closed trades" });
  await expect(totals).toContainText(`${String(found.total)}\u00a0trades`);
  await expect(totals).toContainText(written(net.value));
  await expect(table).toHaveAttribute("aria-rowcount", String((found.total ?? 0) + 2));

  await table.getByRole("button", { name: /^Net/ }).click();
  await expect(table.getByRole("columnheader", { name: /^Net/ })).toHaveAttribute("aria-sort", "descending");
  const best = await demo.get<Listed>("/trades?q=symbol:TSLA&sort=-net&limit=1");
  await expect(table.getByRole("row").nth(1)).toContainText(written(best.items[0]?.net ?? ""));

  await table.getByRole("button", { name: /^Held/ }).click({ modifiers: ["Shift"] });
  await expect(page).toHaveURL(/sort=-net,-held/);
  await expect(table.getByRole("columnheader", { name: /^Held/ })).toHaveAttribute("aria-sort", "descending");
});

test.describe("a filter with a fault", () => {
  test.use({ expectedErrors: [/status of 422/] });

  test("is refused where it was typed, and takes effect once it is mended", async ({ page, demo }) => {
    await page.goto(`/w/${demo.slug}/trades`);
    const filter = page.getByRole("combobox", { name: "Filter" });
    await filter.fill("pnl>ten");
    await filter.press("Enter");
    const fault = page.getByRole("alert").filter({ hasText: "Column" });
    await expect(fault).toContainText("Column 5");
    await expect(filter).toHaveAttribute("aria-invalid", "true");
    await expect(page).not.toHaveURL(/q=/);

    await filter.fill("pnl>10");
    await filter.press("Enter");
    await expect(page).toHaveURL(/q=pnl(?:>|%3E)10/);
    await expect(fault).toBeHidden();
  });
});

test("opens a trade by keyboard; its working adds up; note, tag and stop survive a reload", async ({ page, demo }) => {
  const { items } = await demo.get<Listed>("/trades?q=symbol:PLTR%20status:closed&sort=-opened_at&limit=1");
  const [trade] = items;
  if (!trade) throw new Error("the demo has no trade in PLTR");
  await page.goto(`/w/${demo.slug}/trades?q=symbol:PLTR status:closed`);
  await expect(page.getByRole("grid", { name: "Trades" }).getByRole("row").nth(1)).toBeVisible();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(trade.id));

  const detail = page.getByRole("article", { name: "Trade" });
  await expect(detail.getByRole("heading", { level: 1 })).toHaveText("PLTR");
  const working = detail.getByRole("region", { name: "How the result comes about" });
  await expect(working.getByRole("row", { name: /^Total/ })).toContainText(written(trade.net));
  const fills = detail.getByRole("region", { name: /^Fills$/ });
  await expect(fills.getByRole("link").first()).toHaveText(/\.csv$/);

  const saved = detail.locator('[data-save-state="saved"]');
  const note = `Waited for the second test. ${crypto.randomUUID()}`;
  await page.keyboard.press("n");
  // The demo's trader may have said something already.
  await page.keyboard.press("Control+a");
  await page.keyboard.type(note);
  await expect(detail.getByText("Not saved yet")).toBeVisible();
  await expect(saved).toBeVisible();

  await page.keyboard.press("Escape");
  await page.keyboard.press("t");
  await page.keyboard.type("second test");
  await page.keyboard.press("Enter");
  const stop = String(Number(trade.entry_price) + (trade.side === "long" ? -1 : 1));
  await detail.getByRole("textbox", { name: "Stop" }).fill(stop);
  await page.keyboard.press("Enter");
  await expect(detail.getByText(/the result is .*R\./)).toBeVisible();
  await expect(saved).toBeVisible();

  await page.reload();
  await expect(detail.getByRole("textbox", { name: "Note" })).toHaveValue(note);
  await expect(detail.getByRole("button", { name: "Remove second test" })).toBeVisible();
  await expect(detail.getByRole("textbox", { name: "Stop" })).toHaveValue(stop);
  const stored = await demo.get<{ r: number | null; tags: string[] }>(`/trades/${trade.id}`);
  expect(stored.tags).toContain("second test");
  expect(stored.r).not.toBeNull();
});

test("drills from a breakdown to exactly the trades it counted", async ({ page, demo }) => {
  await page.goto(`/w/${demo.slug}`);
  const bySymbol = page.getByRole("region", { name: "By symbol" });
  const row = bySymbol.getByRole("row", { name: /^SPY/ });
  const counted = Number(await row.getByRole("cell").nth(2).innerText());
  await row.getByRole("link").click();
  await expect(page).toHaveURL(/q=symbol:SPY\+status:closed/);
  const totals = page.getByRole("row", { name: "Totals of the closed trades" });
  await expect(totals).toContainText(`${String(counted)}\u00a0trades`);
  const net = await figure(demo, "net_pnl", "symbol:SPY");
  expect(net.n).toBe(counted);
  await expect(totals).toContainText(written(net.value));
});

test("loads on while it is scrolled, and comes back to where it was", async ({ page, demo }) => {
  await page.setViewportSize({ width: 800, height: 700 });
  await page.goto(`/w/${demo.slug}/trades`);
  const table = page.getByRole("grid", { name: "Trades" });
  await table.getByRole("row").nth(1).click();
  await expect(page.getByRole("article", { name: "Trade" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(table.locator("[data-row='0']")).toBeVisible();
  await table.locator("[data-row='0']").focus();
  await page.keyboard.press("End");
  await expect(table.locator("[data-row='199']")).toBeFocused();
  await expect(page.getByText("400 of 1,131\u00a0trades loaded")).toBeVisible();
  await page.keyboard.press("j");
  const there = table.locator("[data-row='200']");
  await expect(there).toBeFocused();
  const text = await there.innerText();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("article", { name: "Trade" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(there).toBeInViewport();
  expect(await there.innerText()).toBe(text);
});
