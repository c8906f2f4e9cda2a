import { expect, it } from "vitest";
import { readTarget } from "./signed-out";

// S36: the router adds to what is answered here what the address says besides, under the names that are left out.
it.each(["https://evil.example", "//evil.example", "javascript:alert(1)", "", undefined])(
  "says that there is no target rather than leaving it out: %s",
  (to) => {
    expect({ to, ...readTarget({ to }) }).toEqual({ to: undefined });
    expect(Object.keys(readTarget({ to }))).toEqual(["to"]);
  },
);

it("keeps a page of ours", () => {
  expect(readTarget({ to: "/w/desk/trades?q=symbol:TSLA" })).toEqual({ to: "/w/desk/trades?q=symbol:TSLA" });
});
