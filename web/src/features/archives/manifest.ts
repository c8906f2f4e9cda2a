import * as z from "zod/mini";
import { zipEntry } from "../../lib/zip-entry";

const count = z.number().check(z.nonnegative());
const Manifest = z.object({
  format: z.literal("tradesense-archive"),
  version: count,
  product: z.string(),
  made_at: z.string(),
  workspace: z.object({ name: z.string(), timezone: z.string(), currency: z.string() }),
  tables: z.array(z.object({ name: z.string(), rows: count })),
  files: z.array(z.object({ bytes: count })),
  left_out: z.record(z.string(), z.string()),
});

/** What an archive says of itself (docs/archive.md): what is in it, and what is not. */
export type Manifest = z.infer<typeof Manifest>;

/** Read in the browser, before a byte of it is sent; null where the file is no archive of a workspace. */
export async function manifestOf(file: Blob): Promise<Manifest | null> {
  const text = await zipEntry(file, "manifest.json");
  if (text === null) return null;
  try {
    return Manifest.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
