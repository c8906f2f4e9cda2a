import type { AnnotationIn } from "../../../api/generated";
import { type ApiProblem, asProblem } from "../../../api/problem";
import type { TaggedAnnotation } from "../../../api/queries/ledger";
import { conflictsOf, type Conflict, remaining } from "./annotation-view";

export type SaveState = "saved" | "waiting" | "saving" | "failed" | "conflict";

export interface SaverView {
  /** What was typed and is not stored yet. */
  draft: AnnotationIn;
  state: SaveState;
  problem: ApiProblem | null;
  conflicts: readonly Conflict[];
}

/** The saver's ways to the outside: what is known to be stored, reading it, changing it. */
export interface SaverWire {
  known: () => TaggedAnnotation | undefined;
  read: () => Promise<TaggedAnnotation>;
  change: (patch: AnnotationIn, etag: string) => Promise<TaggedAnnotation>;
  accept: (stored: TaggedAnnotation) => void;
  saved: () => void;
}

const SAVE_AFTER_MS = 700;

/**
 * Saves what is written by itself, one request at a time. Each change says which state it was made from; when
 * somebody else changed other fields meanwhile it is sent again on top, when they changed the same ones the trader
 * decides.
 */
export class AnnotationSaver {
  private view: SaverView = { draft: {}, state: "saved", problem: null, conflicts: [] };
  private readonly listeners = new Set<() => void>();
  private busy = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly wire: SaverWire) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): SaverView => this.view;

  set(patch: AnnotationIn, { now = false } = {}): void {
    this.show({ draft: { ...this.view.draft, ...patch }, state: "waiting" });
    if (now) void this.flush();
    else this.later();
  }

  /** `mine`: send it all the same; `theirs`: forget what was typed into those fields. */
  resolve(side: "mine" | "theirs"): void {
    const fields: string[] = this.view.conflicts.map((conflict) => conflict.field);
    const kept = Object.entries(this.view.draft).filter(([field]) => side === "mine" || !fields.includes(field));
    this.show({ conflicts: [], draft: Object.fromEntries(kept), state: kept.length === 0 ? "saved" : "waiting" });
    void this.flush();
  }

  async flush(): Promise<void> {
    clearTimeout(this.timer);
    const base = this.wire.known();
    const patch = this.view.draft;
    if (this.busy || !base || Object.keys(patch).length === 0 || this.view.conflicts.length > 0) return;
    this.busy = true;
    this.show({ state: "saving", problem: null });
    try {
      const conflicts = await this.send(patch, base);
      if (conflicts.length > 0) this.show({ state: "conflict", conflicts });
      else this.stored(patch);
    } catch (thrown) {
      this.show({ state: "failed", problem: asProblem(thrown) });
    } finally {
      this.busy = false;
    }
  }

  private stored(patch: AnnotationIn): void {
    const draft = remaining(this.view.draft, patch);
    const done = Object.keys(draft).length === 0;
    this.show({ draft, state: done ? "saved" : "waiting" });
    this.wire.saved();
    // What was typed while it was sent goes next.
    if (!done) this.later();
  }

  private async send(patch: AnnotationIn, base: TaggedAnnotation): Promise<Conflict[]> {
    try {
      this.wire.accept(await this.wire.change(patch, base.etag));
      return [];
    } catch (thrown) {
      if (asProblem(thrown).status !== 412) throw thrown;
    }
    const fresh = await this.wire.read();
    this.wire.accept(fresh);
    const conflicts = conflictsOf(patch, base.annotation, fresh.annotation);
    return conflicts.length > 0 ? conflicts : this.send(patch, fresh);
  }

  private later(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), SAVE_AFTER_MS);
  }

  private show(change: Partial<SaverView>): void {
    this.view = { ...this.view, ...change };
    for (const listener of this.listeners) listener();
  }
}
