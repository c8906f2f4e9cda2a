import type { Page } from "@playwright/test";
import axe from "axe-core";
import { type Api, expect, test } from "./harness/test";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const ALL: axe.RunOptions = { resultTypes: ["violations"], runOnly: { type: "tag", values: RULES } };
/** What a theme can change. */
const CONTRASTS: axe.RunOptions = { resultTypes: ["violations"], runOnly: { type: "rule", values: ["color-contrast"] } };

/** Nothing is still loading: no skeleton, no request under way. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await expect(page.locator('[role="status"][aria-label^="Loading"]')).toHaveCount(0);
}

async function violations(page: Page, where: string): Promise<string[]> {
  await settled(page);
  await page.evaluate(axe.source);
  const found: string[] = [];
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
    const broken = await page.evaluate(async (options) => {
      const { axe: loaded } = globalThis as unknown as { axe: typeof axe };
      const { violations: rules } = await loaded.run(document, options);
      return rules.flatMap(({ id, nodes }) => nodes.map((node) => `${id}, ${node.target.join(" ")}, ${node.failureSummary ?? ""}`));
    }, theme === "light" ? ALL : CONTRASTS);
    found.push(...broken.map((one) => `${where}, ${theme}: ${one}`));
  }
  await page.emulateMedia({ colorScheme: "light" });
  return found;
}

async function check(page: Page, paths: readonly string[]): Promise<void> {
  const found: string[] = [];
  for (const path of paths) {
    await page.goto(path);
    found.push(...(await violations(page, path)));
  }
  expect(found).toEqual([]);
}

const firstOf = async (api: Api, path: string): Promise<string> =>
  (await api.get<{ items: { id: string }[] }>(path)).items[0]?.id ?? "";

test("the pages that show trades are accessible", async ({ page, demo }) => {
  const trade = await firstOf(demo, "/trades?limit=1");
  const home = `/w/${demo.slug}`;
  await check(page, [home, `${home}/trades`, `${home}/trades/${trade}`, `${home}/calendar`]);
});

test("the pages that bring trades in are accessible", async ({ page, demo }) => {
  const home = `/w/${demo.slug}`;
  const [imported, account] = [await firstOf(demo, "/imports?limit=1"), await firstOf(demo, "/accounts")];
  await check(page, [
    `${home}/imports`,
    `${home}/imports/${imported}`,
    `${home}/accounts`,
    `${home}/accounts/${account}`,
    `${home}/settings`,
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

test("an empty workspace is accessible", async ({ page, newcomer }) => {
  const home = `/w/${newcomer.slug}`;
  await check(page, [home, `${home}/trades`, `${home}/imports`, `${home}/accounts`]);
});

test("the doors are accessible", async ({ page }) => {
  await check(page, ["/sign-in", "/sign-up", "/w/nowhere"]);
});

test("a phone’s pages are accessible", async ({ page, demo }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const home = `/w/${demo.slug}`;
  await check(page, [home, `${home}/trades`]);
});
