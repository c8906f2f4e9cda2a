/**
 * One entry of a ZIP, read from the file's end: however large it is, only its directory and that entry are touched.
 * PKWARE APPNOTE.TXT 6.3.10, 4.3.7, 4.3.12, 4.3.14 to 4.3.16 and 4.5.3.
 */

const END = 0x06054b50;
const END_BYTES = 22;
const COMMENT_BYTES_MAX = 0xffff;
const LOCATOR = 0x07064b50;
const LOCATOR_BYTES = 20;
const END64_BYTES = 56;
const DIRECTORY_ENTRY = 0x02014b50;
const DIRECTORY_ENTRY_BYTES = 46;
const LOCAL_HEADER_BYTES = 30;
const ELSEWHERE = 0xffffffff;
const ZIP64_EXTRA = 1;
const DEFLATED = 8;
/** No directory or manifest of ours comes near. */
const BYTES_MAX = 16 * 1024 * 1024;

/** The entry's text; null where the file is no ZIP, or has no such entry. */
export async function zipEntry(file: Blob, name: string): Promise<string | null> {
  const directory = await directoryOf(file);
  const place = directory && placeIn(directory, name);
  if (!place || place.bytes > BYTES_MAX) return null;
  const local = await view(file, place.offset, LOCAL_HEADER_BYTES);
  if (local.byteLength < LOCAL_HEADER_BYTES) return null;
  const start = place.offset + LOCAL_HEADER_BYTES + local.getUint16(26, true) + local.getUint16(28, true);
  const packed = await file.slice(start, start + place.bytes).arrayBuffer();
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(place.method === DEFLATED ? await inflated(packed) : packed);
  } catch {
    return null;
  }
}

interface Place {
  method: number;
  bytes: number;
  offset: number;
}

async function view(file: Blob, start: number, bytes: number): Promise<DataView> {
  return new DataView(await file.slice(Math.max(start, 0), start + bytes).arrayBuffer());
}

async function directoryOf(file: Blob): Promise<DataView | null> {
  const tailStart = Math.max(file.size - END_BYTES - COMMENT_BYTES_MAX - LOCATOR_BYTES, 0);
  const tail = await view(file, tailStart, file.size - tailStart);
  let end = tail.byteLength - END_BYTES;
  while (end >= 0 && tail.getUint32(end, true) !== END) end -= 1;
  if (end < 0) return null;
  let bytes = tail.getUint32(end + 12, true);
  let offset = tail.getUint32(end + 16, true);
  const locator = end - LOCATOR_BYTES;
  if (locator >= 0 && tail.getUint32(locator, true) === LOCATOR) {
    const end64 = await view(file, Number(tail.getBigUint64(locator + 8, true)), END64_BYTES);
    if (end64.byteLength < END64_BYTES) return null;
    bytes = Number(end64.getBigUint64(40, true));
    offset = Number(end64.getBigUint64(48, true));
  }
  return bytes > BYTES_MAX || offset + bytes > file.size ? null : view(file, offset, bytes);
}

function placeIn(directory: DataView, wanted: string): Place | null {
  const names = new TextDecoder();
  let at = 0;
  while (at + DIRECTORY_ENTRY_BYTES <= directory.byteLength && directory.getUint32(at, true) === DIRECTORY_ENTRY) {
    const nameBytes = directory.getUint16(at + 28, true);
    const extraBytes = directory.getUint16(at + 30, true);
    const nameAt = at + DIRECTORY_ENTRY_BYTES;
    const next = nameAt + nameBytes + extraBytes + directory.getUint16(at + 32, true);
    if (next > directory.byteLength) return null;
    const name = names.decode(new Uint8Array(directory.buffer, directory.byteOffset + nameAt, nameBytes));
    if (name === wanted) return placeOf(directory, at, nameAt + nameBytes, extraBytes);
    at = next;
  }
  return null;
}

/** What does not fit into 32 bits stands in the extra field, in this order. */
function placeOf(directory: DataView, at: number, extraAt: number, extraBytes: number): Place {
  const said = [directory.getUint32(at + 24, true), directory.getUint32(at + 20, true), directory.getUint32(at + 42, true)];
  for (let field = extraAt; field + 4 <= extraAt + extraBytes; field += 4 + directory.getUint16(field + 2, true)) {
    if (directory.getUint16(field, true) !== ZIP64_EXTRA) continue;
    let value = field + 4;
    said.forEach((known, index) => {
      if (known !== ELSEWHERE || value + 8 > extraAt + extraBytes) return;
      said[index] = Number(directory.getBigUint64(value, true));
      value += 8;
    });
  }
  const [, bytes = 0, offset = 0] = said;
  return { method: directory.getUint16(at + 10, true), bytes, offset };
}

/** Throws for what is not deflated, and for what would become too much. */
async function inflated(packed: ArrayBuffer): Promise<Uint8Array> {
  const inflate = new DecompressionStream("deflate-raw");
  const writer = inflate.writable.getWriter();
  // A failure here is the reader's, too.
  const written = Promise.allSettled([writer.write(packed), writer.close()]);
  const reader = inflate.readable.getReader();
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes += part.value.byteLength;
    if (bytes > BYTES_MAX) throw new RangeError("too much");
    parts.push(part.value);
  }
  await written;
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}
