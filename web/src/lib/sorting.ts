/** How trades are sorted in the address and by the API: `-closed_at,symbol`, at most three, a minus for downwards. */
export const SORT_DEFAULT = "-opened_at";
const FIELDS_MAX = 3;

export interface SortBy {
  id: string;
  desc: boolean;
}

export function readSort(text: string): SortBy[] {
  return text
    .split(",")
    .filter((part) => part !== "")
    .map((part) => ({ id: part.replace(/^-/, ""), desc: part.startsWith("-") }));
}

export function writeSort(sorts: readonly SortBy[]): string {
  return sorts.map((sort) => (sort.desc ? "-" : "") + sort.id).join(",");
}

/** A click sorts by this column only; with shift it becomes one more. Downwards first, then upwards, then off. */
export function toggled(sorts: readonly SortBy[], id: string, several: boolean): SortBy[] {
  const known = sorts.find((sort) => sort.id === id);
  const next = known === undefined ? { id, desc: true } : known.desc ? { id, desc: false } : null;
  if (!several) return next ? [next] : [];
  const others = sorts.filter((sort) => sort.id !== id);
  if (!next) return others;
  const place = sorts.findIndex((sort) => sort.id === id);
  return place < 0
    ? [...others, next].slice(-FIELDS_MAX)
    : [...others.slice(0, place), next, ...others.slice(place)];
}
