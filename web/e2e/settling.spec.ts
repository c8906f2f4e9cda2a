import { violations } from "./harness/axe";
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
  await expect(counts).toContainText("no new fill; 4 set apart until you settle them");
  const apart = page.getByRole("list", { name: "Rows that became no fill" });
  await expect(apart.getByRole("listitem")).toHaveCount(4);
  await page.getByRole("button", { name: "It opens: all, Closes without an opening" }).click();
  await expect(apart.getByRole("listitem")).toHaveCount(2);

  const row = apart.getByRole("listitem").first();
  await expect(row.getByLabel("Contract")).toHaveValue("QZW");
  await row.getByLabel("A point is worth").fill("12.5");
  await row.getByRole("button", { name: "State it" }).click();
  await expect(page.getByText("None: every row is a fill.")).toBeVisible();
  // 2 × 3 points × 12.5 − 2; the two shorts are open.
  await expect(page.getByRole("region", { name: "Trades it would make" })).toContainText("+73.00");

  // What was said is taken back by keyboard, one row and then, after the commit, the other.
  const settledRows = page.getByRole("list", { name: "Settled rows" });
  await expect(settledRows.getByRole("listitem")).toHaveCount(2);
  await page.getByRole("button", { name: "Take back: line 2" }).focus();
  await page.keyboard.press("Enter");
  await expect(settledRows.getByRole("listitem")).toHaveCount(1);
  await expect(apart.getByRole("listitem")).toHaveCount(1);
  await expect(counts).toContainText("1 set apart until you settle it");
  await page.getByRole("button", { name: "Commit 3 new rows" }).click();
  await expect(page.getByText("Committed", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Take back: line 3" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Rows you settled" })).toBeHidden();
  await expect(apart.getByRole("listitem")).toHaveCount(2);
  await expect(page.getByRole("region", { name: "Trades it made" })).toContainText("+73.00");
  expect(await violations(page, "a settled import")).toEqual([]);
});

test("shows how stored trades would change, and changes them when committed", async ({ page, newcomer }) => {
  const head = "Date,Time,Symbol,Side,Quantity,Price,Commission,Currency";
  const bring = async (name: string, ...rows: string[]) => {
    await page.goto(`/w/${newcomer.slug}/imports`);
    const buffer = Buffer.from([head, ...rows, ""].join("\n"));
    await page.getByLabel("Broker’s files", { exact: true }).setInputFiles({ name, mimeType: "text/csv", buffer });
    await expect(page.getByText("Nothing is stored yet.")).toBeVisible();
  };
  await bring("monday.csv", "2025-03-03,10:00:00,WOMB,BUY,10,100.00,1.00,USD", "2025-03-03,15:00:00,WOMB,SELL,10,110.00,1.00,USD", "2025-03-03,11:00:00,BIRD,BUY,5,20.00,0.00,USD");
  await page.getByRole("button", { name: "Commit 3 new rows" }).click();
  await expect(page.getByText("Committed", { exact: true })).toBeVisible();

  await bring("tuesday.csv", "2025-03-03,11:00:00,WOMB,SELL,10,105.00,1.00,USD", "2025-03-03,14:00:00,WOMB,BUY,10,104.00,1.00,USD", "2025-03-04,11:00:00,BIRD,SELL,5,22.00,0.00,USD");
  const changes = page.getByRole("region", { name: "Stored trades it would change" });
  // BIRD: 5 × 2. WOMB: 98 becomes 5 × 10 − 2 = 48, and the rest of it a trade of its own: 6 × 10 − 2 = 58.
  await expect(changes.getByRole("row", { name: /BIRD/ })).toContainText(/Closed.*\+10\.00/);
  await expect(changes.getByRole("row", { name: /WOMB/ })).toContainText(/It is 2 trades now.*\+48\.00/);
  await expect(page.getByRole("region", { name: "Trades it would make" })).toContainText("+58.00");
  expect(await violations(page, "a review with changes")).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.getByRole("button", { name: "Commit 3 new rows" }).click();
  await expect(page.getByRole("region", { name: "Stored trades it changed" })).toBeVisible();
  const trades = await newcomer.get<{ items: { net: string }[] }>("/trades?sort=net");
  expect(trades.items.map((one) => one.net)).toEqual(["10.00", "48.00", "58.00"]);
});

const SPIN_OFF = `Statement,Header,Field Name,Field Value
Statement,Data,BrokerName,Interactive Brokers
Statement,Data,Title,Activity Statement
Account Information,Header,Field Name,Field Value
Account Information,Data,Account,U7777779
Account Information,Data,Base Currency,USD
Trades,Header,DataDiscriminator,Asset Category,Currency,Symbol,Date/Time,Quantity,T. Price,Proceeds,Comm/Fee,Basis,Realized P/L,Code
Trades,Data,Order,Stocks,USD,PRNT,"2025-02-03, 10:00:00",40,20,-800,-1,801,0,O
Trades,Data,Order,Stocks,USD,PRNT,"2025-03-03, 10:00:00",-40,19,760,-1,-701,58,C
Trades,Data,Order,Stocks,USD,CHLD,"2025-03-03, 10:00:00",-8,15,120,-1,-100,19,C
Corporate Actions,Header,Asset Category,Currency,Report Date,Date/Time,Description,Quantity,Proceeds,Value,Realized P/L,Code
Corporate Actions,Data,Stocks,USD,2025-02-18,"2025-02-14, 20:25:00","PRNT(US0000000107) Spinoff  1 for 5 (CHLD, CHILD INC, US0000000108)",8,0,0,0,
`;

test("asks a spin-off for the share of the cost, by keyboard, and counts it to the cent", async ({ page, newcomer }) => {
  await page.goto(`/w/${newcomer.slug}/imports`);
  const buffer = Buffer.from(SPIN_OFF);
  await page.getByLabel("Broker’s files", { exact: true }).setInputFiles({ name: "spin.csv", mimeType: "text/csv", buffer });
  await expect(page.getByText("Nothing is stored yet.")).toBeVisible();
  const share = page.getByLabel("Per cent of the cost that goes to what was received: line 12");
  await share.fill("100");
  await expect(share).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByRole("button", { name: "Share the cost: line 12" })).toBeDisabled();
  expect(await violations(page, "a spin-off that is asked about")).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await share.fill("12.5");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Commit 4 new rows" }).click();
  await expect(page.getByText("Committed", { exact: true })).toBeVisible();
  // 120 − 100 − 1, and 760 − 700 − 2.
  const trades = await newcomer.get<{ items: { symbol: string; net: string }[] }>("/trades?sort=net");
  expect(trades.items.map((one) => [one.symbol, one.net])).toEqual([["CHLD", "19.00"], ["PRNT", "58.00"]]);
});
