import type { ImportOut, InferredOut, OptionsIn, QuestionOut, ReadColumnOut } from "../../api/generated";
import { plural } from "../../lib/format";

/** How the server understood the file, in the page's words. */

export type Answers = Partial<Record<QuestionOut["option"], string>>;

export function questionsOf(one: Pick<ImportOut, "preview">): readonly QuestionOut[] {
  return one.preview?.questions ?? [];
}

/** What was said of the columns, now or of an earlier table with the same header. */
export function saidMapping({ options, preview }: Pick<ImportOut, "options" | "preview">): Readonly<Record<string, string>> {
  return options.mapping ?? mappingOf((preview?.manners?.columns ?? []).filter(({ because }) => because === "said"));
}

/** As the server takes them: the side is a column of the mapping, which stays as it was otherwise. */
export function answersIn({ side, ...answers }: Answers, mapping: Readonly<Record<string, string>>): OptionsIn {
  return { ...answers, ...(side !== undefined && { mapping: { ...mapping, side } }) } as OptionsIn;
}

export const DATE_ORDERS: Record<string, string> = {
  ymd: "year, month, day",
  mdy: "month, day, year",
  dmy: "day, month, year",
};

export const MARKS: Record<string, string> = { ".": "a point: 1,234.50", ",": "a comma: 1.234,50" };

/** How many cells say so, and which: as far as was looked. */
export function evidence(found: InferredOut): string {
  return found.proofs > 1 ? `${found.because}, as at least ${plural(found.proofs, "cell")} say` : found.because;
}

/** What the columns were read as: where the mapping of this file begins, if its trader wants another. */
export function mappingOf(columns: readonly ReadColumnOut[]): Record<string, string> {
  // Of several columns of a field the first that is filled is read: it is the one to show.
  return Object.fromEntries([...columns].reverse().map(({ field, column }) => [field, column]));
}

/** Why a column was read so, where its name does not say it. */
export function columnNote({ because }: ReadColumnOut): string {
  if (because === "content") return "by what stands in it";
  return because === "said" ? "as you said" : "";
}

/** A sentence on clock times that occurred twice; '' where there is none. */
export function twiceText(one: Pick<ImportOut, "preview" | "options">): string {
  const count = one.preview?.twice ?? 0;
  if (count === 0) return "";
  const which = one.options.repeated_times === "second" ? "second" : "first";
  return `${plural(count, "fill")} at a clock time that occurred twice, in the night the clocks were put back: taken as the ${which}`;
}
