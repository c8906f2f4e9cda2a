// The scripts of the first load, from the build's manifest: entry, what it imports statically, and the
// dashboard's own chunk. Fails above the budget.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const BUDGET_BYTES = 300_000;
const ROOT = new URL("../../src/tradesense/main/static/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", ROOT), "utf8"));

const firstLoad = new Set();
function add(key) {
  const chunk = manifest[key];
  if (!chunk || firstLoad.has(chunk.file)) return;
  firstLoad.add(chunk.file);
  for (const css of chunk.css ?? []) firstLoad.add(css);
  for (const imported of chunk.imports ?? []) add(imported);
}
add("index.html");
for (const key of Object.keys(manifest)) if (/app\/pages\/dashboard\.tsx$/.test(key)) add(key);

let total = 0;
for (const file of firstLoad) {
  const bytes = gzipSync(readFileSync(new URL(file, ROOT)), { level: 9 }).length;
  total += bytes;
  console.log(`${(bytes / 1000).toFixed(1).padStart(8)} kB  ${file}`);
}
console.log(`${(total / 1000).toFixed(1).padStart(8)} kB  first load, of ${BUDGET_BYTES / 1000} kB`);
if (total > BUDGET_BYTES) process.exit(1);
