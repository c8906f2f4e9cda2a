/** Addresses people can read: `?q=symbol:AAPL pnl>0&period=30d`, every value a plain text. */
export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

/** Left as they are where the address allows it: filters are full of them. */
const READABLE: Record<string, string> = { "%3A": ":", "%2C": ",", "%3E": ">", "%3C": "<", "%28": "(", "%29": ")" };

export function stringifySearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (typeof value === "string" && value !== "") params.set(name, value);
  }
  const text = params.toString().replace(/%(?:3A|2C|3E|3C|28|29)/g, (code) => READABLE[code] ?? code);
  return text === "" ? "" : `?${text}`;
}
