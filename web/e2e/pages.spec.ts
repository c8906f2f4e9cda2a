import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { inTheme, settled, violations } from "./harness/axe";
import { type Api, expect, test } from "./harness/test";

const PICTURES = fileURLToPath(new URL("../test-results/pages/", import.meta.url));
const FOR_README = fileURLToPath(new URL("../../docs/images/", import.meta.url));
const WIDE = { width: 1440, height: 900 };
const MIDDLE = { width: 1024, height: 800 };

test.beforeAll(async () => {
  await mkdir(PICTURES, { recursive: true });
});

const firstOf = async (api: Api, path: string): Promise<string> =>
  (await api.get<{ items: { id: string }[] }>(path)).items[0]?.id ?? "";

/** Names and addresses, by what they are for. */
async function pagesOf(api: Api): Promise<{ showing: [string, string][]; bringing: [string, string][] }> {
  const home = `/w/${api.slug}`;
  return {
    showing: [
      ["dashboard", home],
      ["trades", `${home}/trades`],
      ["trade", `${home}/trades/${await firstOf(api, "/trades?limit=1&q=symbol:SPY")}`],
      ["calendar", `${home}/calendar`],
    ],
    bringing: [
      ["imports", `${home}/imports`],
      ["import", `${home}/imports/${await firstOf(api, "/imports?limit=1")}`],
      ["connections", `${home}/imports/connections`],
      ["accounts", `${home}/accounts`],
      ["account", `${home}/accounts/${await firstOf(api, "/accounts")}`],
      ["data", `${home}/settings/data`],
      ["settings", `${home}/settings`],
    ],
  };
}

/** How many pixels stick out to the side. */
const tooWide = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(document.documentElement.scrollWidth - innerWidth, 0));

/** Accessible in both themes, no wider than the screen; and pictures of it to look at. */
async function check(page: Page, pages: readonly [string, string][]): Promise<void> {
  const found: string[] = [];
  for (const [name, path] of pages) {
    await page.setViewportSize(WIDE);
    await page.goto(path);
    found.push(...(await violations(page, name)));
    await page.screenshot({ path: `${PICTURES}${name}-1440.png` });
    await inTheme(page, "dark");
    await page.screenshot({ path: `${PICTURES}${name}-1440-dark.png` });
    await inTheme(page, "light");
    await page.setViewportSize(MIDDLE);
    await expect.poll(() => tooWide(page), `${name} at ${String(MIDDLE.width)} pixels`).toBe(0);
    await page.screenshot({ path: `${PICTURES}${name}-1024.png` });
  }
  expect(found).toEqual([]);
}

test("the pages that show trades are accessible and fit", async ({ page, demo }) => {
  await check(page, (await pagesOf(demo)).showing);
});

test("the pages that bring trades in are accessible and fit", async ({ page, demo }) => {
  await check(page, (await pagesOf(demo)).bringing);
});

test("an empty workspace is accessible and fits", async ({ page, newcomer }) => {
  const home = `/w/${newcomer.slug}`;
  await check(page, [
    ["empty-dashboard", home],
    ["empty-imports", `${home}/imports`],
    ["empty-accounts", `${home}/accounts`],
    ["empty-data", `${home}/settings/data`],
  ]);
});

test("the doors are accessible and fit", async ({ page }) => {
  await check(page, [
    ["sign-in", "/sign-in"],
    ["sign-up", "/sign-up"],
  ]);
});

test("what opens over the pages is accessible", async ({ page, demo }) => {
  await page.goto(`/w/${demo.slug}`);
  await settled(page);
  const found: string[] = [];
  for (const [what, open] of [
    ["palette", () => page.keyboard.press("Control+k")],
    ["shortcuts", () => page.keyboard.press("?")],
    ["definition", () => page.getByRole("button", { name: "Win rate" }).click()],
    ["all figures", () => page.getByRole("button", { name: "All figures" }).click()],
    ["period", () => page.getByRole("button", { name: /^Period/ }).click()],
    ["completion", () => page.getByRole("combobox", { name: "Filter" }).fill("sy")],
  ] as const) {
    await open();
    found.push(...(await violations(page, what)));
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
  }
  expect(found).toEqual([]);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("the pages fit, and can be touched", async ({ page, demo }) => {
    const { showing, bringing } = await pagesOf(demo);
    for (const [name, path] of [...showing, ...bringing]) {
      await page.goto(path);
      await settled(page);
      await expect.poll(() => tooWide(page), `${name} at 390 pixels`).toBe(0);
      await page.screenshot({ path: `${PICTURES}${name}-390.png` });
    }
    // What is in the bars and on the last page: as large as a finger needs it.
    for (const target of await page.locator("nav[aria-label=Pages] a, header button, header a").all()) {
      const box = await target.boundingBox();
      if (box) expect(box.height, await target.innerText()).toBeGreaterThanOrEqual(44);
    }
    expect(await violations(page, "settings on a phone")).toEqual([]);
  });
});

test("the picture for the README, kept with UPDATE_SCREENSHOTS=1", async ({ page, demo }) => {
  const folder = process.env["UPDATE_SCREENSHOTS"] ? FOR_README : PICTURES;
  await mkdir(folder, { recursive: true });
  await page.goto(`/w/${demo.slug}`);
  await settled(page);
  await expect(page.getByRole("region", { name: "Result" })).toContainText("closed trades");
  await page.screenshot({ path: `${folder}dashboard.png` });
});
