import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { annotationsChange, type AnnotationIn, type AnnotationOut } from "../../../api/generated";
import { type ApiProblem, asProblem } from "../../../api/problem";
import { annotationQuery, ledgerKeys, readAnnotation, type TaggedAnnotation } from "../../../api/queries/ledger";
import { conflictsOf, type Conflict, remaining } from "./annotation-view";
import { spreadAnnotation } from "./spread-annotation";

export type SaveState = "saved" | "waiting" | "saving" | "failed" | "conflict";

const SAVE_AFTER_MS = 700;

/**
 * What the trader says of a trade, saved by itself. Each change says which state it was made from; when somebody
 * else changed other fields meanwhile it is sent again on top, when they changed the same ones the trader decides.
 */
export function useAnnotation(tradeId: string) {
  const client = useQueryClient();
  const found = useQuery(annotationQuery(tradeId));
  const [draft, setDraft] = useState<AnnotationIn>({});
  const [state, setState] = useState<SaveState>("saved");
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [conflicts, setConflicts] = useState<Conflict[]>([]);
  const work = useRef({ draft, busy: false, timer: 0 });

  const keepDraft = (next: AnnotationIn) => {
    work.current.draft = next;
    setDraft(next);
  };
  const accept = useCallback(
    (tagged: TaggedAnnotation) => {
      client.setQueryData(ledgerKeys.annotation(tradeId), tagged);
    },
    [client, tradeId],
  );

  const send = useCallback(
    async (patch: AnnotationIn, base: TaggedAnnotation): Promise<"sent" | "conflict"> => {
      try {
        accept(await changed(tradeId, patch, base.etag));
        return "sent";
      } catch (thrown) {
        if (asProblem(thrown).status !== 412) throw thrown;
        const fresh = await readAnnotation(tradeId);
        accept(fresh);
        const found = conflictsOf(patch, base.annotation, fresh.annotation);
        if (found.length === 0) return send(patch, fresh);
        setConflicts(found);
        return "conflict";
      }
    },
    [accept, tradeId],
  );

  const flush = useCallback(async (): Promise<void> => {
    const mine = work.current;
    clearTimeout(mine.timer);
    const base = client.getQueryData<TaggedAnnotation>(ledgerKeys.annotation(tradeId));
    const patch = mine.draft;
    if (mine.busy || !base || Object.keys(patch).length === 0) return;
    mine.busy = true;
    setState("saving");
    setProblem(null);
    try {
      const outcome = await send(patch, base);
      if (outcome === "conflict") {
        setState("conflict");
        return;
      }
      keepDraft(remaining(mine.draft, patch));
      void spreadAnnotation(client, tradeId);
      setState(Object.keys(mine.draft).length === 0 ? "saved" : "waiting");
    } catch (thrown) {
      setProblem(asProblem(thrown));
      setState("failed");
      return;
    } finally {
      mine.busy = false;
    }
    // What was typed while it was sent goes next.
    if (Object.keys(mine.draft).length > 0) mine.timer = window.setTimeout(() => void flush(), SAVE_AFTER_MS);
  }, [client, send, tradeId]);

  useEffect(() => {
    const leaving = () => {
      if (document.visibilityState === "hidden") void flush();
    };
    document.addEventListener("visibilitychange", leaving);
    return () => {
      document.removeEventListener("visibilitychange", leaving);
      void flush();
    };
  }, [flush]);

  const set = (patch: AnnotationIn, { now = false } = {}) => {
    keepDraft({ ...work.current.draft, ...patch });
    setState("waiting");
    clearTimeout(work.current.timer);
    if (now) void flush();
    else work.current.timer = window.setTimeout(() => void flush(), SAVE_AFTER_MS);
  };
  /** `mine`: send it all the same; `theirs`: forget what was typed into those fields. */
  const resolve = (side: "mine" | "theirs") => {
    const fields = conflicts.map((conflict) => conflict.field);
    setConflicts([]);
    if (side === "theirs") {
      const kept = Object.entries(work.current.draft).filter(([field]) => !fields.includes(field as Conflict["field"]));
      keepDraft(Object.fromEntries(kept));
      setState("saved");
    }
    void flush();
  };

  return {
    saved: found.data?.annotation ?? null,
    shown: found.data ? ({ ...found.data.annotation, ...draft } as AnnotationOut) : null,
    query: found,
    state,
    problem,
    conflicts,
    set,
    resolve,
    retry: () => void flush(),
  };
}

export type AnnotationEditor = ReturnType<typeof useAnnotation>;

async function changed(tradeId: string, patch: AnnotationIn, etag: string): Promise<TaggedAnnotation> {
  const answer = await annotationsChange({
    path: { trade_id: tradeId },
    body: patch,
    headers: { "If-Match": etag } as never,
    responseStyle: "fields",
  });
  const { data, response } = answer as unknown as { data: AnnotationOut; response: Response };
  return { annotation: data, etag: response.headers.get("ETag") ?? "" };
}
