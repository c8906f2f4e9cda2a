/** A table as CSV; a cell that a spreadsheet would run as a formula is quoted as text. */
export function toCsv(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, ...rows].map((row) => row.map(cell).join(",")).join("\r\n");
}

const NUMERIC = /^-?\d+(?:\.\d+)?$/;

function cell(text: string): string {
  const risky = /^[=+\-@\t\r]/.test(text) && !NUMERIC.test(text);
  const safe = risky ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
