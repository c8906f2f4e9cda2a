import { mkdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { inTheme, settled, violations } from "./harness/axe";
import { expect, test } from "./harness/test";

const PICTURES = fileURLToPath(new URL("../test-results/audit/", import.meta.url));
const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 800 },
  { width: 390, height: 844 },
];

test.beforeAll(async () => {
  await mkdir(PICTURES, { recursive: true });
});

test("the audit log says who did what, proves itself whole, and is taken as a file", async ({ page, demo }) => {
  test.slow(); // pictures in three sizes and both themes
  const account = await demo.post<{ id: string }>("/accounts", { name: "Audited", broker: "Broker" });
  await page.goto(`/w/${demo.slug}/settings`);
  await page.getByRole("link", { name: "Audit log" }).click();
  const table = page.getByRole("table", { name: "Who did what, newest first" });
  const made = table.getByRole("row", { name: /You.*Accounts: create/ }).first();
  await expect(made).toContainText(account.id.slice(-8));
  await made.getByRole("button").click();
  await expect(table.getByRole("table", { name: "What changed" })).toContainText("Audited");
  await page.getByRole("button", { name: "Check the chain" }).click();
  await expect(page.getByText(/^All [\d,]+ entries are as they were written$/)).toBeVisible();
  await settled(page);
  const found: string[] = [];
  for (const size of SIZES) {
    await page.setViewportSize(size);
    found.push(...(await violations(page, `audit ${String(size.width)}`)));
    for (const theme of ["light", "dark"] as const) {
      await inTheme(page, theme);
      await page.screenshot({ path: `${PICTURES}audit-${String(size.width)}-${theme}.png` });
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  }
  expect(found).toEqual([]);

  await page.getByLabel("About").selectOption("Imports");
  await expect(table.getByRole("row", { name: /Imports: committed/ }).first()).toBeVisible();
  await expect(table.getByRole("row", { name: /Accounts: create/ })).toHaveCount(0);
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("menuitem", { name: /CSV/ }).click();
  const lines = (await readFile(await (await saving).path(), "utf8")).trim().split("\r\n");
  expect(lines[0]).toMatch(/^seq,at,person,key,action/);
  expect(lines.slice(1).every((line) => line.includes(",imports."))).toBe(true);

  await page.getByText("Your sign-ins").click();
  await expect(table.getByRole("row", { name: /Sign-in: sign in/ }).first()).toBeVisible();
});
