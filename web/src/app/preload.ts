import type { QueryClient } from "@tanstack/react-query";
import { calendarQuery, equityQuery, metricsQuery, summaryQuery } from "../api/queries/analytics";
import { archivesQuery } from "../api/queries/archives";
import { formatsQuery, importsQuery } from "../api/queries/imports";
import { accountsQuery, tradeQuery, tradesQuery, annotationQuery } from "../api/queries/ledger";
import { withPeriod } from "../lib/filter/compose";
import { SORT_DEFAULT } from "../lib/sorting";
import type { ViewSearch } from "../lib/view";

/** What a page will ask for, begun together with its code instead of after it. Failures are the page's to show. */

export function dashboard(client: QueryClient, search: ViewSearch): void {
  const question = withPeriod(search.q ?? "", search.period ?? "");
  void client.prefetchQuery(summaryQuery(question));
  void client.prefetchQuery(equityQuery(question));
  void client.prefetchQuery(metricsQuery);
  void client.prefetchQuery(accountsQuery);
}

export function trades(client: QueryClient, search: ViewSearch & { sort?: string }): void {
  const q = withPeriod(search.q ?? "", search.period ?? "");
  void client.prefetchInfiniteQuery(tradesQuery({ q, sort: search.sort ?? SORT_DEFAULT }));
  void client.prefetchQuery(accountsQuery);
}

export function trade(client: QueryClient, id: string): void {
  void client.prefetchQuery(tradeQuery(id));
  void client.prefetchQuery(annotationQuery(id));
}

export function calendar(client: QueryClient, search: ViewSearch): void {
  void client.prefetchQuery(calendarQuery(search.q ?? "", "", ""));
}

export function imports(client: QueryClient): void {
  void client.prefetchInfiniteQuery(importsQuery);
  void client.prefetchQuery(formatsQuery);
}

export function data(client: QueryClient): void {
  void client.prefetchQuery(archivesQuery);
  void client.prefetchInfiniteQuery(importsQuery);
  void client.prefetchQuery(accountsQuery);
}
