import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import { annotationsChange, type AnnotationIn, type AnnotationOut } from "../../../api/generated";
import { annotationQuery, ledgerKeys, readAnnotation, type TaggedAnnotation } from "../../../api/queries/ledger";
import { AnnotationSaver } from "./annotation-saver";
import { spreadAnnotation } from "./spread-annotation";

/** What the trader says of a trade: as it is stored, with what was typed since on top. */
export function useAnnotation(tradeId: string) {
  const client = useQueryClient();
  const query = useQuery(annotationQuery(tradeId));
  const [saver] = useState(() => saverOf(client, tradeId));
  const { draft, state, problem, conflicts } = useSyncExternalStore(saver.subscribe, saver.current);

  useEffect(() => {
    const leaving = () => {
      if (document.visibilityState === "hidden") void saver.flush();
    };
    document.addEventListener("visibilitychange", leaving);
    return () => {
      document.removeEventListener("visibilitychange", leaving);
      void saver.flush();
    };
  }, [saver]);

  return {
    shown: query.data ? ({ ...query.data.annotation, ...draft } as AnnotationOut) : null,
    query,
    state,
    problem,
    conflicts,
    set: (patch: AnnotationIn, options?: { now?: boolean }) => {
      saver.set(patch, options);
    },
    resolve: (side: "mine" | "theirs") => {
      saver.resolve(side);
    },
    retry: () => {
      void saver.flush();
    },
  };
}

export type AnnotationEditor = ReturnType<typeof useAnnotation>;

function saverOf(client: QueryClient, tradeId: string): AnnotationSaver {
  const key = ledgerKeys.annotation(tradeId);
  return new AnnotationSaver({
    known: () => client.getQueryData<TaggedAnnotation>(key),
    read: () => readAnnotation(tradeId),
    change: (patch, etag) => changed(tradeId, patch, etag),
    accept: (stored) => client.setQueryData(key, stored),
    saved: () => void spreadAnnotation(client, tradeId),
  });
}

/** Requests that outlive their page may carry 64 KiB in all. */
const KEEPALIVE_CHARACTERS_MAX = 15_000;

async function changed(tradeId: string, patch: AnnotationIn, etag: string): Promise<TaggedAnnotation> {
  const answer = await annotationsChange({
    path: { trade_id: tradeId },
    body: patch,
    headers: { "If-Match": etag } as never,
    responseStyle: "fields",
    // What is written last is stored even if the page is left at once.
    keepalive: JSON.stringify(patch).length <= KEEPALIVE_CHARACTERS_MAX,
  });
  const { data, response } = answer as unknown as { data: AnnotationOut; response: Response };
  return { annotation: data, etag: response.headers.get("ETag") ?? "" };
}
