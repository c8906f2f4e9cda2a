import { describe, expect, it } from "vitest";
import type { ArchiveOut } from "../../api/generated";
import { archiveNote, contents, isUnderWay, stateOf, tableName } from "./archive-view";

const archive = (changes: Partial<ArchiveOut>): ArchiveOut => ({
  id: "a-1",
  way: "out",
  state: "done",
  file_name: "desk-2026-11-23.zip",
  file_bytes: 1_000,
  sha256: null,
  phase: "",
  rows_done: 0,
  counts: null,
  problem: null,
  created_at: "2026-11-23T08:00:00Z",
  finished_at: null,
  ...changes,
});

describe("an archive", () => {
  it("is named by its state and its way", () => {
    expect(stateOf({ way: "out", state: "done" }).label).toBe("Ready");
    expect(stateOf({ way: "in", state: "done" }).label).toBe("Restored");
    expect([isUnderWay({ state: "waiting" }), isUnderWay({ state: "failed" })]).toEqual([true, false]);
  });

  it("says how far it is, and then what it holds", () => {
    expect(archiveNote(archive({ state: "waiting" }))).toBe("Waiting for a worker");
    expect(archiveNote(archive({ state: "running", phase: "executions", rows_done: 1_200 }))).toBe(
      "fills, 1,200\u00a0rows so far",
    );
    const tables = { executions: 1, accounts: 2, import_notes: 9, splits: 0 };
    expect(archiveNote(archive({ counts: { tables, files: 1, trades: null } }))).toBe("2 accounts, 1 fill, 1\u00a0file");
    expect(archiveNote(archive({ way: "in", counts: { tables, files: 0, trades: 7 } }))).toBe(
      "2 accounts, 1 fill, 7\u00a0trades derived, 0\u00a0files",
    );
    expect(archiveNote(archive({ state: "failed" }))).toBe("");
  });

  it("tells what traders know first, and nothing of empty tables", () => {
    const tables = [
      { name: "import_notes", rows: 3 },
      { name: "executions", rows: 5 },
      { name: "accounts", rows: 1 },
      { name: "splits", rows: 0 },
    ];
    expect(contents(tables).map(({ name }) => tableName(name))).toEqual(["accounts", "fills", "import notes"]);
  });
});
