import type { Page } from "@playwright/test";
import axe from "axe-core";
import { expect } from "./test";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const ALL: axe.RunOptions = { resultTypes: ["violations"], runOnly: { type: "tag", values: RULES } };
/** What a theme can change. */
const CONTRASTS: axe.RunOptions = { resultTypes: ["violations"], runOnly: { type: "rule", values: ["color-contrast"] } };

/** Nothing is still loading: no skeleton, no request under way. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await expect(page.locator('[role="status"][aria-label^="Loading"]')).toHaveCount(0);
}

export async function inTheme(page: Page, theme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
}

/** What axe finds in the light theme, and in the dark one what can differ there; the page is left in the light one. */
export async function violations(page: Page, where: string): Promise<string[]> {
  await settled(page);
  await page.evaluate(axe.source);
  const found: string[] = [];
  for (const theme of ["light", "dark"] as const) {
    await inTheme(page, theme);
    const broken = await page.evaluate(
      async (options) => {
        const { axe: loaded } = globalThis as unknown as { axe: typeof axe };
        const { violations: rules } = await loaded.run(document, options);
        return rules.flatMap(({ id, nodes }) =>
          nodes.map((node) => `${id}, ${node.target.join(" ")}, ${node.failureSummary ?? ""}`),
        );
      },
      theme === "light" ? ALL : CONTRASTS,
    );
    found.push(...broken.map((one) => `${where}, ${theme}: ${one}`));
  }
  await inTheme(page, "light");
  return found;
}
