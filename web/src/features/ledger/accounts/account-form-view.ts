import { z } from "zod/mini";
import type { AccountChangeIn, AccountIn, AccountOut, ExerciseView, Method } from "../../../api/generated";
import { MaybePositive } from "../../../lib/forms";
import { trimmed } from "../../../lib/decimal";

/** The account's form: texts as typed, and the API's request made of them. */
export const AccountForm = z.object({
  name: z.string().check(z.trim(), z.minLength(1, "A name is needed."), z.maxLength(80, "At most 80 characters.")),
  broker: z.string().check(z.trim(), z.maxLength(60, "At most 60 characters.")),
  number: z.string().check(z.trim(), z.maxLength(60, "At most 60 characters.")),
  currency: z.string(),
  timezone: z.string(),
  session_ends: z.string(),
  method: z.enum(["fifo", "lifo", "average", "hifo", "specific"]),
  long_only: z.boolean(),
  exercise_view: z.enum(["printed", "economic", "broker"]),
  capital: MaybePositive,
});
export type AccountForm = z.infer<typeof AccountForm>;

export const METHODS: Record<Method, { label: string; hint: string }> = {
  fifo: { label: "First in, first out", hint: "The oldest lot is sold first." },
  lifo: { label: "Last in, first out", hint: "The newest lot is sold first." },
  average: { label: "Average cost", hint: "Every unit costs the same." },
  hifo: { label: "Highest cost first", hint: "The dearest lot is sold first." },
  specific: { label: "Specific lots", hint: "Each sale names its lots; until then it is set apart." },
};

export const EXERCISE_VIEWS: Record<ExerciseView, { label: string; hint: string }> = {
  printed: { label: "As printed", hint: "The option ends at nothing, the shares change hands at the strike." },
  economic: { label: "Economic", hint: "The option ends at its intrinsic value, the shares at the market’s price, which you state." },
  broker: { label: "As brokers report", hint: "The option’s premium is rolled into what the shares cost or brought." },
};

export function emptyAccount(workspace: { timezone: string; currency: string } | undefined): AccountForm {
  return {
    name: "",
    broker: "",
    number: "",
    currency: workspace?.currency ?? "USD",
    timezone: workspace?.timezone ?? "America/New_York",
    session_ends: "",
    method: "fifo",
    long_only: false,
    exercise_view: "printed",
    capital: "",
  };
}

export function formOf(account: AccountOut): AccountForm {
  return {
    name: account.name,
    broker: account.broker,
    number: account.number,
    currency: account.currency,
    timezone: account.timezone,
    session_ends: account.session_ends?.slice(0, 5) ?? "",
    method: account.method,
    long_only: account.long_only,
    exercise_view: account.exercise_view,
    capital: account.capital === null ? "" : trimmed(account.capital),
  };
}

export function accountIn(form: AccountForm): AccountIn {
  return { ...form, session_ends: form.session_ends || null, capital: form.capital || null };
}

/** Only what differs from the account as it is. */
export function changeIn(form: AccountForm, account: AccountOut): AccountChangeIn {
  const before = formOf(account);
  const said = accountIn(form);
  const names = ["name", "currency", "timezone", "session_ends", "method", "long_only", "exercise_view", "capital"] as const;
  return Object.fromEntries(names.filter((name) => form[name] !== before[name]).map((name) => [name, said[name]]));
}

const FIGURES = ["timezone", "session_ends", "method", "long_only", "exercise_view"] as const;

/** Whether the change settles trades anew: their days, their lots, or which fills count. */
export function rederives(change: AccountChangeIn): boolean {
  return FIGURES.some((name) => name in change);
}
