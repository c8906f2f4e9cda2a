import { expect, it } from "vitest";
import { doubled, guessMapping, mappingIn, missingFields } from "./mapping-view";

it("knows columns by their names", () => {
  const columns = ["Fill Time", "Ticker", "Action", "Shares", "Fill Price", "Commission"];
  expect(guessMapping("generic_fills", columns, [])).toEqual({
    symbol: "Ticker",
    when: "Fill Time",
    side: "Action",
    quantity: "Shares",
    price: "Fill Price",
    fees: "Commission",
  });
});

it("knows some by what stands in them", () => {
  const columns = ["A", "B", "C", "D"];
  const sample = [
    ["2026-01-05 09:31:00", "AAPL", "buy", "100"],
    ["2026-01-05 10:31:00", "MSFT", "sell", "7"],
  ];
  expect(guessMapping("generic_fills", columns, sample)).toEqual({ when: "A", symbol: "B", side: "C" });
});

it("gives no column twice", () => {
  const columns = ["Entry Price", "Exit Price", "Open", "Close", "Symbol", "Qty"];
  const guessed = guessMapping("generic_trades", columns, []);
  expect(doubled(guessed)).toEqual([]);
  expect(guessed).toMatchObject({ entry_price: "Entry Price", exit_price: "Exit Price", opened: "Open", closed: "Close" });
});

it("says what is still needed", () => {
  expect(missingFields("generic_fills", { symbol: "S", quantity: "Q" })).toEqual(["Date and time", "Price"]);
  // A date alone is enough: the time is then not known.
  expect(missingFields("generic_fills", { symbol: "S", quantity: "Q", date: "D", price: "P" })).toEqual([]);
});

it("finds a column that two fields have", () => {
  expect(doubled({ symbol: "A", side: "A", price: "B", fees: "" })).toEqual(["A"]);
});

it("sends only fields of the chosen table that have a column", () => {
  expect(mappingIn("generic_fills", { symbol: "S", entry_price: "E", fees: "" })).toEqual({
    format: "generic_fills",
    mapping: { symbol: "S" },
  });
});
