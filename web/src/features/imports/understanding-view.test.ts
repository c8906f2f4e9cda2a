import { expect, it } from "vitest";
import { answersIn, columnNote, evidence, mappingOf, saidMapping, twiceText } from "./understanding-view";

const OPTIONS = { format: null, timezone: null, date_order: null, decimal_mark: null, mapping: null, repeated_times: null };

it("answers by an option, or by a column of the mapping", () => {
  expect(answersIn({ date_order: "dmy" }, {})).toEqual({ date_order: "dmy" });
  expect(answersIn({ side: "" }, { symbol: "Was" })).toEqual({ mapping: { symbol: "Was", side: "" } });
});

it("keeps what was said of an earlier table with the same header", () => {
  const columns = [
    { field: "symbol", column: "Was", because: "said" as const },
    { field: "fees", column: "Gebühr", because: "name" as const },
  ];
  const preview = { manners: { columns, date_order: null, decimal_mark: null } };
  expect(saidMapping({ options: OPTIONS, preview })).toEqual({ symbol: "Was" });
  expect(saidMapping({ options: { ...OPTIONS, mapping: {} }, preview })).toEqual({});
});

it("says how much evidence there is", () => {
  expect(evidence({ value: "dmy", because: "27/07/2026 can only be read so", proofs: 4 })).toMatch(
    /^27\/07\/2026 can only be read so, as at least 4\scells say$/,
  );
  expect(evidence({ value: "dmy", because: "you said so", proofs: 0 })).toBe("you said so");
});

it("begins a mapping with the columns as they were read, the likelier of two first", () => {
  const columns = [
    { field: "symbol", column: "Ticker", because: "name" as const },
    { field: "symbol", column: "ISIN", because: "name" as const },
    { field: "side", column: "Wie", because: "content" as const },
  ];
  expect(mappingOf(columns)).toEqual({ symbol: "Ticker", side: "Wie" });
  expect(columns.map(columnNote)).toEqual(["", "", "by what stands in it"]);
});

it("tells which of two equal clock times was taken", () => {
  expect(twiceText({ preview: { twice: 0 }, options: OPTIONS })).toBe("");
  expect(twiceText({ preview: { twice: 1 }, options: OPTIONS })).toMatch(/^1\sfill at .* taken as the first$/);
  expect(twiceText({ preview: { twice: 3 }, options: { ...OPTIONS, repeated_times: "second" } })).toMatch(
    /^3\sfills at .* taken as the second$/,
  );
});
