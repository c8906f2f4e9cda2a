/** A text that differs where the options differ. Made for every number in a table that scrolls: plain, because quick. */
export function keyOf(options: object): string {
  let key = "";
  for (const [name, value] of Object.entries(options)) key += `${name}:${String(value)};`;
  return key;
}
