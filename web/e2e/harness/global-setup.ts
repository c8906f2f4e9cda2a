import { buildIfStale } from "./build";
import { unpackBrowser } from "./browser";
import { startServer } from "./server";

/** Everything a journey needs, made before the first one and taken away after the last. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  await Promise.all([buildIfStale(), unpackBrowser()]);
  const server = await startServer();
  process.env["E2E_ADDRESS"] = server.address;
  process.env["E2E_DEMO_PASSWORD"] = server.demoPassword;
  return server.stop;
}
