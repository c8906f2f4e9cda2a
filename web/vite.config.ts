import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const OUT_DIR = "../src/tradesense/main/static";
const COMPRESSED = /\.(?:js|css|html|svg|json|webmanifest)$/;
const COMPRESS_FROM_BYTES = 1_000;

/** Writes `.gz` and `.br` beside every text asset, so that the server compresses nothing at run time. */
function precompress(): Plugin {
  return {
    name: "precompress",
    apply: "build",
    async writeBundle({ dir }) {
      const root = dir ?? OUT_DIR;
      const names = await readdir(root, { recursive: true });
      await Promise.all(names.filter((name) => COMPRESSED.test(name)).map((name) => compress(join(root, name))));
    },
  };
}

async function compress(path: string): Promise<void> {
  const bytes = await readFile(path);
  if (bytes.length < COMPRESS_FROM_BYTES) return;
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } };
  await Promise.all([
    promisify(gzip)(bytes, { level: 9 }).then((packed) => writeFile(`${path}.gz`, packed)),
    promisify(brotliCompress)(bytes, quality).then((packed) => writeFile(`${path}.br`, packed)),
  ]);
}

export default defineConfig({
  // The server puts each answer's own in its place (main/web_assets.py).
  html: { cspNonce: "NONCE-OF-THIS-ANSWER" },
  plugins: [react(), tailwindcss(), precompress()],
  server: { host: "127.0.0.1", proxy: { "/api": process.env["TRADESENSE_API"] ?? "http://127.0.0.1:8000" } },
  build: { outDir: OUT_DIR, emptyOutDir: true, manifest: true, target: "es2023", chunkSizeWarningLimit: 400 },
});
