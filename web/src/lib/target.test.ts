import { expect, it } from "vitest";
import { ownPage } from "./target";

// S36: what leads, or may be read to lead, to another site.
const ELSEWHERE = [
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "/\r\n/evil.example",
  "\t//evil.example",
  " //evil.example",
  "https://evil.example",
  "https:evil.example",
  "https:/evil.example",
  "http://here.example@evil.example",
  "//user:word@evil.example",
  "javascript:alert(1)",
  "java\nscript:alert(1)",
  "data:text/html,x",
  "vbscript:x",
  "evil.example",
  "./evil",
  "../evil",
  "",
  "/..\\/evil.example",
  "/\u0000/evil.example",
  "?to=//evil.example",
  "#//evil.example",
  null,
  7,
  ["/w"],
];

it.each(ELSEWHERE)("never leads to another site: %j", (target) => {
  expect(ownPage(target)).toBeNull();
});

// Encoded slashes stay in the path of our own origin.
it.each(["/", "/w/desk/trades?q=symbol:TSLA#x", "/%2f%2fevil.example", "/w/@evil.example", "/w//x"])(
  "keeps a page of ours: %s",
  (target) => {
    expect(ownPage(target)).toBe(target);
  },
);
