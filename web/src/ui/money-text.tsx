import { type Decimal, sign } from "../lib/decimal";
import { exactMoney, money } from "../lib/format";
import { classes } from "./classes";

interface Props {
  value: Decimal;
  currency?: string;
  /** Write the currency behind the number: where no column head or caption says it. */
  withCurrency?: boolean;
  /** A result: its sign is always shown, and it is coloured. */
  result?: boolean;
  places?: number;
  className?: string;
}

/** Money as it should be read; every digit of it on hover. */
export function MoneyText({ value, currency = "", withCurrency = false, result = false, places, className }: Props) {
  const look = {
    currency: withCurrency ? currency : "",
    signed: result,
    ...(places !== undefined && { places }),
  };
  return (
    <span title={exactMoney(value, currency)} className={classes(result && tone(value), "whitespace-nowrap", className)}>
      {money(value, look)}
    </span>
  );
}

/** Gain, loss or neither; never the only sign of it. */
export function tone(value: Decimal): string {
  const direction = sign(value);
  return direction > 0 ? "text-gain" : direction < 0 ? "text-loss" : "text-soft";
}
