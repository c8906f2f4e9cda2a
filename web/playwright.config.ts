import { defineConfig } from "@playwright/test";
import { BROWSER_ENVIRONMENT, BROWSER_PATH } from "./e2e/harness/browser";

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results/runs",
  globalSetup: "./e2e/harness/global-setup.ts",
  reporter: [["list"]],
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  timeout: 40_000,
  expect: { timeout: 10_000 },
  use: {
    browserName: "chromium",
    locale: "en-US",
    timezoneId: "America/New_York",
    viewport: { width: 1440, height: 900 },
    colorScheme: "light",
    reducedMotion: "reduce",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: BROWSER_PATH,
      // The sandbox needs a kernel set up for it; containers and root have none. Only our own pages are opened.
      args: ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"],
      env: BROWSER_ENVIRONMENT,
    },
  },
});
