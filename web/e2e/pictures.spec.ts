import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "./harness/test";

const HERE = fileURLToPath(new URL("../test-results/pages/", import.meta.url));
const FOR_README = fileURLToPath(new URL("../../docs/images/", import.meta.url));
const WIDTHS = [1440, 1024, 390] as const;

/** Pictures to look at; what a test can tell of them is that nothing sticks out to the side. */
for (const width of WIDTHS) {
  test.describe(`${String(width)} pixels wide`, () => {
    test.use({
      viewport: { width, height: width < 500 ? 844 : 900 },
      ...(width < 500 && { hasTouch: true, isMobile: true }),
    });

    test("no page is wider than the screen", async ({ page, demo }) => {
      await mkdir(HERE, { recursive: true });
      const { items } = await demo.get<{ items: { id: string }[] }>("/trades?limit=1&q=symbol:SPY");
      for (const [name, path] of [
        ["dashboard", ""],
        ["trades", "/trades"],
        ["trade", `/trades/${items[0]?.id ?? ""}`],
        ["calendar", "/calendar"],
        ["imports", "/imports"],
        ["accounts", "/accounts"],
        ["settings", "/settings"],
      ] as const) {
        await page.goto(`/w/${demo.slug}${path}`);
        await page.waitForLoadState("networkidle");
        await expect(page.locator('[role="status"][aria-label^="Loading"]')).toHaveCount(0);
        await page.screenshot({ path: `${HERE}${name}-${String(width)}.png` });
        const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(tooWide, `${name} at ${String(width)} pixels`).toBeLessThanOrEqual(0);
      }
    });
  });
}

test("the picture for the README", async ({ page, demo }) => {
  test.skip(!process.env["UPDATE_SCREENSHOTS"], "only when UPDATE_SCREENSHOTS=1");
  await mkdir(FOR_README, { recursive: true });
  await page.goto(`/w/${demo.slug}`);
  await page.waitForLoadState("networkidle");
  await expect(page.getByRole("region", { name: "Result" })).toContainText("closed trades");
  await page.screenshot({ path: `${FOR_README}dashboard.png` });
});
