import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { violations } from "./harness/axe";
import { expect, test } from "./harness/test";

const ROWS = 8_000;
const REMARK = "said of it ".repeat(20);
const SLOW_BYTES_PER_SECOND = 500_000;

/** Round trips of one share that each make a dollar, a minute apart; long rows, so that few are much to send. */
function fills(): string {
  const rows = Array.from({ length: ROWS }, (_, n) => {
    const at = new Date(Date.UTC(2025, 0, 1) + n * 60_000).toISOString();
    return `${at.slice(0, 10)},${at.slice(11, 19)},AAPL,${n % 2 === 0 ? "BUY" : "SELL"},1,${n % 2 === 0 ? "100.00" : "101.00"},0.00,USD,${REMARK}`;
  });
  return ["Date,Time,Symbol,Side,Quantity,Price,Commission,Currency,Remark", ...rows].join("\n");
}

test("pauses an upload, goes on with it after a reload, and reviews the file", async ({ page, newcomer }) => {
  const folder = await mkdtemp(join(tmpdir(), "tradesense-upload-"));
  const path = join(folder, "year.csv");
  await writeFile(path, fills());
  const cable = await page.context().newCDPSession(page);
  const speed = async (bytesPerSecond: number) =>
    cable.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: bytesPerSecond,
    });
  await page.goto(`/w/${newcomer.slug}/imports`);
  await speed(SLOW_BYTES_PER_SECOND);
  await page.getByLabel("Broker’s files", { exact: true }).setInputFiles(path);

  const sending = page.getByRole("progressbar", { name: "Sending year.csv" });
  await expect.poll(async () => Number(await sending.getAttribute("aria-valuenow"))).toBeGreaterThan(10);
  await page.getByRole("button", { name: "Pause year.csv" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText(/, paused$/)).toBeVisible();
  // The same button, where the keyboard still is, now says the other thing.
  await expect(page.getByRole("button", { name: "Go on sending year.csv" })).toBeFocused();

  await page.reload();
  const broken = page.getByRole("region", { name: "Broken off" });
  await expect(broken).toContainText("year.csv");
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await violations(page, "broken off")).toEqual([]);
  await page.setViewportSize({ width: 1440, height: 900 });

  await speed(-1);
  const first = page.waitForRequest((request) => request.method() === "PATCH" && request.url().includes("/uploads/"));
  await page.getByLabel("Broker’s files", { exact: true }).setInputFiles(path);
  // What had come before is not sent again.
  expect(Number((await first).headers()["upload-offset"])).toBeGreaterThan(0);
  await expect(page.getByRole("heading", { level: 1, name: "year.csv" })).toBeVisible();
  await expect(page.getByRole("region", { name: "What became of the rows" })).toContainText("8,000\u00a0rows");
  await rm(folder, { recursive: true });
});
