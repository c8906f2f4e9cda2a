import { readFile } from "node:fs/promises";
import { violations } from "./harness/axe";
import { expect, figure, test } from "./harness/test";

const FILE = `Date,Time,Symbol,Side,Quantity,Price,Commission,Currency
2025-03-03,09:31:00,AAPL,BUY,100,190.00,1.00,USD
2025-03-03,10:05:00,AAPL,SELL,100,191.50,1.00,USD
2025-03-05,15:59:00,MSFT,BUY,10,400.25,0.10,USD
`;

test("exports everything, looks into the file before sending it, and restores it elsewhere with the same figures", async ({
  page,
  newcomer,
  browser,
  baseURL,
}) => {
  await page.goto(`/w/${newcomer.slug}/imports`);
  await page.getByLabel("Broker’s files", { exact: true }).setInputFiles({ name: "march.csv", mimeType: "text/csv", buffer: Buffer.from(FILE) });
  await page.getByRole("button", { name: "Commit 3 new rows" }).click();
  await expect(page.getByText("Committed", { exact: true })).toBeVisible();

  // By keyboard alone: the shortcut, the button, the download.
  await page.keyboard.press("g");
  await page.keyboard.press("e");
  await expect(page.getByRole("heading", { level: 1, name: "Data" })).toBeVisible();
  await expect(page.getByText("Only into an empty workspace", { exact: false })).toBeVisible();
  expect(await violations(page, "data, empty")).toEqual([]);
  await page.getByRole("button", { name: "Export everything" }).focus();
  await page.keyboard.press("Enter");
  const list = page.getByRole("list", { name: "Archives, newest first" });
  await expect(list.getByText("Ready")).toBeVisible();
  await expect(list).toContainText("1 account, 3 fills, 1 import, 1\u00a0file");
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: /^Download / }).focus();
  await page.keyboard.press("Enter");
  const archive = await readFile(await (await saved).path());
  expect(archive.subarray(0, 2).toString()).toBe("PK");
  expect(await violations(page, "data")).toEqual([]);

  const other = await browser.newContext({ ...(baseURL && { baseURL }), viewport: { width: 390, height: 844 } });
  const phone = await other.newPage();
  await phone.goto("/sign-up");
  await phone.getByLabel("Email").fill(`${crypto.randomUUID()}@example.org`);
  await phone.getByLabel("Password").fill("a few plain words");
  const registered = phone.waitForResponse((answer) => answer.url().endsWith("/auth/register"));
  await phone.getByRole("button", { name: "Create the account" }).click();
  const { access_token: token } = (await (await registered).json()) as { access_token: string };
  await expect(phone.getByRole("heading", { level: 1, name: /broker’s file/ })).toBeVisible();
  await phone.keyboard.press("g");
  await phone.keyboard.press("e");
  await phone.getByLabel("Archive to restore").setInputFiles({ name: "desk.zip", mimeType: "application/zip", buffer: archive });
  const held = phone.getByRole("region", { name: "What the archive holds" });
  await expect(held).toContainText(/Fills\s*3/i);
  await expect(held).toContainText(/Brokers’ files\s*1/);
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await violations(phone, "a review of an archive")).toEqual([]);
  await held.getByRole("button", { name: "Restore it here" }).focus();
  await phone.keyboard.press("Enter");
  await expect(phone.getByText("Restored", { exact: true })).toBeVisible();

  const get = async <T>(path: string): Promise<T> =>
    (await phone.request.get(`/api/v1${path}`, { headers: { Authorization: `Bearer ${token}` } })).json() as Promise<T>;
  expect(await figure({ token, slug: "", get, post: get }, "net_pnl")).toEqual(await figure(newcomer, "net_pnl"));
  expect(await violations(phone, "data, restored")).toEqual([]);
  await other.close();
});
