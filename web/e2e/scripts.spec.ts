import type { Page } from "@playwright/test";
import { settled } from "./harness/axe";
import { foreignParts, LINKS, MARKUP, PAYLOADS, watchStrikes } from "./harness/hostile";
import { bringFiles, bringPeople, writeLedger, writeNames } from "./harness/hostile-house";
import { enter, expect, test } from "./harness/test";

const PASSWORD = "a few plain words";
const NAME = "<img src=x onerror=HIT()>";
const FIRST = "<script>HIT()</script>";

/** Within the app, without loading it anew. */
async function go(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState({}, "", to);
    dispatchEvent(new PopStateEvent("popstate"));
  }, path);
}

test("S58: sixty scripts in every text stay text on every page", async ({ page, browser }) => {
  test.setTimeout(180_000); // it writes two hundred things and looks at twenty pages
  expect(new Set(PAYLOADS).size).toBe(60);
  const origin = process.env["E2E_ADDRESS"] ?? "";
  const email = `${crypto.randomUUID()}@example.org`;
  const person = { email, password: PASSWORD, name: NAME, timezone: "Etc/UTC", currency: "USD" };
  const api = await enter(page, "/api/v1/auth/register", person);
  const who = { page, api, email, password: PASSWORD };
  const { full, strange } = await bringFiles(who);
  const { account, trades: [trade = "", another = ""] } = await writeLedger(who);
  const { invitation, shared } = await writeNames(who, trade);
  await bringPeople(who);

  const struck = await watchStrikes(page.context(), origin);
  await page.goto(`/w/${api.slug}`);
  const shows = [
    ["", FIRST.toUpperCase()],
    ["/trades", FIRST.toUpperCase()],
    [`/trades/${trade}`, "%3Cscript%3EHIT()%3C/script%3E"],
    [`/trades/${another}`, "%3Cscript%3EHIT()%3C/script%3E"],
    ["/calendar?month=2025-03", "March 2025"],
    ["/imports", ".csv"],
    [`/imports/${full}`, "<svg onload=HIT()>"],
    [`/imports/${strange}`, "<svg onload=HIT()>"],
    ["/imports/connections", "<svg onload=HIT()>"],
    ["/accounts", "<svg onload=HIT()>"],
    [`/accounts/${account}`, FIRST],
    ["/settings", NAME],
    ["/settings/members", "<svg/onload=hit()>"],
    ["/settings/api-keys", "<svg onload=HIT()>"],
    ["/settings/privacy", "Delete your account"],
    ["/settings/audit", "{{constructor.constructor('HIT()')()}}"],
    ["/settings/data", "Restore an archive"],
  ] as const;
  for (const [path, text] of shows) {
    await go(page, `/w/${api.slug}${path}`);
    await expect(page.locator("main"), path).toContainText(text);
    expect(await foreignParts(page), path).toEqual([]);
  }
  // The list draws what is in sight.
  await go(page, `/w/${api.slug}/trades`);
  await page.getByRole("grid", { name: "Trades" }).getByRole("row").nth(1).click();
  await page.keyboard.press("End");
  await expect(page.getByRole("grid", { name: "Trades" })).toContainText(`">${FIRST.toUpperCase()}`);
  expect(await foreignParts(page)).toEqual([]);
  await page.getByTitle("Accounts shown, and workspaces").click();
  await expect(page.getByRole("menu")).toContainText("<svg onload=HIT()>");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("<img");
  expect(await foreignParts(page)).toEqual([]);

  const guests = await browser.newContext();
  const struckThere = await watchStrikes(guests, origin);
  const guest = await guests.newPage();
  for (const path of [invitation, shared]) {
    await guest.goto(`${origin}${path}`);
    await expect(guest.locator("body")).toContainText(/HIT\(\)/);
    expect(await foreignParts(guest), path).toEqual([]);
  }
  await Promise.all([settled(page), settled(guest)]);
  await guests.close();
  expect([...struck, ...struckThere]).toEqual([]);
});

test.describe("where text is taken for a page", () => {
  test.use({ expectedErrors: [/status of 404/] });

  test("the scripts of S58 strike", async ({ page }) => {
    const origin = "http://naive.test";
    const struck = await watchStrikes(page.context(), origin);
    const links = LINKS.map((link) => `<a href="${link}">x</a>`);
    const body = [...MARKUP, ...links].map((_, place) => `<iframe name=at${String(place)}></iframe>`).join("");
    await page.route("**", (route) =>
      route.fulfill(route.request().url() === `${origin}/` ? { contentType: "text/html", body } : { status: 404 }),
    );
    await page.goto(`${origin}/`);
    await page.evaluate((texts) => {
      for (const [place, frame] of document.querySelectorAll("iframe").entries()) frame.srcdoc = texts[place] ?? "";
    }, [...MARKUP, ...links]);
    for (const [place] of LINKS.entries()) {
      await page.frameLocator(`[name=at${String(MARKUP.length + place)}]`).getByRole("link").click();
    }
    const missing = (): string[] => {
      const scripts = [...MARKUP, ...LINKS].filter(
        (text, place) => !text.includes("x.test") && !struck.some((one) => one.startsWith(`script in at${String(place)} `)),
      );
      const requests = ["img", "link", "css", "base", "go"].filter((path) => !struck.includes(`request http://x.test/${path}`));
      return [...scripts, ...requests];
    };
    await expect.poll(missing).toEqual([]);
  });
});
