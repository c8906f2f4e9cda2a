import { afterEach, beforeEach, vi } from "vitest";
import type { AnnotationIn, AnnotationOut } from "../../../api/generated";
import { ApiProblem } from "../../../api/problem";
import type { TaggedAnnotation } from "../../../api/queries/ledger";
import { AnnotationSaver } from "./annotation-saver";
import { readLabel, readNumber } from "./annotation-view";

const refused = (status: number): ApiProblem =>
  new ApiProblem({ status, code: "x", title: "No.", detail: "Not so.", request_id: "r", errors: [] });

/** A server of one annotation, with an entity tag that counts its changes. */
function wire(first: Partial<AnnotationOut> = {}) {
  let stored: TaggedAnnotation = { annotation: { notes: "", tags: [], ...first } as AnnotationOut, etag: "1" };
  let known = stored;
  const sent: AnnotationIn[] = [];
  const answers: (() => void)[] = [];
  const apply = (patch: AnnotationIn) => {
    stored = { annotation: { ...stored.annotation, ...patch } as AnnotationOut, etag: String(Number(stored.etag) + 1) };
  };
  return {
    sent,
    elsewhere: apply,
    stored: () => stored.annotation,
    failNext: (problem: ApiProblem) =>
      answers.push(() => {
        throw problem;
      }),
    saver: new AnnotationSaver({
      known: () => known,
      read: () => Promise.resolve(stored),
      change: async (patch, etag) => {
        await Promise.resolve();
        sent.push(patch);
        answers.shift()?.();
        if (etag !== stored.etag) throw refused(412);
        apply(patch);
        return stored;
      },
      accept: (fresh) => {
        known = fresh;
      },
      saved: () => undefined,
    }),
  };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});
const settle = () => vi.advanceTimersByTimeAsync(3_000);

describe("saving what is written", () => {
  it("waits until the writer pauses, then sends all at once", async () => {
    const { saver, sent } = wire();
    saver.set({ notes: "a" });
    saver.set({ notes: "ab" });
    expect(saver.current().state).toBe("waiting");
    expect(sent).toEqual([]);
    await settle();
    expect(sent).toEqual([{ notes: "ab" }]);
    expect(saver.current()).toMatchObject({ state: "saved", draft: {} });
  });

  it("sends what was typed meanwhile, after the answer", async () => {
    const { saver, sent, stored } = wire();
    saver.set({ notes: "a" }, { now: true });
    saver.set({ notes: "ab" });
    await settle();
    expect(sent).toEqual([{ notes: "a" }, { notes: "ab" }]);
    expect(stored().notes).toBe("ab");
    expect(saver.current().state).toBe("saved");
  });

  it("sends again on top of what somebody else changed in other fields", async () => {
    const { saver, stored, elsewhere } = wire();
    elsewhere({ tags: ["theirs"] });
    saver.set({ notes: "mine" }, { now: true });
    await settle();
    expect(stored()).toMatchObject({ notes: "mine", tags: ["theirs"] });
    expect(saver.current().state).toBe("saved");
  });

  it("asks when the same field was changed elsewhere, and keeps the text until it knows", async () => {
    const { saver, stored, elsewhere } = wire();
    elsewhere({ notes: "theirs" });
    saver.set({ notes: "mine" }, { now: true });
    await settle();
    expect(saver.current()).toMatchObject({
      state: "conflict",
      draft: { notes: "mine" },
      conflicts: [{ field: "notes", mine: "mine", theirs: "theirs" }],
    });
    expect(stored().notes).toBe("theirs");
    saver.resolve("mine");
    await settle();
    expect(stored().notes).toBe("mine");
  });

  it("takes what is stored, if that is wished", async () => {
    const { saver, stored, elsewhere, sent } = wire();
    elsewhere({ notes: "theirs" });
    saver.set({ notes: "mine" }, { now: true });
    await settle();
    saver.resolve("theirs");
    await settle();
    expect(stored().notes).toBe("theirs");
    expect(saver.current()).toMatchObject({ state: "saved", draft: {}, conflicts: [] });
    expect(sent).toHaveLength(1);
  });

  it("keeps the text when it fails, and sends it when asked again", async () => {
    const { saver, stored, failNext } = wire();
    failNext(refused(503));
    saver.set({ notes: "mine" }, { now: true });
    await settle();
    expect(saver.current()).toMatchObject({ state: "failed", draft: { notes: "mine" } });
    await saver.flush();
    expect(stored().notes).toBe("mine");
    expect(saver.current().state).toBe("saved");
  });
});

describe("what is typed into the fields", () => {
  it("may be a number with a point or a comma", () => {
    expect(readNumber(" 1 234,5 ")).toBe("1234.5");
    expect(readNumber("1,234.50")).toBe("1234.50");
    expect(readNumber(".5")).toBe("0.5");
    expect(readNumber("")).toBeNull();
    expect(readNumber("about ten")).toBeUndefined();
  });

  it("becomes a tag without what the filter language could not say", () => {
    expect(readLabel('  gap  and "go" ')).toBe("gap and go");
    expect(readLabel("   ")).toBeNull();
    expect(readLabel("x".repeat(41))).toBeNull();
  });
});
