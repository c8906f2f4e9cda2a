import { useInfiniteQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import type { TradeOut } from "../../../api/generated";
import { tradesQuery } from "../../../api/queries/ledger";
import { SORT_DEFAULT } from "../../../lib/sorting";
import { useView } from "../../../lib/view";

/** The list that the address asks for, as far as it is loaded. */
export function useTradeList() {
  const { question } = useView();
  const { sort = SORT_DEFAULT } = useSearch({ strict: false }) as { sort?: string };
  const found = useInfiniteQuery(tradesQuery({ q: question, sort }));
  const pages = found.data?.pages;
  const trades = useMemo<readonly TradeOut[]>(() => pages?.flatMap((page) => page.items) ?? [], [pages]);
  return { ...found, trades, sort };
}
