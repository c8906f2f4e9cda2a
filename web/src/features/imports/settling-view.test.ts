import { describe, expect, it } from "vitest";
import type { NoteOut } from "../../api/generated";
import { actionAccount, mayBeSettled, reasonsOf, rootIn, settledAlike } from "./settling-view";

const REASONS: Record<string, string> = {
  "execution.nothing_open": "Closes without an opening",
  "row.opens": "Opens, as you said",
};

const note = (
  line: number,
  code: string,
  proposals: NoteOut["proposals"],
  settled: NoteOut["settled"] = null,
): NoteOut => ({
  line,
  verdict: proposals.length > 0 ? "quarantined" : "ignored",
  code,
  reason: REASONS[code] ?? "",
  detail: "",
  raw: "",
  proposals,
  settled,
});

describe("settling rows", () => {
  it("shows the way to the account's corporate actions where a row leaves one open, once the account is stored", () => {
    const main = { id: "a", name: "Main", number: "", is_new: false };
    const split = note(2, "split.half", ["ignore"]);
    const review = (...accounts: (typeof main)[]) => ({ state: "review" as const, preview: { accounts } });
    expect(actionAccount(review(main), split)).toEqual(main);
    expect(actionAccount(review(main), note(3, "option.adjusted", []))).toEqual(main);
    expect(actionAccount(review(main), note(3, "execution.nothing_open", ["opening"]))).toBeNull();
    expect(actionAccount(review({ ...main, is_new: true }), split)).toBeNull();
    expect(actionAccount({ ...review({ ...main, is_new: true }), state: "committed" }, split)).not.toBeNull();
    expect(actionAccount(review(main, { ...main, id: "b" }), split)).toBeNull();
  });

  it("offers one answer for all rows with the same reason, where there are several", () => {
    const notes = [
      note(2, "execution.nothing_open", ["opening", "ignore"]),
      note(3, "execution.nothing_open", ["opening", "ignore"]),
      note(4, "contract.unknown", ["ignore"]),
      note(5, "cash.other", []),
      note(6, "cash.other", []),
    ];
    expect(reasonsOf(notes)).toEqual([
      { code: "execution.nothing_open", reason: "Closes without an opening", rows: 2, proposals: ["opening", "ignore"] },
    ]);
  });

  it("takes back all that were settled alike, and calls a code without words by itself", () => {
    const notes = [
      note(2, "row.opens", [], "opening"),
      note(3, "row.opens", [], "opening"),
      note(4, "row.left_out", [], "ignore"),
      note(5, "somebody.elses", ["ignore"]),
      note(6, "somebody.elses", ["ignore"]),
    ];
    expect(settledAlike(notes).map(({ code, reason }) => [code, reason])).toEqual([["row.opens", "Opens, as you said"]]);
    expect(reasonsOf(notes).map(({ reason }) => reason)).toEqual(["somebody.elses"]);
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
