import type { AnnotationIn, AnnotationOut } from "../../../api/generated";

/** A field that was changed here and elsewhere. */
export interface Conflict {
  field: keyof AnnotationIn & keyof AnnotationOut;
  mine: string;
  theirs: string;
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

/** Of the fields in `patch`, those that somebody else changed since `base`, and not to the same. */
export function conflictsOf(patch: AnnotationIn, base: AnnotationOut, fresh: AnnotationOut): Conflict[] {
  return (Object.keys(patch) as Conflict["field"][])
    .filter((field) => !same(base[field], fresh[field]) && !same(patch[field], fresh[field]))
    .map((field) => ({ field, mine: said(patch[field]), theirs: said(fresh[field]) }));
}

function said(value: unknown): string {
  if (value === null || value === undefined || value === "") return "nothing";
  return Array.isArray(value) ? value.join(", ") || "none" : String(value as string | number);
}

/** What of the draft is still to be sent once `sent` is stored: fields that were changed again meanwhile. */
export function remaining(draft: AnnotationIn, sent: AnnotationIn): AnnotationIn {
  const left = Object.entries(draft).filter(([field, value]) => !same(value, sent[field as keyof AnnotationIn]));
  return Object.fromEntries(left);
}

const NUMBER = /^-?(?:\d+(?:\.\d*)?|\.\d+)$/;

/** A price somebody types, with a point or a comma: as the API takes it, null for nothing, undefined for no number. */
export function readNumber(typed: string): string | null | undefined {
  const text = typed.trim().replaceAll(/\s|'/g, "");
  if (text === "") return null;
  const plain = text.includes(".") ? text.replaceAll(",", "") : text.replace(",", ".");
  if (!NUMBER.test(plain)) return undefined;
  const whole = plain.startsWith(".") ? `0${plain}` : plain.replace("-.", "-0.");
  return whole.endsWith(".") ? whole.slice(0, -1) : whole;
}

const LABEL_CHARACTERS_MAX = 40;
export const LABELS_MAX = 30;

/** A tag as the API takes it; null when it cannot be one. */
export function readLabel(typed: string): string | null {
  const text = typed.trim().replaceAll(/[",]/g, "").replaceAll(/\s+/g, " ");
  return text !== "" && text.length <= LABEL_CHARACTERS_MAX ? text : null;
}
