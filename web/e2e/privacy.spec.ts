import { violations } from "./harness/axe";
import { expect, test } from "./harness/test";

test("takes everything along, leaves for good, and thinks better of it", async ({ page, newcomer }) => {
  await page.goto(`/w/${newcomer.slug}/settings`);
  await page.getByRole("navigation", { name: "Settings" }).getByRole("link", { name: "Privacy" }).click();

  await page.getByRole("button", { name: "Export", exact: true }).click();
  const exports = page.getByRole("list", { name: "Exports, newest first" });
  await expect(exports.getByText("Ready")).toBeVisible();
  await expect(exports).toContainText("1\u00a0workspace");
  const saving = page.waitForEvent("download");
  await exports.getByRole("button", { name: /^Download tradesense-my-data-/ }).click();
  expect((await saving).suggestedFilename()).toMatch(/^tradesense-my-data-.*\.zip$/);

  for (const title of ["What, and what becomes of it when you leave", "For how long"]) {
    await page.getByText(title).click();
  }
  await expect(page.getByRole("row", { name: /Public links.*30.days after their expiry/ })).toBeVisible();
  expect(await violations(page, "privacy")).toEqual([]);

  // Nothing happens until the address stands there, letter by letter.
  const me = await newcomer.get<{ user: { email: string } }>("/auth/me");
  await page.getByRole("button", { name: "Delete account" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete your account?" });
  await expect(dialog.getByRole("list", { name: "Your workspaces" })).toContainText("Deleted with you");
  const sure = dialog.getByRole("button", { name: "Delete account" });
  await dialog.getByLabel(/^Type .* to confirm$/).fill("somebody@example.org");
  await expect(sure).toBeDisabled();
  expect(await violations(page, "the question")).toEqual([]);
  await dialog.getByLabel(/^Type .* to confirm$/).fill(me.user.email);
  await sure.click();

  const banner = page.getByRole("status").filter({ hasText: "Your account is deleted on" });
  await expect(banner).toBeVisible();
  expect(await violations(page, "about to go")).toEqual([]);
  await page.goto(`/w/${newcomer.slug}`);
  await banner.getByRole("button", { name: "Keep my account" }).click();
  await expect(banner).toHaveCount(0);
  await expect(page.getByText("This workspace is deleted on")).toHaveCount(0);
});
