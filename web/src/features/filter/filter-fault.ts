import { ApiProblem } from "../../api/problem";
import { columnOffset } from "../../lib/filter/compose";

/** What the server could not read, and where: `column` counts from 1 in the filter as it was typed. */
export interface FilterFault {
  column: number;
  sentence: string;
}

const SAID = /^Column (\d+): (.*)$/s;

export function filterFault(thrown: unknown, q: string, period: string): FilterFault | null {
  if (!(thrown instanceof ApiProblem) || thrown.code !== "filter.invalid") return null;
  const said = SAID.exec(thrown.at("?q") ?? thrown.detail);
  if (!said) return { column: 1, sentence: thrown.detail };
  const [, column = "1", sentence = ""] = said;
  const own = Math.min(Math.max(Number(column) - columnOffset(q, period), 1), q.length + 1);
  return { column: own, sentence: sentence.charAt(0).toUpperCase() + sentence.slice(1) };
}
