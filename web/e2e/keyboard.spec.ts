import { expect, test } from "./harness/test";

test("goes everywhere by keyboard", async ({ page, demo }) => {
  await page.goto(`/w/${demo.slug}`);
  await expect(page.getByRole("heading", { name: "Net P&L" })).toBeVisible();
  for (const [keys, path] of [
    ["t", "/trades"],
    ["c", "/calendar"],
    ["i", "/imports"],
    ["b", "/imports/connections"],
    ["e", "/settings/data"],
    ["a", "/accounts"],
    ["s", "/settings"],
    ["d", ""],
  ] as const) {
    await page.keyboard.press("g");
    await page.keyboard.press(keys);
    await expect(page).toHaveURL(new RegExp(`/w/${demo.slug}${path}/?$`));
  }

  await page.keyboard.press("?");
  const list = page.getByRole("dialog", { name: "Keyboard" });
  await expect(list.getByText("Command palette")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(list).toBeHidden();

  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Command palette" });
  await expect(palette.getByRole("combobox")).toBeFocused();
  await page.keyboard.type("tsla");
  await expect(palette.getByRole("option").first()).toContainText("TSLA");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/trades\?q=symbol:TSLA$/);
});

test("reads the equity curve, marks a range, and makes it the period", async ({ page, demo }) => {
  const { points } = await demo.get<{ points: { day: string; equity: string }[] }>("/analytics/equity");
  const [third, last] = [points.at(-4), points.at(-1)];
  await page.goto(`/w/${demo.slug}`);
  const chart = page.getByRole("slider", { name: /^Equity by day/ });
  await chart.focus();
  await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`period=${third?.day ?? ""}\\.\\.${last?.day ?? ""}`));
  await expect(page.getByRole("region", { name: "Result" })).toContainText("closed trades");
  // Kept from page to page, and in a reload.
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "Trades", exact: true }).click();
  await expect(page).toHaveURL(/trades\?period=/);
});

test("walks through the calendar, over the end of a month, to a day's trades", async ({ page, demo }) => {
  const { days } = await demo.get<{ days: { day: string; trades: number }[] }>("/analytics/calendar");
  const last = days.at(-1);
  if (!last) throw new Error("the demo has no day");
  await page.goto(`/w/${demo.slug}/calendar`);
  const here = page.locator(`[data-day="${last.day}"]`);
  await here.focus();
  await page.keyboard.press("PageUp");
  await expect(page).toHaveURL(/month=/);
  await expect(page.locator("[data-day]:focus")).toHaveAttribute("tabindex", "0");
  await page.keyboard.press("PageDown");
  await expect(page.locator("[data-day]:focus")).toBeVisible();
  await here.focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`trades\\?q=closed:${last.day}$`));
  await expect(page.getByRole("row", { name: "Totals of the closed trades" })).toContainText(
    `${String(last.trades)}\u00a0trade`,
  );
});
