import { z } from "zod/mini";

/** The same rule as the server's (domain/password.py), stated before it can be broken. */
const CHARACTERS_MIN = 8;
const CHARACTERS_MAX = 128;

export const PASSWORD_RULE = `At least ${String(CHARACTERS_MIN)} characters. A few words are easier to keep than signs.`;

export const Password = z
  .string()
  .check(
    z.minLength(CHARACTERS_MIN, `A password has at least ${String(CHARACTERS_MIN)} characters.`),
    z.maxLength(CHARACTERS_MAX, `A password has at most ${String(CHARACTERS_MAX)} characters.`),
  );
