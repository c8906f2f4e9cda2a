/**
 * Exact decimals as the API writes them ("-1234.50"). They are added, compared and shown as digits; only a place
 * on the screen is worked out from the nearest float (`approximate`).
 */
export type Decimal = string;

interface Scaled {
  units: bigint;
  scale: number;
}

const WRITTEN = /^-?\d+(?:\.\d+)?$/;

export function isDecimal(text: string): boolean {
  return WRITTEN.test(text);
}

function scaled(value: Decimal): Scaled {
  if (!WRITTEN.test(value)) throw new RangeError(`not a decimal: ${value}`);
  const [whole = "", fraction = ""] = value.split(".");
  return { units: BigInt(whole + fraction), scale: fraction.length };
}

function written({ units, scale }: Scaled): Decimal {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const sign = units < 0n ? "-" : "";
  return scale === 0 ? sign + whole : `${sign}${whole}.${digits.slice(-scale)}`;
}

function aligned(one: Scaled, other: Scaled): [bigint, bigint, number] {
  const scale = Math.max(one.scale, other.scale);
  return [one.units * 10n ** BigInt(scale - one.scale), other.units * 10n ** BigInt(scale - other.scale), scale];
}

export function add(one: Decimal, other: Decimal): Decimal {
  const [left, right, scale] = aligned(scaled(one), scaled(other));
  return written({ units: left + right, scale });
}

export function negate(value: Decimal): Decimal {
  const { units, scale } = scaled(value);
  return written({ units: -units, scale });
}

export function subtract(one: Decimal, other: Decimal): Decimal {
  return add(one, negate(other));
}

export function multiply(one: Decimal, other: Decimal): Decimal {
  const [left, right] = [scaled(one), scaled(other)];
  return written({ units: left.units * right.units, scale: left.scale + right.scale });
}

export function sum(values: readonly Decimal[]): Decimal {
  return values.reduce(add, "0");
}

export function compare(one: Decimal, other: Decimal): -1 | 0 | 1 {
  const [left, right] = aligned(scaled(one), scaled(other));
  return left < right ? -1 : left > right ? 1 : 0;
}

export function sign(value: Decimal): -1 | 0 | 1 {
  return compare(value, "0");
}

export function absolute(value: Decimal): Decimal {
  return sign(value) < 0 ? negate(value) : value;
}

/** Digits behind the point, without superfluous zeros. */
export function decimals(value: Decimal): number {
  return (value.split(".")[1] ?? "").replace(/0+$/, "").length;
}

/** Half away from zero, as people round. */
export function round(value: Decimal, places: number): Decimal {
  const { units, scale } = scaled(value);
  if (scale <= places) return written({ units: units * 10n ** BigInt(places - scale), scale: places });
  const step = 10n ** BigInt(scale - places);
  const half = step / 2n;
  const rounded = units < 0n ? -((-units + half) / step) : (units + half) / step;
  return written({ units: rounded, scale: places });
}

/** Without superfluous zeros behind the point. */
export function trimmed(value: Decimal): Decimal {
  return value.includes(".") ? value.replace(/\.?0+$/, "") : value;
}

/** The nearest float: for places on the screen, never for what is written there. */
export function approximate(value: Decimal): number {
  return Number.parseFloat(value);
}
