import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { inTheme, settled, violations } from "./harness/axe";
import { expect, test } from "./harness/test";

const PICTURES = fileURLToPath(new URL("../test-results/pages/", import.meta.url));
const PASSWORD = "a few plain words";

test.beforeAll(async () => {
  await mkdir(PICTURES, { recursive: true });
});

/** Accessible in both themes; pictures of it at three widths, no wider than the screen. */
async function check(page: Page, name: string): Promise<void> {
  const found = await violations(page, name);
  for (const [width, height] of [[1440, 900], [1024, 800], [390, 844]] as const) {
    await page.setViewportSize({ width, height });
    await expect
      .poll(() => page.evaluate(() => Math.max(document.documentElement.scrollWidth - innerWidth, 0)), name)
      .toBe(0);
    await page.screenshot({ path: `${PICTURES}${name}-${String(width)}.png` });
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await inTheme(page, "dark");
  await page.screenshot({ path: `${PICTURES}${name}-1440-dark.png` });
  await inTheme(page, "light");
  expect(found).toEqual([]);
}

test("a program gets a key, uses it, and loses it", async ({ page, newcomer }) => {
  await page.goto(`/w/${newcomer.slug}/settings/api-keys`);
  await check(page, "keys-none");
  await page.getByRole("button", { name: "New API key" }).click();
  await page.getByLabel("Name").fill("Watched folder");
  await check(page, "keys-new");
  await page.getByRole("button", { name: "Make key" }).click();
  const secret = (await page.getByLabel("Secret", { exact: true }).textContent()) ?? "";
  expect(secret).toMatch(/^tsk_[0-9A-Za-z]{49}$/);
  await check(page, "keys-secret");
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText(`tsk_…${secret.slice(-4)}`)).toBeVisible();
  await expect(page.getByText("Never used")).toBeVisible();

  const ask = () => page.request.get("/api/v1/imports", { headers: { Authorization: `Bearer ${secret}` } });
  expect((await ask()).status()).toBe(200);
  await page.reload();
  await expect(page.getByText(/Last used/)).toBeVisible();
  await check(page, "keys");

  await page.getByRole("button", { name: "Rotate Watched folder" }).click();
  await page.getByRole("button", { name: "Rotate key" }).click();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText(/The secret before works until/)).toBeVisible();
  expect((await ask()).status()).toBe(200);
  await page.getByRole("button", { name: "Revoke Watched folder" }).click();
  await page.getByRole("button", { name: "Revoke key" }).click();
  await expect(page.getByText("No program has a key")).toBeVisible();
  expect((await ask()).status()).toBe(401);
});

test("somebody is invited, joins, gets another role, and is handed the workspace", async ({ page, newcomer, browser }) => {
  test.slow(); // two people, and pictures of what each sees
  const settings = `/w/${newcomer.slug}/settings`;
  const email = `${crypto.randomUUID()}@example.org`;
  await page.goto(`${settings}/members`);
  await page.getByRole("button", { name: "Invite" }).click();
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Role", { exact: true }).selectOption("viewer");
  await check(page, "invite");
  await page.getByRole("dialog").getByRole("button", { name: "Invite" }).click();
  const link = (await page.getByLabel("Link", { exact: true }).textContent()) ?? "";
  await check(page, "invited");
  await page.getByRole("button", { name: "Done" }).click();

  const guest = await (await browser.newContext()).newPage();
  await guest.goto(link);
  await expect(guest.getByRole("heading", { name: "Newcomer invites you to Newcomer" })).toBeVisible();
  await check(guest, "join");
  await guest.getByRole("link", { name: "Create an account" }).click();
  expect(guest.url()).not.toContain("#");
  await expect(guest.getByLabel("Email")).toHaveValue(email);
  await guest.getByLabel("Password").fill(PASSWORD);
  await check(guest, "join-sign-up");
  await guest.getByRole("button", { name: "Create the account" }).click();
  await expect(guest).toHaveURL(new RegExp(`/w/${newcomer.slug}`));
  // Their own workspace is one choice away.
  await guest.getByTitle("Accounts shown, and workspaces").click();
  await expect(guest.getByRole("menuitem", { name: "Newcomer" })).toHaveAttribute("aria-current", "true");
  await guest.screenshot({ path: `${PICTURES}workspaces-menu.png` });
  await guest.keyboard.press("Escape");

  await page.reload();
  await page.getByLabel(`Role of ${email.split("@")[0] ?? ""}`).selectOption("admin");
  await expect(page.getByText(/is Admin now/)).toBeVisible();
  await page.getByText("What each role may do").click();
  await settled(page);
  await check(page, "members");

  await page.goto(settings);
  await page.getByRole("button", { name: "Hand over" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Hand over" }).click();
  await expect(page.getByRole("button", { name: "Delete workspace" })).toHaveCount(0);
  await page.getByRole("button", { name: "Leave", exact: true }).click();
  await page.getByRole("button", { name: "Leave workspace" }).click();
  // Nothing else was theirs: they begin anew.
  await expect(page).toHaveURL(/\/w\/newcomer-(?!.*settings)/);
  expect(page.url()).not.toContain(newcomer.slug);

  await guest.goto(settings);
  await guest.getByRole("button", { name: "Delete workspace" }).click();
  await guest.getByRole("dialog").getByRole("button", { name: "Delete workspace" }).click();
  await expect(guest.getByText(/This workspace is deleted on/)).toBeVisible();
  await check(guest, "deleted");
  await guest.getByRole("button", { name: "Keep this workspace" }).click();
  await expect(guest.getByText(/This workspace is deleted on/)).toHaveCount(0);
  await guest.context().close();
});

test("one more workspace is made, and is apart", async ({ page, newcomer }) => {
  await page.goto(`/w/${newcomer.slug}`);
  await page.getByTitle("Accounts shown, and workspaces").click();
  await page.getByRole("menuitem", { name: "New workspace" }).click();
  await page.getByLabel("Name").fill("Futures");
  await check(page, "workspace-new");
  await page.getByRole("button", { name: "Make workspace" }).click();
  await expect(page).toHaveURL(/\/w\/futures-/);
  await expect(page.getByTitle("Accounts shown, and workspaces")).toContainText("Futures");
});

test("a trade is shared by a link that anybody opens, and ended", async ({ page, demo, browser }) => {
  const { items } = await demo.get<{ items: { id: string }[] }>("/trades?limit=1&q=symbol:SPY%20status:closed");
  await page.goto(`/w/${demo.slug}/trades/${items[0]?.id ?? ""}`);
  await page.getByRole("button", { name: "Share this trade" }).click();
  await page.getByLabel("Result", { exact: true }).selectOption("percent");
  await page.getByRole("button", { name: "Make a link" }).click();
  const link = (await page.getByLabel("Link", { exact: true }).textContent()) ?? "";
  await check(page, "share");
  const guest = await (await browser.newContext()).newPage();
  await guest.goto(link);
  await expect(guest.getByRole("heading", { name: "SPY" })).toBeVisible();
  await expect(guest.getByText(/^[+−]\d+\.\d\d %$/)).toBeVisible();
  await expect(guest.getByText("Size")).toHaveCount(0);
  await check(guest, "shared");
  await page.getByRole("button", { name: /^End the link/ }).first().click();
  await expect(page.getByRole("button", { name: /^End the link/ })).toHaveCount(0);
  await guest.reload();
  await expect(guest.getByText(/It has ended/)).toBeVisible();
  await guest.context().close();
});

test("a trade is shared with one person, who signs in to see it", async ({ page, demo, browser }) => {
  const { items } = await demo.get<{ items: { id: string }[] }>("/trades?limit=1&q=symbol:SPY%20status:closed");
  await page.goto(`/w/${demo.slug}/trades/${items[0]?.id ?? ""}`);
  const email = `coach-${crypto.randomUUID().slice(0, 8)}@example.org`;
  await page.getByRole("button", { name: "Share this trade" }).click();
  await page.getByLabel("Only for").fill(email);
  await page.getByRole("button", { name: "Make a link" }).click();
  const link = (await page.getByLabel("Link", { exact: true }).textContent()) ?? "";
  await expect(page.getByText(`only for ${email}`)).toBeVisible();
  await check(page, "share-with-one");

  const guest = await (await browser.newContext()).newPage();
  const person = { email, password: PASSWORD, name: "Coach", timezone: "America/New_York", currency: "USD" };
  expect((await guest.request.post(new URL("/api/v1/auth/register", link).href, { data: person })).status()).toBe(201);
  await guest.context().clearCookies();
  await guest.goto(link);
  await expect(guest.getByRole("heading", { name: "This trade is shared with one person" })).toBeVisible();
  await check(guest, "shared-with-one");
  await guest.getByRole("link", { name: "Sign in" }).click();
  expect(guest.url()).not.toContain("#");
  await guest.getByLabel("Email").fill(email);
  await guest.getByLabel("Password").fill(PASSWORD);
  await guest.getByRole("button", { name: "Sign in" }).click();
  await expect(guest.getByRole("heading", { name: "SPY" })).toBeVisible();
  await guest.context().close();
});
