import { execFile } from "node:child_process";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const WEB = fileURLToPath(new URL("../../", import.meta.url));
/** Where the server under test serves from. */
const STATIC = process.env["E2E_STATIC"] ?? join(WEB, "../src/tradesense/main/static");
const BUILT = join(STATIC, ".vite/manifest.json");
const VITE = join(WEB, "node_modules/vite/bin/vite.js");
const SOURCES = ["src", "public", "index.html", "vite.config.ts", "package-lock.json"];

/** Builds the app when what is built is older than its sources: a journey never walks through yesterday's pages. */
export async function buildIfStale(): Promise<void> {
  const built = await stat(BUILT).then((found) => found.mtimeMs, () => 0);
  const newest = Math.max(...(await Promise.all(SOURCES.map((name) => newestIn(join(WEB, name))))));
  if (built > newest) return;
  await promisify(execFile)(process.execPath, [VITE, "build", "--outDir", STATIC, "--emptyOutDir"], { cwd: WEB });
}

async function newestIn(path: string): Promise<number> {
  const found = await stat(path);
  if (!found.isDirectory()) return found.mtimeMs;
  const inside = await readdir(path, { recursive: true, withFileTypes: true });
  const files = inside.filter((one) => one.isFile());
  const times = await Promise.all(files.map(async (one) => (await stat(join(one.parentPath, one.name))).mtimeMs));
  return Math.max(0, ...times);
}
