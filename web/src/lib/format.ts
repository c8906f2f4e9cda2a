import { type Decimal, decimals, round } from "./decimal";
import { keyOf } from "./key-of";

/** Numbers and money in the reader's locale, from exact digits. */
const MINUS = "\u2212";
export const NOTHING = "\u2013";

const PLACES_DEFAULT = 2;
const PLACES_PRICE_MAX = 8;
const formats = new Map<string, Intl.NumberFormat>();

function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = keyOf(options);
  let found = formats.get(key);
  if (!found) {
    found = new Intl.NumberFormat(undefined, options);
    formats.set(key, found);
  }
  return found;
}

function shown(value: Decimal | number, options: Intl.NumberFormatOptions): string {
  // A string is formatted digit by digit, without passing through a float.
  return numberFormat(options)
    .format(value as Intl.StringNumericLiteral)
    .replace("-", MINUS);
}

/** Decimal places money of a currency is shown with; what is no ISO currency shows what it has. */
export function moneyPlaces(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) return PLACES_DEFAULT;
  const { maximumFractionDigits } = numberFormat({ style: "currency", currency }).resolvedOptions();
  return maximumFractionDigits ?? PLACES_DEFAULT;
}

export interface MoneyLook {
  currency?: string;
  /** Always show the sign: for results. */
  signed?: boolean;
  places?: number;
}

export function money(value: Decimal, { currency = "", signed = false, places }: MoneyLook = {}): string {
  const fraction = places ?? moneyPlaces(currency);
  const text = shown(round(value, fraction), {
    minimumFractionDigits: fraction,
    maximumFractionDigits: fraction,
    signDisplay: signed ? "exceptZero" : "auto",
  });
  return currency ? `${text}\u00a0${currency}` : text;
}

/** Every digit there is: for the hover. */
export function exactMoney(value: Decimal, currency = ""): string {
  const places = Math.max(decimals(value), moneyPlaces(currency));
  return money(value, { currency, places });
}

/** A price or quantity with its own number of decimals, or padded to `places`. */
export function quantity(value: Decimal, places?: number): string {
  const own = Math.min(decimals(value), PLACES_PRICE_MAX);
  const fraction = Math.max(own, places ?? 0);
  return shown(round(value, fraction), { minimumFractionDigits: fraction, maximumFractionDigits: fraction });
}

/**
 * A number padded behind with blanks as wide as digits, so that a right-aligned column lines up on its decimal
 * mark: figure spaces stand for digits, a punctuation space for the mark.
 */
export function alignedOnMark(text: string, places: number, own: number): string {
  if (own >= places) return text;
  const mark = own === 0 ? "\u2008" : "";
  return text + mark + "\u2007".repeat(places - own);
}

export function count(value: number): string {
  return shown(value, { maximumFractionDigits: 0 });
}

export function percent(value: number, places = 1): string {
  return shown(value, { style: "percent", minimumFractionDigits: places, maximumFractionDigits: places });
}

export function ratio(value: number, places = 2): string {
  return shown(value, { minimumFractionDigits: places, maximumFractionDigits: places });
}

export function multiple(value: number): string {
  return `${shown(value, { minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: "exceptZero" })}\u00a0R`;
}

/** For axes: 1.2K, 35K, 2.4M. */
export function compact(value: number): string {
  return shown(value, { notation: "compact", maximumFractionDigits: 1 });
}

/** For narrow cells: signed, without decimals from 100 up, compact from 10 000 up. */
export function briefMoney(value: Decimal, approximated: number): string {
  if (Math.abs(approximated) >= 10_000) {
    return shown(approximated, { notation: "compact", maximumFractionDigits: 1, signDisplay: "exceptZero" });
  }
  const places = Math.abs(approximated) >= 100 ? 0 : 2;
  return money(value, { signed: true, places });
}

const SECONDS = [
  ["d", 86_400],
  ["h", 3_600],
  ["m", 60],
  ["s", 1],
] as const;

/** The two largest units that matter: 3d 4h, 1h 42m, 6m 18s, 9s. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  const largest = SECONDS.findIndex(([, size]) => whole >= size);
  if (largest < 0) return "0s";
  const [unit, size] = SECONDS[largest] as (typeof SECONDS)[number];
  const next = SECONDS[largest + 1];
  const rest = next ? Math.floor((whole % size) / next[1]) : 0;
  return `${Math.floor(whole / size)}${unit}${next && rest > 0 ? ` ${rest}${next[0]}` : ""}`;
}

const BYTE_UNITS = ["B", "kB", "MB", "GB"] as const;

export function bytes(size: number): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(size, 1)) / 3), BYTE_UNITS.length - 1);
  const places = power === 0 ? 0 : 1;
  return `${ratio(size / 1000 ** power, places)}\u00a0${BYTE_UNITS[power] ?? "B"}`;
}

export function plural(amount: number, one: string, many = `${one}s`): string {
  return `${count(amount)}\u00a0${amount === 1 ? one : many}`;
}
