import type { Page } from "@playwright/test";
import { violations } from "./harness/axe";
import { expect, test } from "./harness/test";

/** Three closes of what was never opened, a contract that nobody knows, and a round trip. */
const FILE = `Date,Time,Symbol,Side,Quantity,Price,Commission,Currency
2025-03-03,09:31:00,WOMB,SELL TO CLOSE,10,100.00,1.00,USD
2025-03-03,09:32:00,QUUX,SELL TO CLOSE,5,20.00,1.00,USD
2025-03-03,09:33:00,BIRD,SELL TO CLOSE,7,20.00,1.00,USD
2025-03-04,09:45:00,/QZWH5,BUY,2,100.00,1.00,USD
2025-03-05,10:00:00,AAPL,BUY,100,190.00,1.00,USD
2025-03-05,11:00:00,AAPL,SELL,100,191.50,1.00,USD
`;

const focused = (page: Page) => page.locator(":focus");

/** Tab by tab, never out of sight or under the bars, until a button of that name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let pressed = 0; pressed < 60; pressed++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const here = document.activeElement;
      if (!here || here === document.body) return null;
      const { left, top, width, height } = here.getBoundingClientRect();
      const met = document.elementFromPoint(left + width / 2, top + Math.min(height, 24) / 2);
      // A field may lie within its label, an icon over its button.
      const seen = met !== null && (here.contains(met) || met.contains(here));
      return { name: here.getAttribute("aria-label") ?? here.textContent, seen };
    });
    if (at === null) continue;
    expect(at.seen, `${at.name} is in sight`).toBe(true);
    if (at.name === name) return;
  }
  throw new Error(`${name} is not reached by Tab`);
}

for (const width of [1440, 390]) {
  test(`brings a file in, settles its rows, commits and undoes it by keyboard alone, ${String(width)} wide`, async ({
    page,
    newcomer,
  }) => {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
    await page.goto(`/w/${newcomer.slug}/imports`);
    await expect(page.getByRole("heading", { level: 1, name: "Imports" })).toBeVisible();
    const chosen = page.waitForEvent("filechooser");
    await tabTo(page, "Choose files");
    await page.keyboard.press("Enter");
    await (await chosen).setFiles({ name: "apart.csv", mimeType: "text/csv", buffer: Buffer.from(FILE) });
    await expect(page.getByText("Nothing is stored yet.")).toBeVisible();
    await expect(page.getByRole("heading", { level: 1, name: "apart.csv" })).toBeFocused();

    // Row after row, without the way down from the top each time.
    await tabTo(page, "Leave out: line 2");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("button", { name: "It opens: line 3" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("button", { name: "It opens: line 4" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByLabel("Contract", { exact: true })).toBeFocused();
    await page.keyboard.press("Tab");
    await page.keyboard.type("12.5");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("button", { name: "Commit 5 new rows" })).toBeEnabled();
    await tabTo(page, "Take back: line 2");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("button", { name: "Take back: line 3" })).toBeFocused();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(await violations(page, "a settled review")).toEqual([]);

    await tabTo(page, "Commit 5 new rows");
    await page.keyboard.press("Enter");
    await expect(page.getByText("Committed", { exact: true })).toBeVisible();
    await expect(page.getByRole("heading", { level: 1, name: "apart.csv" })).toBeFocused();

    await tabTo(page, "Undo import");
    const undo = focused(page);
    await page.keyboard.press("Enter");
    const question = page.getByRole("dialog", { name: "Undo this import?" });
    await expect(question.getByRole("button", { name: "Cancel" })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(question).toBeHidden();
    await expect(undo).toHaveText("Undo import");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await expect(question.getByRole("button", { name: "Undo import" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByText("Undone", { exact: true })).toBeVisible();
    await expect(page.getByRole("heading", { level: 1, name: "apart.csv" })).toBeFocused();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
}
