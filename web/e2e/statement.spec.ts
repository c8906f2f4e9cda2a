import { violations } from "./harness/axe";
import { expect, test } from "./harness/test";

/** 5 000 − 2 001 + 879 + 9 = 3 887; the statement prints 500 more: a deposit that the file leaves out. */
const STATEMENT = `Statement,Header,Field Name,Field Value
Statement,Data,Period,"January 5, 2026 - January 9, 2026"
Account Information,Header,Field Name,Field Value
Account Information,Data,Account,U7654321
Account Information,Data,Base Currency,USD
Cash Report,Header,Currency Summary,Currency,Total
Cash Report,Data,Starting Cash,USD,5000
Cash Report,Data,Ending Cash,USD,4387
Open Positions,Header,DataDiscriminator,Asset Category,Currency,Symbol,Quantity,Mult,Cost Price
Open Positions,Data,Summary,Stocks,USD,WOMB,60,1,20.01
Trades,Header,DataDiscriminator,Asset Category,Currency,Symbol,Date/Time,Quantity,T. Price,Proceeds,Comm/Fee,Basis,Realized P/L,Code
Trades,Data,Order,Stocks,USD,WOMB,"2026-01-05, 09:30:00",100,20,-2000,-1.00,2001,0,O
Trades,Data,Order,Stocks,USD,WOMB,"2026-01-07, 10:00:00",-40,22,880,-1.00,-800.4,78.6,C
Dividends,Header,Currency,Date,Description,Amount
Dividends,Data,USD,2026-01-08,WOMB(US0000000033) Cash Dividend USD 0.15 per Share (Ordinary Dividend),9
`;

test("imports a statement, is told what differs, enters it, and is reconciled to the cent", async ({ page, newcomer }) => {
  await page.goto(`/w/${newcomer.slug}/imports`);
  await page
    .getByLabel("Broker’s files")
    .setInputFiles({ name: "statement.csv", mimeType: "text/csv", buffer: Buffer.from(STATEMENT) });
  const cash = page.getByRole("table", { name: "Cash events by kind and currency" });
  await expect(cash).toContainText("Dividends");
  await page.getByRole("button", { name: /^Commit/ }).click();
  await expect(page.getByRole("heading", { name: "Cash events it added" })).toBeVisible();

  const { items } = await newcomer.get<{ items: { id: string }[] }>("/accounts");
  await page.goto(`/w/${newcomer.slug}/accounts/${items[0]?.id ?? ""}`);
  const standing = page.getByRole("region", { name: "Reconciliation" });
  await expect(standing).toContainText("Unreconciled");
  const differences = standing.getByRole("table", { name: "What the statements print otherwise" });
  await expect(differences).toContainText("A deposit of 500.00 USD is not in the ledger");
  expect(await violations(page, "an unreconciled account")).toEqual([]);

  await page.getByRole("button", { name: "Enter a cash event" }).click();
  const dialog = page.getByRole("dialog", { name: "Enter a cash event" });
  await dialog.getByLabel("Amount").fill("500");
  await dialog.getByLabel("Day").fill("2026-01-06");
  await dialog.getByRole("button", { name: "Enter cash event" }).click();
  await expect(standing).toContainText("to the cent");
  await expect(differences).toHaveCount(0);
});
