import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const common = { globals: true, restoreMocks: true, css: false };

export default defineConfig({
  plugins: [react()],
  test: {
    maxWorkers: 2,
    projects: [
      // Functions need no document: without one they run in a fraction of the time.
      { extends: true, test: { ...common, name: "functions", environment: "node", isolate: false, include: ["src/**/*.test.ts"] } },
      {
        extends: true,
        // Its build for browsers, which Vite takes by itself when it builds for one.
        resolve: { alias: { "tus-js-client": "tus-js-client/lib.esm/browser/index.js" } },
        test: {
          ...common,
          name: "components",
          server: { deps: { inline: ["tus-js-client"] } },
          environment: "jsdom",
          include: ["src/**/*.test.tsx"],
          setupFiles: ["src/testing/setup.ts"],
        },
      },
    ],
  },
});
