import { expect, test } from "./harness/test";

const ACCOUNT = { name: "Main", currency: "USD", timezone: "America/New_York" };

test("enters a trade by hand, voids a fill of it, and takes that back", async ({ page, newcomer }) => {
  const { id } = await newcomer.post<{ id: string }>("/accounts", ACCOUNT);
  await page.goto(`/w/${newcomer.slug}/accounts/${id}`);
  await page.getByRole("button", { name: "Enter a fill" }).first().click();
  const form = page.getByRole("dialog", { name: "Enter a fill" });
  await form.getByLabel("Symbol").fill("AAPL");
  await form.getByLabel("Quantity").fill("100");
  await form.getByLabel("Price").fill("190.25");
  await form.getByLabel("Fees").fill("1.25");
  await form.getByLabel("Day").fill("2025-03-03");
  await form.getByLabel("Time", { exact: false }).first().fill("09:31:00");
  await form.getByRole("button", { name: "Enter and add another" }).click();
  await expect(page.getByText("Bought 100 AAPL at 190.25.")).toBeVisible();

  await form.getByText("Sell", { exact: true }).click();
  await form.getByLabel("Quantity").fill("100");
  await form.getByLabel("Price").fill("191.75");
  await form.getByLabel("Fees").fill("1.25");
  await form.getByLabel("Time", { exact: false }).first().fill("10:15:00");
  await form.getByRole("button", { name: "Enter fill" }).click();
  await expect(form).toBeHidden();

  const fills = page.getByRole("table", { name: /^Fills/ });
  await expect(fills.getByRole("row")).toHaveCount(3);
  await page.keyboard.press("g");
  await page.keyboard.press("t");
  const row = page.getByRole("grid", { name: "Trades" }).getByRole("row").nth(1);
  await expect(row).toContainText("+147.50");
  await row.click();

  const trade = page.getByRole("article", { name: "Trade" });
  await trade.getByRole("button", { name: /^Void this fill: sell/ }).click();
  const question = page.getByRole("dialog", { name: "Void this fill?" });
  await question.getByRole("button", { name: "Void the fill" }).click();
  await expect(page.getByText("The fill is voided.")).toBeVisible();
  await expect(trade.getByText("open", { exact: true })).toBeVisible();
  const open = await newcomer.get<{ items: { status: string }[] }>("/trades");
  expect(open.items.map((one) => one.status)).toEqual(["open"]);

  await page.getByRole("button", { name: "Undo", exact: true }).last().click();
  await expect(trade.getByText("+147.50").first()).toBeVisible();
  const closed = await newcomer.get<{ items: { status: string; net: string }[] }>("/trades");
  expect(closed.items.map((one) => [one.status, one.net])).toEqual([["closed", "147.50"]]);
});
