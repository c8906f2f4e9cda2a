import { z } from "zod/mini";

/** What forms share: exact numbers as the API takes them. */
const EXACT = /^-?\d{1,18}(?:\.\d{1,18})?$/;
const ZERO = /^0+(?:\.0+)?$/;
const HOW = "Write digits, with a point before decimals: 1234.5";

function isPositive(text: string): boolean {
  return !text.startsWith("-") && !ZERO.test(text);
}

/** A number, negative ones too. */
export const Exact = z.string().check(z.trim(), z.minLength(1, "A number is needed."), z.regex(EXACT, HOW));

export const MaybeExact = z.string().check(
  z.trim(),
  z.refine((text) => text === "" || EXACT.test(text), HOW),
);

export const Positive = Exact.check(z.refine(isPositive, "It must be above zero."));

export const MaybePositive = MaybeExact.check(
  z.refine((text) => text === "" || isPositive(text), "It must be above zero."),
);
