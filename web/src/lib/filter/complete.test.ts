import { complete, type KnownField } from "./complete";

const FIELDS: KnownField[] = [
  { name: "symbol", kind: "symbol", meaning: "the instrument", values: ["AAPL", "TSLA", "MNQZ26"] },
  { name: "side", kind: "choice", meaning: "long or short", values: ["long", "short"] },
  { name: "tag", kind: "label", meaning: "a tag", values: ["gap and go", "fomo"] },
  { name: "pnl", kind: "number", meaning: "net result", values: [] },
  { name: "closed", kind: "day", meaning: "day it was closed", values: [] },
];
const offered = (text: string, caret = text.length): string[] =>
  complete(text, caret, FIELDS).suggestions.map((one) => one.insert);

describe("completion", () => {
  it("begins with the fields", () => {
    expect(offered("")).toEqual(["symbol:", "side:", "tag:", "pnl", "closed:"]);
    expect(offered("si")).toContain("side:");
    expect(offered("-si")[0]).toBe("-side:");
  });

  it("goes on with the values of the field", () => {
    expect(offered("symbol:a")).toEqual(["symbol:AAPL", "symbol:TSLA"]);
    expect(offered("side:")).toEqual(["side:long", "side:short"]);
    expect(offered("closed:")).toContain("closed:30d");
  });

  it("completes the value after a comma and keeps those before", () => {
    expect(offered("symbol:AAPL,T")).toEqual(["symbol:AAPL,TSLA"]);
  });

  it("quotes what has blanks", () => {
    expect(offered("tag:gap")).toEqual(['tag:"gap and go"']);
  });

  it("finds a symbol that is typed without its field", () => {
    expect(offered("tsla")).toEqual(["symbol:TSLA"]);
  });

  it("shows how a number is compared", () => {
    expect(offered("pnl")).toContain("pnl>0");
  });

  it("replaces only the word at the caret", () => {
    const text = "side:long sym pnl>1";
    const { from, to, suggestions } = complete(text, 13, FIELDS);
    expect(text.slice(from, to)).toBe("sym");
    expect(suggestions[0]?.insert).toBe("symbol:");
  });

  it("does not take a blank inside quotation marks for the end of a word", () => {
    const text = 'tag:"gap a';
    expect(complete(text, text.length, FIELDS).from).toBe(0);
  });

  it("offers nothing for a field there is none of", () => {
    expect(offered("colour:red")).toEqual([]);
  });
});
