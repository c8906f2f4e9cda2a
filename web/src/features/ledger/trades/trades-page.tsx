import { useQuery } from "@tanstack/react-query";
import { Outlet, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { type ReactNode, useCallback, useMemo, useState } from "react";
import type { TradeOut } from "../../../api/generated";
import { asProblem } from "../../../api/problem";
import { accountsQuery, tradeCountQuery } from "../../../api/queries/ledger";
import { meQuery } from "../../../api/queries/people";
import { useHotkeys } from "../../../lib/hotkeys";
import { usePreferences } from "../../../lib/preferences";
import { readSort, SORT_DEFAULT, writeSort } from "../../../lib/sorting";
import { useSlug, useView } from "../../../lib/view";
import { Button } from "../../../ui/button";
import { classes } from "../../../ui/classes";
import { EmptyState } from "../../../ui/empty-state";
import { useWidth } from "../../../ui/charts/use-size";
import { ProblemBox } from "../../../ui/problem-box";
import { Loading, Skeleton } from "../../../ui/skeleton";
import { useMedia, WIDE } from "../../../ui/use-media";
import { useTitle } from "../../../ui/use-title";
import { fittingColumns, shownColumns } from "./columns";
import { TradeTable } from "./trade-table";
import { TradesToolbar } from "./trades-toolbar";
import { useTradeList } from "./use-trade-list";

/** The table; beside it, or instead of it where there is no room, the trade that is open. */
export function TradesPage({ firstUse }: { firstUse: ReactNode }) {
  useTitle("Trades");
  const { tradeId } = useParams({ strict: false }) as { tradeId?: string };
  const wide = useMedia(WIDE);
  const [expanded, setExpanded] = useState(false);
  const isOpen = tradeId !== undefined;
  const returnTo = useLastOpened(tradeId);
  const alone = isOpen && (!wide || expanded);
  useHotkeys(
    {
      e: () => {
        setExpanded(!expanded);
      },
    },
    isOpen && wide,
  );
  return (
    <div className="relative min-h-80 flex-1">
      <div className={classes("flex", isOpen && alone ? "min-h-full" : "absolute inset-0")}>
        {!alone && (
          <div className="flex h-full min-w-0 flex-1 flex-col overflow-y-auto">
            <TradeListView openedId={tradeId ?? null} returnTo={returnTo} firstUse={firstUse} />
          </div>
        )}
        {isOpen && (
          <div
            data-trade-pane=""
            className={classes(
              "min-w-0",
              alone ? "flex-1" : "w-[min(680px,54%)] overflow-y-auto border-l border-line bg-page",
            )}
          >
            <Outlet />
          </div>
        )}
      </div>
    </div>
  );
}

/** The trade that was open last in this list, forgotten when the list becomes another. */
function useLastOpened(tradeId: string | undefined): string | null {
  const { question } = useView();
  const { sort = "" } = useSearch({ strict: false }) as { sort?: string };
  const list = `${sort} ${question}`;
  const [kept, setKept] = useState({ list, id: tradeId ?? null });
  if (kept.list !== list || (tradeId !== undefined && tradeId !== kept.id)) setKept({ list, id: tradeId ?? null });
  return kept.id;
}

interface ListProps {
  openedId: string | null;
  returnTo: string | null;
  firstUse: ReactNode;
}

function TradeListView({ openedId, returnTo, firstUse }: ListProps) {
  const [frame, width] = useWidth<HTMLDivElement>(1200);
  const { q, period, question, change } = useView();
  const list = useTradeList();
  const { trades, sort, hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const total = useQuery(tradeCountQuery(question)).data ?? null;
  const kept = usePreferences().tradeColumns;
  // What was chosen stays while the table has the page to itself; beside a trade it gives way.
  const isTight = openedId !== null || kept === null;
  const columns = useMemo(
    () => (isTight ? fittingColumns(shownColumns(kept), width) : shownColumns(kept)),
    [isTight, kept, width],
  );
  const sorts = useMemo(() => readSort(sort), [sort]);
  const accountItems = useQuery(accountsQuery).data?.items;
  const accounts = useMemo(() => new Map(accountItems?.map((one) => [one.id, one.name])), [accountItems]);
  const zone = useZone();
  const { open, sortBy } = useTradeNavigation(openedId);

  const onNearEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  if (list.isError && trades.length === 0) {
    return <ProblemBox large problem={asProblem(list.error)} onRetry={() => void list.refetch()} />;
  }
  if (list.isPending) return <TableWaiting />;
  if (trades.length === 0 && q === "" && period === "") return firstUse;
  return (
    <div ref={frame} className="flex h-full min-h-0 flex-col">
      <TradesToolbar
        columns={shownColumns(kept)}
        loaded={trades.length}
        total={total}
        sorted={sort !== SORT_DEFAULT}
        onUnsort={() => {
          sortBy([]);
        }}
      />
      {trades.length === 0 ? (
        <EmptyState
          icon="filter"
          title="No trade matches"
          action={
            <Button
              onClick={() => {
                change({ q: "", period: "" });
              }}
            >
              Clear filter and period
            </Button>
          }
        >
          Take a condition away, or choose a longer period.
        </EmptyState>
      ) : (
        <TradeTable
          key={`${question} ${sort}`}
          trades={trades}
          total={total}
          columns={columns}
          sorts={sorts}
          zone={zone}
          accounts={accounts}
          openedId={openedId}
          returnTo={returnTo}
          faded={list.isPlaceholderData}
          onSort={sortBy}
          onOpen={open}
          onNearEnd={onNearEnd}
        />
      )}
    </div>
  );
}

function useZone(): string {
  const workspace = useSlug();
  const me = useQuery(meQuery).data;
  return me?.workspaces.find((one) => one.slug === workspace)?.timezone ?? "UTC";
}

function useTradeNavigation(openedId: string | null) {
  const workspace = useSlug();
  const navigate = useNavigate();
  const open = useCallback(
    (trade: TradeOut) => {
      void navigate({
        to: "/w/$workspace/trades/$tradeId",
        params: { workspace, tradeId: trade.id },
        search: (before) => before,
        // Going on from one trade to the next is one step back, not twenty.
        replace: openedId !== null,
      });
    },
    [navigate, workspace, openedId],
  );
  const sortBy = useCallback(
    (sorts: Parameters<typeof writeSort>[0]) => {
      const text = writeSort(sorts);
      void navigate({
        to: ".",
        search: ((before: Record<string, unknown>) => ({
          ...before,
          sort: text === SORT_DEFAULT || text === "" ? undefined : text,
        })) as never,
      });
    },
    [navigate],
  );
  return { open, sortBy };
}

function TableWaiting() {
  return (
    <Loading label="Loading the trades" className="flex flex-col gap-4 bg-surface p-4">
      {Array.from({ length: 18 }, (_, index) => (
        <div key={index} className="flex gap-6">
          <Skeleton className="h-5 w-40" />
          <Skeleton className="h-5 w-28" />
          <Skeleton className="h-5 flex-1" />
          <Skeleton className="h-5 w-24" />
        </div>
      ))}
    </Loading>
  );
}
