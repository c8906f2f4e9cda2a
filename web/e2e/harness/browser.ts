import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Chromium comes inside an npm package, with the libraries and fonts a bare machine lacks: nothing is downloaded. */
const PACKAGE = fileURLToPath(new URL("../../node_modules/@sparticuz/chromium/", import.meta.url));
const HOME = fileURLToPath(new URL("../../node_modules/.cache/chromium/", import.meta.url));
const LIBRARIES = join(HOME, "al2023", "lib");

export const BROWSER_PATH = process.env["E2E_CHROMIUM"] ?? join(HOME, "chromium");

export const BROWSER_ENVIRONMENT: Record<string, string> = {
  ...(process.env as Record<string, string>),
  LD_LIBRARY_PATH: [LIBRARIES, process.env["LD_LIBRARY_PATH"]].filter(Boolean).join(":"),
  FONTCONFIG_FILE: join(HOME, "fonts.conf"),
};

const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(HOME, "fonts")}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(HOME, "fonts-cache")}</cachedir>
</fontconfig>
`;

/** Unpacks it once: all or nothing, so that a run that was cut off leaves no half of it. */
export async function unpackBrowser(): Promise<void> {
  if (process.env["E2E_CHROMIUM"] || existsSync(BROWSER_PATH)) return;
  const part = `${HOME.replace(/\/$/, "")}.${String(process.pid)}`;
  await mkdir(part, { recursive: true });
  // The package unpacks into the temporary folder.
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = part;
  const { inflate } = await import("@sparticuz/chromium");
  await Promise.all(["chromium.br", "fonts.tar.br", "al2023.tar.br"].map((name) => inflate(join(PACKAGE, "bin", name))));
  if (before === undefined) delete process.env["TMPDIR"];
  else process.env["TMPDIR"] = before;
  await writeFile(join(part, "fonts.conf"), FONTS);
  await rm(HOME, { recursive: true, force: true });
  await rename(part, HOME);
}
