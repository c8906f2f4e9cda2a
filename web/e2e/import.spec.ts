import { expect, figure, test, written } from "./harness/test";

const FILE = `Date,Time,Symbol,Side,Quantity,Price,Commission,Currency
2025-03-03,09:31:00,AAPL,BUY,100,190.00,1.00,USD
2025-03-03,10:05:00,AAPL,SELL,100,191.50,1.00,USD
2025-03-04,09:45:00,TSLA,SELL,50,280.10,0.75,USD
2025-03-04,11:20:00,TSLA,BUY,20,279.00,0.30,USD
2025-03-04,12:02:00,TSLA,BUY,30,281.40,0.45,USD
2025-03-05,09:40:00,NVDA,BUY,10,not a price,0.10,USD
2025-03-05,15:59:00,MSFT,BUY,10,400.25,0.10,USD
`;

test("signs up, imports a file after reviewing it, sees the figures the API states, and undoes it", async ({ page }) => {
  const email = `${crypto.randomUUID()}@example.org`;
  await page.goto("/sign-up");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill("short");
  await page.getByRole("button", { name: "Create the account" }).click();
  await expect(page.getByRole("alert")).toContainText("at least 8 characters");
  await page.getByLabel("Password").fill("a few plain words");
  await page.getByLabel("Time zone").selectOption("America/New_York");
  const registered = page.waitForResponse((answer) => answer.url().endsWith("/auth/register"));
  await page.getByRole("button", { name: "Create the account" }).click();
  const { access_token: token } = (await (await registered).json()) as { access_token: string };
  const get = async <T>(path: string): Promise<T> =>
    (await page.request.get(`/api/v1${path}`, { headers: { Authorization: `Bearer ${token}` } })).json() as Promise<T>;
  const api = { token, slug: "", get, post: get };

  await expect(page.getByRole("heading", { level: 1, name: /broker’s file/ })).toBeVisible();
  await page.getByLabel("Broker’s files").setInputFiles({ name: "march.csv", mimeType: "text/csv", buffer: Buffer.from(FILE) });

  // Nothing is stored yet: five verdicts that add up to the rows, the row that cannot be read, and what would come.
  await expect(page.getByRole("heading", { level: 1, name: "march.csv" })).toBeVisible();
  await expect(page.getByText("Nothing is stored yet.")).toBeVisible();
  const counts = page.getByRole("region", { name: "What became of the rows" });
  await expect(counts).toContainText("7\u00a0rows");
  const apart = page.getByRole("list", { name: "Rows that became no fill" });
  await expect(apart.getByRole("listitem")).toHaveCount(1);
  await expect(apart).toContainText("Line 7");
  await expect(apart).toContainText("not a price");
  const preview = page.getByRole("region", { name: "Trades it would make" });
  await expect(preview).toContainText("+148.00");
  expect((await figure(api, "trades")).value).toBe(0);

  await page.getByRole("button", { name: /^Commit 6 new rows/ }).click();
  await expect(page.getByText("Committed", { exact: true })).toBeVisible();
  const net = await figure(api, "net_pnl");
  // 148.00 of AAPL; of TSLA 20 × 1.10 − 30 × 1.30 − 1.50 = −18.50.
  expect(net.value).toBe("129.50");
  await page.keyboard.press("g");
  await page.keyboard.press("d");
  const result = page.getByRole("region", { name: "Result" });
  await expect(result).toContainText(written(net.value));
  await expect(result).toContainText("2\u00a0closed trades");

  await page.keyboard.press("g");
  await page.keyboard.press("i");
  await page.getByRole("button", { name: "Undo march.csv" }).click();
  const question = page.getByRole("dialog", { name: "Undo this import?" });
  await expect(question).toContainText("6\u00a0fills");
  await question.getByRole("button", { name: "Undo import" }).click();
  await expect(page.getByText("Undone", { exact: true })).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("d");
  await expect(page.getByRole("heading", { level: 1, name: /broker’s file/ })).toBeVisible();
  expect((await figure(api, "trades")).value).toBe(0);
});
