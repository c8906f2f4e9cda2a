import { expect, it } from "vitest";
import { doubled, mappingIn, missingFields, ofKind, startingKind, startingMapping } from "./mapping-view";

const OPTIONS = { format: null, timezone: null, date_order: null, decimal_mark: null, mapping: null, repeated_times: null };

it("begins with what the server proposes", () => {
  const start = { format: null, options: OPTIONS, preview: { proposal: { symbol: "Was", entry_price: "Ein", exit_price: "Aus" } } };
  expect(startingKind(start)).toBe("generic_trades");
  expect(startingMapping(start)).toEqual({ symbol: "Was", entry_price: "Ein", exit_price: "Aus" });
  // A table of fills has no exit.
  expect(ofKind("generic_fills", startingMapping(start))).toEqual({ symbol: "Was" });
});

it("begins with how the file was read, and before that with what was said", () => {
  const manners = {
    columns: [{ field: "symbol", column: "Ticker", because: "name" as const }],
    date_order: null,
    decimal_mark: null,
  };
  const start = { format: "generic_fills", options: OPTIONS, preview: { proposal: { symbol: "Was" }, manners } };
  expect(startingMapping(start)).toEqual({ symbol: "Ticker" });
  expect(startingMapping({ ...start, options: { ...OPTIONS, mapping: { symbol: "Name" } } })).toEqual({ symbol: "Name" });
  // Nothing said but that what was said before is not to hold.
  expect(startingMapping({ ...start, options: { ...OPTIONS, mapping: {} } })).toEqual({ symbol: "Ticker" });
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
