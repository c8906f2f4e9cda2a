import { expect, it } from "vitest";
import { resultsFor, toldBy } from "./share-view";

it("offers R only where a risk was planned", () => {
  expect(resultsFor({ r: null }).map((one) => one.results)).toEqual(["percent", "money"]);
  expect(resultsFor({ r: 1.6 } as never).map((one) => one.results)).toEqual(["percent", "r", "money"]);
});

it("says what a link tells and what it does not", () => {
  expect(toldBy({ results: "money", hides_sizes: false, hides_symbol: false })).toBe("Result in money");
  expect(toldBy({ results: "r", hides_sizes: true, hides_symbol: true })).toBe(
    "Result in R, without size, symbol, prices and times",
  );
});
