import { crc32, deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { zipEntry } from "./zip-entry";

const TEXT = JSON.stringify({ format: "tradesense-archive", tables: Array.from({ length: 50 }, (_, n) => n) });

/** A ZIP by the book: a first entry, then the one that is looked for. `wide`: sizes and places in 64 bits. */
function zipped(content: string, { method = 8, wide = false, comment = "" } = {}): Blob {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of [["tables/trades.arrows", "rows"], ["manifest.json", content]] as const) {
    const data = method === 8 ? deflateRawSync(text) : Buffer.from(text);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(method, 8);
    local.writeUInt16LE(name.length, 26);
    const head = Buffer.alloc(46);
    head.writeUInt32LE(0x02014b50, 0);
    head.writeUInt16LE(method, 10);
    head.writeUInt32LE(crc32(text), 16);
    head.writeUInt32LE(wide ? 0xffffffff : data.length, 20);
    head.writeUInt32LE(text.length, 24);
    head.writeUInt16LE(name.length, 28);
    head.writeUInt16LE(wide ? 20 : 0, 30);
    head.writeUInt32LE(wide ? 0xffffffff : offset, 42);
    const extra = Buffer.alloc(wide ? 20 : 0);
    if (wide) {
      extra.writeUInt16LE(1, 0);
      extra.writeUInt16LE(16, 2);
      extra.writeBigUInt64LE(BigInt(data.length), 4);
      extra.writeBigUInt64LE(BigInt(offset), 12);
    }
    parts.push(local, Buffer.from(name), data);
    directory.push(head, Buffer.from(name), extra);
    offset += 30 + name.length + data.length;
  }
  const listed = Buffer.concat(directory);
  const wideEnd = Buffer.alloc(wide ? 76 : 0);
  if (wide) {
    wideEnd.writeUInt32LE(0x06064b50, 0);
    wideEnd.writeBigUInt64LE(BigInt(listed.length), 40);
    wideEnd.writeBigUInt64LE(BigInt(offset), 48);
    wideEnd.writeUInt32LE(0x07064b50, 56);
    wideEnd.writeBigUInt64LE(BigInt(offset + listed.length), 64);
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(wide ? 0xffffffff : listed.length, 12);
  end.writeUInt32LE(wide ? 0xffffffff : offset, 16);
  end.writeUInt16LE(comment.length, 20);
  return new Blob([Buffer.concat([...parts, listed, wideEnd, end, Buffer.from(comment)])]);
}

describe("an entry of a ZIP", () => {
  it.each([
    ["deflated", {}],
    ["stored", { method: 0 }],
    ["in 64 bits", { wide: true }],
    ["before a comment", { comment: "made by hand" }],
  ])("is read %s", async (_, how) => {
    expect(await zipEntry(zipped(TEXT, how), "manifest.json")).toBe(TEXT);
  });

  it("is null where there is none, or no ZIP", async () => {
    expect(await zipEntry(zipped(TEXT), "other.json")).toBeNull();
    expect(await zipEntry(new Blob(["Date,Symbol\n"]), "manifest.json")).toBeNull();
    expect(await zipEntry(new Blob([]), "manifest.json")).toBeNull();
  });

  it("is null where it is damaged", async () => {
    const whole = zipped(TEXT);
    expect(await zipEntry(whole.slice(30), "manifest.json")).toBeNull();
  });

  it("is null where it would become too much", async () => {
    expect(await zipEntry(zipped("0".repeat(17 * 1024 * 1024)), "manifest.json")).toBeNull();
  });
});
