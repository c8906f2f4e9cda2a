import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { withPeriod } from "./filter/compose";

/** What every page of a workspace keeps in its address: the filter, and the days that trades closed on. */
export interface ViewSearch {
  q?: string | undefined;
  period?: string | undefined;
}

export function readView(search: Record<string, unknown>): ViewSearch {
  const { q, period } = search;
  return {
    ...(typeof q === "string" && q.trim() !== "" && { q: q.trim() }),
    ...(typeof period === "string" && period.trim() !== "" && { period: period.trim() }),
  };
}

export interface View {
  q: string;
  period: string;
  /** Both together, as the API is asked. */
  question: string;
  change: (next: { q?: string; period?: string }) => void;
}

export function useView(): View {
  const { q = "", period = "" } = useSearch({ strict: false }) as ViewSearch;
  const navigate = useNavigate();
  const change = useCallback(
    (next: { q?: string; period?: string }) => {
      void navigate({
        to: ".",
        search: (before: Record<string, unknown>) => changed(before, next),
        resetScroll: false,
      } as never);
    },
    [navigate],
  );
  return useMemo(() => ({ q, period, question: withPeriod(q, period), change }), [q, period, change]);
}

/** What is emptied is named with no value: the router keeps what a link does not name. */
function changed(before: Record<string, unknown>, next: { q?: string; period?: string }): Record<string, unknown> {
  const merged = { ...before, ...next };
  return Object.fromEntries(Object.entries(merged).map(([name, value]) => [name, value === "" ? undefined : value]));
}

/** The workspace in the address. */
export function useSlug(): string {
  const { workspace = "" } = useParams({ strict: false }) as { workspace?: string };
  return workspace;
}
