import { defineConfig } from "@hey-api/openapi-ts";

export default defineConfig({
  input: "../docs/openapi.json",
  // The files are not written for exactOptionalPropertyTypes; what they export is checked where it is used.
  output: { path: "src/api/generated", clean: true, header: ["// @ts-nocheck", "// Written by `npm run client` from docs/openapi.json."] },
  plugins: [
    { name: "@hey-api/client-fetch", throwOnError: true, baseUrl: false },
    { name: "@hey-api/typescript" },
    { name: "@hey-api/sdk", responseStyle: "data" },
  ],
});
