/** Where a key leads in a table: the row to go to, or null when the key is none of the table's. */
export function rowAfter(key: string, row: number, last: number, rowsOnScreen: number): number | null {
  const within = (next: number): number => Math.min(Math.max(next, 0), last);
  switch (key) {
    case "j":
    case "ArrowDown":
      return within(row + 1);
    case "k":
    case "ArrowUp":
      return within(row - 1);
    case "Home":
      return 0;
    case "End":
      return last;
    case "PageDown":
      return within(row + Math.max(rowsOnScreen - 1, 1));
    case "PageUp":
      return within(row - Math.max(rowsOnScreen - 1, 1));
    default:
      return null;
  }
}
