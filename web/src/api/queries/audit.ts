import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { auditActionsList, auditEntriesList, auditEntriesVerify } from "../generated";

export type Whose = "workspace" | "me";

/** What of the log is shown; "" leaves it open, days are `YYYY-MM-DD` of the reader's clock. */
export interface AuditView {
  whose: Whose;
  action: string;
  result: "" | "done" | "refused";
  person: string;
  from: string;
  to: string;
}

const ENTRIES_PER_PAGE = 50;

export const auditActionsQuery = queryOptions({
  queryKey: ["audit-actions"] as const,
  queryFn: ({ signal }) => auditActionsList({ signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

/** As the list and the file take it. */
export function auditParameters({ whose, action, result, person, from, to }: AuditView) {
  return {
    whose,
    ...(action && { action }),
    ...(result && { result }),
    ...(person && { person }),
    ...(from && { from: startOf(from) }),
    ...(to && { to: startOf(to, 1) }),
  };
}

export const auditQuery = (view: AuditView) =>
  infiniteQueryOptions({
    queryKey: ["audit", "list", view] as const,
    queryFn: ({ pageParam, signal }) =>
      auditEntriesList({
        query: { ...auditParameters(view), limit: ENTRIES_PER_PAGE, ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });

/** Asked for by hand: the server recomputes every hash for it. */
export const auditVerificationQuery = (whose: Whose) =>
  queryOptions({
    queryKey: ["audit", "verification", whose] as const,
    queryFn: ({ signal }) => auditEntriesVerify({ query: { whose }, signal }),
    enabled: false,
    gcTime: 0,
  });

/** Where a day begins on the reader's clock, `days` later. */
function startOf(day: string, days = 0): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + days).toISOString();
}
