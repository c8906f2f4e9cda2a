import { DEMO, expect, test } from "./harness/test";

test("signs out, is asked to sign in at a kept address, and comes back to exactly there", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(DEMO.email);
  await page.getByLabel("Password").fill(DEMO.password());
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Net P&L" })).toBeVisible();
  const kept = `${new URL(page.url()).pathname}/trades?q=symbol:TSLA&period=2026-01-01..2026-06-30`;

  await page.reload();
  await expect(page.getByRole("heading", { name: "Net P&L" })).toBeVisible();

  await page.keyboard.press("Control+k");
  await page.keyboard.type("dark");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");

  await page.keyboard.press("Control+k");
  await page.keyboard.type("sign out");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/sign-in/);
  // How somebody likes the look is theirs on this machine, signed in or not.
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");

  await page.goto(kept);
  await expect(page).toHaveURL(/\/sign-in\?to=/);
  await page.getByLabel("Email").fill(DEMO.email);
  await page.getByLabel("Password").fill(DEMO.password());
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(new RegExp(`${kept.replaceAll(/[.?]/g, "\\$&")}$`));
  await expect(page.getByRole("grid", { name: "Trades" }).getByRole("row").nth(1)).toContainText("TSLA");
});

test.describe("with a wrong password", () => {
  test.use({ expectedErrors: [/status of 401/] });

  test("says so, and lets nobody in", async ({ page }) => {
    await page.goto("/sign-in");
    await page.getByLabel("Email").fill(`${crypto.randomUUID()}@example.org`);
    await page.getByLabel("Password").fill("not the right one");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("alert")).toBeVisible();
    await expect(page).toHaveURL(/\/sign-in$/);
  });
});
