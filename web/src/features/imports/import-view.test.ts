import { describe, expect, it } from "vitest";
import type { CountsOut, ImportState, ImportSummaryOut } from "../../api/generated";
import {
  actsOf,
  commitLabel,
  confidenceText,
  fillsNote,
  historyNote,
  isWorking,
  previewInstant,
  progressNote,
  stateOf,
  verdictCounts,
  workOf,
} from "./import-view";

const standing = (state: ImportState, phase = "") => ({ state, phase });
const counts: CountsOut = { rows: 10, new: 4, duplicate: 3, ignored: 2, quarantined: 1, rejected: 0, fills: 5 };

describe("what an import's state allows", () => {
  it.each<[ImportState, string]>([
    ["received", "cancel"],
    ["parsing", "cancel"],
    ["review", "commit cancel retry"],
    ["committing", ""],
    ["committed", "undo"],
    ["undone", "retry"],
    ["failed", "retry"],
    ["cancelled", "retry"],
  ])("%s: %s", (state, allowed) => {
    const acts = actsOf(standing(state));
    expect(Object.entries(acts).filter(([, may]) => may).map(([act]) => act).join(" ")).toBe(allowed);
  });

  it("is undone once only", () => {
    expect(actsOf(standing("committed", "undoing")).undo).toBe(false);
  });
});

it("is worth asking again while a worker has something to do", () => {
  const working = (["received", "parsing", "review", "committing", "committed", "undone", "failed", "cancelled"] as const).filter(
    (state) => isWorking(standing(state)),
  );
  expect(working).toEqual(["received", "parsing", "committing"]);
  expect(isWorking(standing("committed", "undoing"))).toBe(true);
});

it("says what is being done", () => {
  expect(workOf(standing("parsing", "deriving"))).toBe("Deriving the trades");
  expect(workOf(standing("committing", "reading"))).toBe("Storing the fills");
  expect(stateOf(standing("committed", "undoing")).label).toBe("Undoing");
  expect(progressNote({ rows_read: 0, file_bytes: 2_500 } as ImportSummaryOut)).toMatch(/2\.5.kB/);
  expect(progressNote({ rows_read: 1_200, file_bytes: 2_500 } as ImportSummaryOut)).toMatch(/1,200.rows read/);
});

it("puts every row under one verdict", () => {
  const parts = verdictCounts(counts);
  expect(parts.reduce((sum, part) => sum + part.count, 0)).toBe(counts.rows);
  expect(parts.find((part) => part.verdict === "new")?.share).toBe(0.4);
  expect(verdictCounts({ ...counts, rows: 0 }).every((part) => part.share === 0)).toBe(true);
});

it("names what committing stores", () => {
  expect(commitLabel(counts)).toBe("Commit 4 new rows");
  expect(commitLabel({ ...counts, new: 1 })).toBe("Commit 1 new row");
  expect(commitLabel({ ...counts, new: 0 })).toBe("Commit");
});

it("sums an import up in a line", () => {
  const one = { problem: null, counts } as ImportSummaryOut;
  expect(historyNote(one)).toBe("4 new, 3 duplicate, 2 ignored, 1 set apart");
  expect(historyNote({ ...one, problem: { code: "x", title: "Not readable.", detail: "" } })).toBe("Not readable.");
});

it.each([
  [1, "certain"],
  [0.95, "sure"],
  [0.5, "likely"],
  [0.4, "a guess: check it"],
])("a confidence of %s is %s", (confidence, text) => {
  expect(confidenceText(confidence)).toBe(text);
});

describe("a preview's instant", () => {
  const now = new Date("2026-11-23T12:00:00Z");
  it("has a clock time in the file's zone", () => {
    expect(previewInstant("2026-01-05T14:31:00Z", "America/New_York", true, now)).toBe("Jan 5, 09:31");
  });
  it("has its year where that is another", () => {
    expect(previewInstant("2024-01-05T14:31:00Z", "America/New_York", true, now)).toBe("Jan 5, 2024, 09:31");
  });
  it("is a day where the file states no time", () => {
    expect(previewInstant("2026-01-05T05:00:00Z", "America/New_York", false, now)).toBe("Jan 5");
  });

  it("counts as new what counts, and says what does not yet", () => {
    const counts = { rows: 4, new: 0, duplicate: 0, ignored: 0, quarantined: 4, rejected: 0, fills: 0 };
    expect(fillsNote(counts)).toBe("no new fill; 4 set apart until you settle them");
    expect(fillsNote({ ...counts, new: 3, quarantined: 1, fills: 3 })).toBe("3\u00a0new fills; 1 set apart until you settle it");
    expect(fillsNote({ ...counts, new: 1, quarantined: 0, fills: 1 })).toBe("1\u00a0new fill");
  });
});
