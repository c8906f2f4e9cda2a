import { expect, test } from "./harness/test";

/** Two closes of what was never opened, and a contract that nobody knows. */
const FILE = `Date,Time,Symbol,Side,Quantity,Price,Commission,Currency
2025-03-03,09:31:00,WOMB,SELL TO CLOSE,10,100.00,1.00,USD
2025-03-03,09:32:00,QUUX,SELL TO CLOSE,5,20.00,1.00,USD
2025-03-04,09:45:00,/QZWH5,BUY,2,100.00,1.00,USD
2025-03-04,11:20:00,/QZWH5,SELL,2,103.00,1.00,USD
`;

test("settles rows that are set apart: all of one kind, and by stating a contract", async ({ page }) => {
  await page.goto("/sign-up");
  await page.getByLabel("Email").fill(`${crypto.randomUUID()}@example.org`);
  await page.getByLabel("Password").fill("a few plain words");
  await page.getByRole("button", { name: "Create the account" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /broker’s file/ })).toBeVisible();
  await page.getByLabel("Broker’s files").setInputFiles({ name: "apart.csv", mimeType: "text/csv", buffer: Buffer.from(FILE) });

  const counts = page.getByRole("region", { name: "What became of the rows" });
  await expect(counts).toContainText("4\u00a0rows");
  const apart = page.getByRole("list", { name: "Rows that became no fill" });
  await expect(apart.getByRole("listitem")).toHaveCount(4);
  await page.getByRole("button", { name: "It opens: all for execution.nothing_open" }).click();
  await expect(apart.getByRole("listitem")).toHaveCount(2);

  const row = apart.getByRole("listitem").first();
  await expect(row.getByLabel("Contract")).toHaveValue("QZW");
  await row.getByLabel("A point is worth").fill("12.5");
  await row.getByRole("button", { name: "State it" }).click();
  await expect(page.getByText("None: every row is a fill.")).toBeVisible();
  // 2 × 3 points × 12.5 − 2; the two shorts are open.
  await expect(page.getByRole("region", { name: "Trades it would make" })).toContainText("+73.00");
});
