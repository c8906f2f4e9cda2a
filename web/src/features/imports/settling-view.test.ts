import { describe, expect, it } from "vitest";
import type { NoteOut } from "../../api/generated";
import { mayBeSettled, reasonsOf, rootIn } from "./settling-view";

const note = (line: number, code: string, proposals: NoteOut["proposals"]): NoteOut => ({
  line,
  verdict: proposals.length > 0 ? "quarantined" : "ignored",
  code,
  detail: "",
  raw: "",
  proposals,
});

describe("settling rows", () => {
  it("offers one answer for all rows with the same reason, where there are several", () => {
    const notes = [
      note(2, "execution.nothing_open", ["opening", "ignore"]),
      note(3, "execution.nothing_open", ["opening", "ignore"]),
      note(4, "contract.unknown", ["ignore"]),
      note(5, "cash.other", []),
      note(6, "cash.other", []),
    ];
    expect(reasonsOf(notes)).toEqual([{ code: "execution.nothing_open", proposals: ["opening", "ignore"] }]);
  });

  it("reads the contract's root from the sentence that asks for it", () => {
    expect(rootIn("The multiplier of '/QZWH6' is not known: state it, or name the contract.")).toBe("QZW");
    expect(rootIn("The multiplier of options on 'XYZ' is not known: state it.")).toBe("XYZ");
    expect(rootIn("Something else.")).toBe("");
  });

  it("settles in the review and afterwards, not while nothing is known or all is gone", () => {
    expect(mayBeSettled({ state: "review" })).toBe(true);
    expect(mayBeSettled({ state: "committed" })).toBe(true);
    expect(mayBeSettled({ state: "undone" })).toBe(false);
  });
});
