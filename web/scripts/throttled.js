// What a person with a slow computer waits for: the dashboard and the trades, in a real Chromium whose processor is
// slowed down. `node scripts/throttled.js ADDRESS EMAIL PASSWORD SLOWDOWN` prints the times in ms as JSON.
import { chromium } from "@playwright/test";
import { BROWSER_ENVIRONMENT, BROWSER_PATH, unpackBrowser } from "../e2e/harness/browser.ts";

const [address, email, password, slowdown] = process.argv.slice(2);
const ROUNDS = 3;
const SCROLLS = 60;
const SCROLL_PIXELS = 400;
const WAIT_MS_MAX = 120_000;

await unpackBrowser();
const browser = await chromium.launch({
  executablePath: BROWSER_PATH,
  args: ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"],
  env: BROWSER_ENVIRONMENT,
});
try {
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await visit());
  console.log(JSON.stringify(Object.fromEntries(Object.keys(rounds[0]).map((key) => [key, middle(rounds, key)]))));
} finally {
  await browser.close();
}

/** One visit with an empty cache, the processor slowed down all along. */
async function visit() {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-US" });
  const page = await context.newPage();
  page.setDefaultTimeout(WAIT_MS_MAX);
  const answer = await page.request.post(`${address}/api/v1/auth/login`, { data: { email, password } });
  const { workspaces } = await answer.json();
  const home = `${address}/w/${workspaces[0].slug}`;
  await page.addInitScript(() => {
    localStorage.setItem("tradesense.returning", "yes");
    window.paints = [];
    window.events = [];
    new PerformanceObserver((list) => window.paints.push(...list.getEntries())).observe({
      type: "largest-contentful-paint",
      buffered: true,
    });
    new PerformanceObserver((list) => window.events.push(...list.getEntries())).observe({
      type: "event",
      durationThreshold: 16,
      buffered: true,
    });
  });
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: Number(slowdown) });
  await page.goto(home);
  const dashboard = await painted(page);
  const dashboardFilter = await filtered(page, "symbol:S001");
  await page.goto(`${home}/trades`);
  const trades = await painted(page);
  const grid = page.getByRole("grid", { name: "Trades" });
  await grid.getByRole("row").nth(1).waitFor();
  const sort = await reacted(page, () => grid.getByRole("button", { name: /^Net/ }).click());
  const tradesFilter = await filtered(page, "symbol:S001");
  await page.goto(`${home}/trades`);
  await settled(page);
  await grid.getByRole("row").nth(1).hover();
  const frames = await scrolled(page);
  await context.close();
  return {
    dashboard_first_paint: dashboard.first,
    dashboard_largest_paint: dashboard.largest,
    dashboard_filter: dashboardFilter,
    trades_first_paint: trades.first,
    trades_largest_paint: trades.largest,
    trades_filter: tradesFilter,
    trades_sort: sort,
    scroll_frame_p95: frames,
  };
}

/** The page is there and nothing of it is still loading. */
async function settled(page) {
  await page.getByRole("combobox", { name: "Filter" }).waitFor();
  await page.waitForFunction(() => document.querySelector('[role="status"][aria-label^="Loading"]') === null);
}

async function painted(page) {
  await settled(page);
  await page.waitForFunction(() => window.paints.length > 0);
  return page.evaluate(() => ({
    first: performance.getEntriesByName("first-contentful-paint")[0].startTime,
    largest: window.paints.at(-1).startTime,
  }));
}

/** From the key that sends the filter off to the next paint; typing it counts as well. */
async function filtered(page, text) {
  return reacted(page, async () => {
    const filter = page.getByRole("combobox", { name: "Filter" });
    await filter.click();
    await filter.pressSequentially(text, { delay: 60 });
    await page.keyboard.press("Enter");
  });
}

/** The longest that anything done meanwhile took to the next paint (Event Timing: to 8 ms; below 16 ms is not told). */
async function reacted(page, act) {
  await page.evaluate(() => {
    window.events.length = 0;
  });
  await act();
  await page.waitForTimeout(500);
  await settled(page);
  return page.evaluate(() => Math.max(16, ...window.events.map((one) => one.duration)));
}

/** Time between frames while the wheel turns: the one that 95 of 100 stay below. */
async function scrolled(page) {
  await page.evaluate(() => {
    window.frames_at = [];
    const note = (at) => {
      window.frames_at.push(at);
      window.noting = requestAnimationFrame(note);
    };
    window.noting = requestAnimationFrame(note);
  });
  for (let turn = 0; turn < SCROLLS; turn += 1) {
    await page.mouse.wheel(0, SCROLL_PIXELS);
    await page.waitForTimeout(16);
  }
  return page.evaluate(() => {
    cancelAnimationFrame(window.noting);
    const gaps = window.frames_at.slice(1).map((at, place) => at - window.frames_at[place]);
    gaps.sort((one, other) => one - other);
    return gaps[Math.floor(gaps.length * 0.95)];
  });
}

function middle(rounds, key) {
  const values = rounds.map((one) => one[key]).sort((one, other) => one - other);
  return values[Math.floor(values.length / 2)];
}
