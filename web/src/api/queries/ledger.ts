import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import {
  accountsDeliveries,
  accountsList,
  accountsReconciliation,
  annotationsGet,
  type AnnotationOut,
  cashEventsList,
  corporateActionsList,
  executionsList,
  filterFieldsList,
  tagsList,
  tradesGet,
  tradesList,
} from "../generated";
import { LEDGER } from "../query-client";

export interface TradeQuestion {
  q: string;
  sort: string;
}

export interface ExecutionQuestion {
  account: string;
  symbol?: string;
  unmatched?: boolean;
}

export const ledgerKeys = {
  accounts: [LEDGER, "accounts"] as const,
  trades: (question: TradeQuestion) => [LEDGER, "list", "trades", question] as const,
  trade: (id: string) => [LEDGER, "trade", id] as const,
  annotation: (id: string) => [LEDGER, "annotation", id] as const,
  count: (q: string) => [LEDGER, "count", q] as const,
  recent: (q: string, limit: number) => [LEDGER, "recent", q, limit] as const,
  executions: (question: ExecutionQuestion) => [LEDGER, "list", "executions", question] as const,
  unmatched: [LEDGER, "unmatched"] as const,
  reconciliation: (account: string) => [LEDGER, "reconciliation", account] as const,
  cash: (account: string) => [LEDGER, "list", "cash", account] as const,
  deliveries: (account: string) => [LEDGER, "deliveries", account] as const,
  actions: (account: string) => [LEDGER, "actions", account] as const,
  fields: [LEDGER, "filter-fields"] as const,
  tags: [LEDGER, "tags"] as const,
};

/** Large enough that fast scrolling rarely waits, small enough that the first screen does not. */
const TRADES_PER_PAGE = 200;
const EXECUTIONS_PER_PAGE = 100;
const CASH_PER_PAGE = 25;

export const accountsQuery = queryOptions({
  queryKey: ledgerKeys.accounts,
  queryFn: ({ signal }) => accountsList({ signal }),
});

export const filterFieldsQuery = queryOptions({
  queryKey: ledgerKeys.fields,
  queryFn: ({ signal }) => filterFieldsList({ signal }),
  staleTime: 60_000,
});

export const tagsQuery = queryOptions({ queryKey: ledgerKeys.tags, queryFn: ({ signal }) => tagsList({ signal }) });

export const tradesQuery = (question: TradeQuestion) =>
  infiniteQueryOptions({
    queryKey: ledgerKeys.trades(question),
    queryFn: ({ pageParam, signal }) =>
      tradesList({
        query: { q: question.q, sort: question.sort, limit: TRADES_PER_PAGE, ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  });

/** How many trades match, and whether the filter can be read at all. */
export const tradeCountQuery = (q: string) =>
  queryOptions({
    queryKey: ledgerKeys.count(q),
    queryFn: ({ signal }) => tradesList({ query: { q, limit: 1, include: "total" }, signal }),
    select: (page) => page.total ?? 0,
  });

export const recentTradesQuery = (q: string, limit: number) =>
  queryOptions({
    queryKey: ledgerKeys.recent(q, limit),
    queryFn: ({ signal }) => tradesList({ query: { q, limit, sort: "-opened_at" }, signal }),
    placeholderData: keepPreviousData,
  });

export const tradeQuery = (id: string) =>
  queryOptions({
    queryKey: ledgerKeys.trade(id),
    queryFn: ({ signal }) => tradesGet({ path: { trade_id: id }, signal }),
  });

export interface TaggedAnnotation {
  annotation: AnnotationOut;
  etag: string;
}

/** With its entity tag: a change has to say which state it was made from. */
export async function readAnnotation(id: string, signal?: AbortSignal): Promise<TaggedAnnotation> {
  const answer = await annotationsGet({
    path: { trade_id: id },
    responseStyle: "fields",
    ...(signal && { signal }),
  });
  const { data, response } = answer as unknown as { data: AnnotationOut; response: Response };
  return { annotation: data, etag: response.headers.get("ETag") ?? "" };
}

export const annotationQuery = (id: string) =>
  queryOptions({ queryKey: ledgerKeys.annotation(id), queryFn: ({ signal }) => readAnnotation(id, signal) });

export const executionsQuery = (question: ExecutionQuestion) =>
  infiniteQueryOptions({
    queryKey: ledgerKeys.executions(question),
    queryFn: ({ pageParam, signal }) =>
      executionsList({
        query: { ...question, limit: EXECUTIONS_PER_PAGE, ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });

export const unmatchedQuery = queryOptions({
  queryKey: ledgerKeys.unmatched,
  queryFn: ({ signal }) => executionsList({ query: { unmatched: true, limit: 100 }, signal }),
});

/** The account's ledger against what its statements print. */
export const reconciliationQuery = (account: string) =>
  queryOptions({
    queryKey: ledgerKeys.reconciliation(account),
    queryFn: ({ signal }) => accountsReconciliation({ path: { account_id: account }, signal }),
  });

export const actionsQuery = (account: string) =>
  queryOptions({
    queryKey: ledgerKeys.actions(account),
    queryFn: ({ signal }) => corporateActionsList({ query: { account }, signal }),
  });

export const deliveriesQuery = (account: string) =>
  queryOptions({
    queryKey: ledgerKeys.deliveries(account),
    queryFn: ({ signal }) => accountsDeliveries({ path: { account_id: account }, signal }),
  });

export const cashQuery = (account: string) =>
  infiniteQueryOptions({
    queryKey: ledgerKeys.cash(account),
    queryFn: ({ pageParam, signal }) =>
      cashEventsList({ query: { account, limit: CASH_PER_PAGE, ...(pageParam && { cursor: pageParam }) }, signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor,
  });
