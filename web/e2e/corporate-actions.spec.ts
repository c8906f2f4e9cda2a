import { expect, test } from "./harness/test";

const ACCOUNT = { name: "Main", currency: "USD", timezone: "America/New_York" };

test("enters a symbol change, follows the trade under its new name, and takes it back", async ({ page, newcomer }) => {
  const { id } = await newcomer.post<{ id: string }>("/accounts", ACCOUNT);
  const fill = (symbol: string, side: string, price: string, day: string) =>
    newcomer.post("/executions", {
      account_id: id,
      instrument: { symbol },
      side,
      quantity: "100",
      price,
      fees: "1",
      executed_at: `2026-${day}T15:00:00Z`,
    });
  await fill("FB", "buy", "300", "01-05");
  await fill("META", "sell", "310", "01-20");
  await page.goto(`/w/${newcomer.slug}/accounts/${id}`);
  await page.getByRole("button", { name: "Enter a corporate action" }).click();
  const form = page.getByRole("dialog", { name: "Enter a corporate action" });
  await form.getByLabel("Kind").selectOption("Symbol change");
  await form.getByLabel("Symbol", { exact: true }).fill("fb");
  await form.getByLabel("From").fill("2026-01-10");
  await form.getByRole("button", { name: "Enter it" }).click();
  await expect(form.getByText("Which symbol are the new shares?")).toBeVisible();
  await form.getByLabel("New symbol").fill("meta");
  await form.getByRole("button", { name: "Enter it" }).click();
  await expect(page.getByText("The symbol change of FB to META is entered.")).toBeVisible();

  const actions = page.getByRole("table", { name: /^Corporate actions/ });
  await expect(actions.getByText("FB → META")).toBeVisible();
  await expect(actions.getByText("100 given, 100 received").last()).toBeVisible();
  const joined = await newcomer.get<{ items: { id: string; symbol: string; net: string }[] }>("/trades");
  expect(joined.items.map((one) => [one.symbol, one.net])).toEqual([["META", "998.00"]]);
  await page.goto(`/w/${newcomer.slug}/trades/${joined.items[0]?.id ?? ""}`);
  await expect(page.getByText("Symbol change, FB → META")).toBeVisible();

  await page.goto(`/w/${newcomer.slug}/accounts/${id}`);
  await page.getByRole("button", { name: "Void the symbol change of FB to META" }).click();
  await expect(page.getByText("The corporate action is voided.")).toBeVisible();
  await expect(actions.getByText("void: it counts no more").last()).toBeVisible();
  const apart = await newcomer.get<{ items: { symbol: string }[] }>("/trades?sort=symbol");
  expect(apart.items.map((one) => one.symbol)).toEqual(["FB", "META"]);
});
