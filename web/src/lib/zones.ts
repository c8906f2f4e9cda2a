import { localZone } from "./dates";

/** Where markets are, first; then every zone there is. */
const MARKETS = ["America/New_York", "America/Chicago", "Europe/London", "Europe/Berlin", "Asia/Tokyo", "UTC"];
const COMMON_CURRENCIES = ["USD", "EUR", "GBP", "CHF", "JPY", "CAD", "AUD"];
const MORE_CURRENCIES = ["CNH", "CZK", "DKK", "HKD", "HUF", "INR", "MXN", "NOK", "NZD", "PLN", "SEK", "SGD", "ZAR"];

export function zones(): string[] {
  return [...new Set([localZone(), ...MARKETS, ...Intl.supportedValuesOf("timeZone")])];
}

export function currencies(): string[] {
  return [...COMMON_CURRENCIES, ...MORE_CURRENCIES, "USDT", "USDC", "BTC"];
}
