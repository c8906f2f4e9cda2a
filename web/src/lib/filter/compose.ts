import { quoted, terms } from "./tokens";

/** Changes of a filter's text that controls make: adding a condition, switching an account. */

export function condition(field: string, ...values: string[]): string {
  return `${field}:${values.map(quoted).join(",")}`;
}

export function join(...parts: (string | undefined)[]): string {
  return parts
    .map((part) => part?.trim() ?? "")
    .filter((part) => part !== "")
    .join(" ");
}

/** `q` and one condition more; alternatives at the top level keep together. */
export function and(q: string, more: string): string {
  return more === "" ? q : join(grouped(q), more);
}

export function hasAlternatives(q: string): boolean {
  return terms(q).some((term) => term.kind === "or");
}

function grouped(q: string): string {
  return hasAlternatives(q) ? `(${q})` : q;
}

/** What the API is asked: the filter, and the days that trades closed on. */
export function withPeriod(q: string, period: string): string {
  return period === "" ? q : and(q, `closed:${period}`);
}

/** How far the server's columns are off from those of `q`, since `withPeriod` may have put a parenthesis before. */
export function columnOffset(q: string, period: string): number {
  return period !== "" && hasAlternatives(q) ? 1 : 0;
}

/** The values that `field:` asks for at the top level; [] when the filter does not say. */
export function valuesFor(q: string, field: string): string[] {
  return terms(q).flatMap((term) =>
    term.kind === "condition" && term.field === field && !term.negated && term.operator === ":" ? term.values : [],
  );
}

/** Replaces every plain `field:` condition by one with `values`; takes it away when there are none. */
export function withValues(q: string, field: string, values: readonly string[]): string {
  const kept = terms(q).filter(
    (term) => !(term.kind === "condition" && term.field === field && !term.negated && term.operator === ":"),
  );
  const rest = kept.map((term) => term.text).join(" ");
  return values.length === 0 ? rest : and(rest, condition(field, ...values));
}

export function without(q: string, index: number): string {
  return terms(q)
    .filter((_, at) => at !== index)
    .map((term) => term.text)
    .join(" ");
}
