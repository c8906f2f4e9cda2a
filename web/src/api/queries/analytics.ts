import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import {
  analyticsBreakdown,
  analyticsCalendar,
  analyticsEquity,
  analyticsMetrics,
  analyticsSummary,
  type Dimension,
} from "../generated";
import { LEDGER } from "../query-client";

export const analyticsKeys = {
  metrics: ["metrics"] as const,
  summary: (q: string, metrics: string) => [LEDGER, "summary", q, metrics] as const,
  equity: (q: string) => [LEDGER, "equity", q] as const,
  breakdown: (q: string, by: Dimension) => [LEDGER, "breakdown", q, by] as const,
  calendar: (q: string, first: string, last: string) => [LEDGER, "calendar", q, first, last] as const,
};

/** The catalogue is part of the server's code: it changes with a release only. */
export const metricsQuery = queryOptions({
  queryKey: analyticsKeys.metrics,
  queryFn: ({ signal }) => analyticsMetrics({ signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

/** `metrics`: keys, comma-separated; empty for the server's choice. */
export const summaryQuery = (q: string, metrics = "") =>
  queryOptions({
    queryKey: analyticsKeys.summary(q, metrics),
    queryFn: ({ signal }) => analyticsSummary({ query: { q, metrics }, signal }),
    placeholderData: keepPreviousData,
  });

export const equityQuery = (q: string) =>
  queryOptions({
    queryKey: analyticsKeys.equity(q),
    queryFn: ({ signal }) => analyticsEquity({ query: { q }, signal }),
    placeholderData: keepPreviousData,
  });

export const breakdownQuery = (q: string, by: Dimension) =>
  queryOptions({
    queryKey: analyticsKeys.breakdown(q, by),
    queryFn: ({ signal }) => analyticsBreakdown({ query: { q, by }, signal }),
    placeholderData: keepPreviousData,
  });

export const calendarQuery = (q: string, first: string, last: string) =>
  queryOptions({
    queryKey: analyticsKeys.calendar(q, first, last),
    queryFn: ({ signal }) =>
      analyticsCalendar({ query: { q, ...(first && { first }), ...(last && { last }) }, signal }),
    placeholderData: keepPreviousData,
  });
