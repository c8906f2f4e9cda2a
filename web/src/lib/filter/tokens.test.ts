import { quoted, terms, tokenise } from "./tokens";

const texts = (q: string): string[] => terms(q).map((term) => term.text);

describe("the words of a filter", () => {
  it("are cut as the server cuts them", () => {
    expect(tokenise("symbol:AAPL pnl>=1").map((token) => token.kind)).toEqual([
      "field",
      "cmp",
      "word",
      "space",
      "field",
      "cmp",
      "word",
    ]);
  });

  it("keep every letter of the text", () => {
    const q = '-(side:long OR r>=2) "gap and go" tag:"a b",c -has:stop closed:2026-01..';
    expect(tokenise(q).map((token) => token.text).join("")).toBe(q);
  });

  it("become conditions with their values", () => {
    const [first, second, third] = terms('symbol:AAPL,"BRK B" -tag:fomo pnl>100');
    expect(first).toMatchObject({ kind: "condition", field: "symbol", operator: ":", values: ["AAPL", "BRK B"], negated: false });
    expect(second).toMatchObject({ field: "tag", values: ["fomo"], negated: true });
    expect(third).toMatchObject({ field: "pnl", operator: ">", values: ["100"] });
  });

  it("hold a group together, however deep", () => {
    expect(texts("a -(b:1 OR (c:2 d:3)) e")).toEqual(["a", "-(b:1 OR (c:2 d:3))", "e"]);
    expect(terms("side:long OR r>=2").map((term) => term.kind)).toEqual(["condition", "or", "condition"]);
  });

  it("survive what is not finished", () => {
    expect(texts("symbol:")).toEqual(["symbol:"]);
    expect(texts('tag:"half')).toEqual(['tag:"half']);
    expect(texts("(side:long")).toEqual(["(side:long"]);
  });
});

describe("quoting a value", () => {
  it("happens only where it would fall apart", () => {
    expect(quoted("AAPL")).toBe("AAPL");
    expect(quoted("gap and go")).toBe('"gap and go"');
    expect(quoted('say "hi"')).toBe('"say \\"hi\\""');
    expect(quoted("a..b")).toBe('"a..b"');
    expect(quoted("")).toBe('""');
  });

  it("is undone when it is read again", () => {
    for (const value of ["AAPL", "gap and go", 'say "hi"', "back\\slash it", "x,y", "tag:odd"]) {
      expect(terms(`tag:${quoted(value)}`)[0]?.values).toEqual([value]);
    }
  });
});
