import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import type { ExecutionOut, TradeDetailOut } from "../../../api/generated";
import { asProblem } from "../../../api/problem";
import { accountsQuery, tradeQuery } from "../../../api/queries/ledger";
import { zoneCity } from "../../../lib/dates";
import { plural, quantity } from "../../../lib/format";
import { useHotkeys } from "../../../lib/hotkeys";
import { useSlug } from "../../../lib/view";
import { Confirm } from "../../../ui/confirm";
import { Panel } from "../../../ui/panel";
import { ProblemBox } from "../../../ui/problem-box";
import { Loading, Skeleton } from "../../../ui/skeleton";
import { useTitle } from "../../../ui/use-title";
import { useVoid } from "../mutations";
import { useTradeList } from "../trades/use-trade-list";
import { ActionsPassed } from "./actions-passed";
import { FillsChart } from "./fills-chart";
import { FillsTable } from "./fills-table";
import { ReviewPanel } from "./review-panel";
import { TradeHeader } from "./trade-header";
import { neighbours } from "./trade-view";
import { WorkedSteps } from "./worked-steps";

export function TradePage() {
  const { tradeId = "" } = useParams({ strict: false }) as { tradeId?: string };
  const trade = useQuery(tradeQuery(tradeId));
  useTitle(trade.data ? `${trade.data.symbol} ${trade.data.side}` : "Trade");
  const steps = useSteps(tradeId);
  useHotkeys({
    j: () => {
      steps.go(steps.next);
    },
    k: () => {
      steps.go(steps.previous);
    },
    Escape: steps.close,
  });
  return (
    <article className="@container min-w-0" aria-label="Trade">
      {trade.isPending && <TradeWaiting />}
      {trade.isError && (
        <ProblemBox
          large
          problem={asProblem(trade.error)}
          onRetry={() => {
            if (asProblem(trade.error).status === 404) steps.close();
            else void trade.refetch();
          }}
        />
      )}
      {trade.data && <Detail key={trade.data.id} trade={trade.data} steps={steps} />}
    </article>
  );
}

/** Going through the list from one trade to the next. */
function useSteps(tradeId: string) {
  const workspace = useSlug();
  const navigate = useNavigate();
  const { trades, hasNextPage, isFetchingNextPage, fetchNextPage } = useTradeList();
  const around = neighbours(
    trades.map((trade) => trade.id),
    tradeId,
  );
  const isNearEnd = around.position > 0 && around.position >= trades.length - 2;
  useEffect(() => {
    if (isNearEnd && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [isNearEnd, hasNextPage, isFetchingNextPage, fetchNextPage]);
  const go = (id: string | null) => {
    if (id === null) return;
    void navigate({
      to: "/w/$workspace/trades/$tradeId",
      params: { workspace, tradeId: id },
      search: (before) => before,
      replace: true,
    });
  };
  return {
    ...around,
    go,
    close: () => {
      void navigate({ to: "/w/$workspace/trades", params: { workspace }, search: (before) => before });
    },
  };
}

export type TradeSteps = ReturnType<typeof useSteps>;

function Detail({ trade, steps }: { trade: TradeDetailOut; steps: TradeSteps }) {
  const accounts = useQuery(accountsQuery).data?.items;
  const zone = accounts?.find((account) => account.id === trade.account_id)?.timezone ?? "UTC";
  const [voided, setVoided] = useState<ExecutionOut | null>(null);
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The next trade is read from its top.
    top.current?.closest("[data-trade-pane]")?.scrollTo({ top: 0 });
  }, []);
  return (
    <div ref={top} className="flex flex-col gap-3 p-3 sm:p-4">
      <TradeHeader trade={trade} steps={steps} zone={zone} />
      <div className="grid items-start gap-3 @xl:grid-cols-[minmax(0,1fr)_400px]">
        <div className="flex min-w-0 flex-col gap-3">
          {trade.legs.length > 0 && (
            <Panel title="Fills in time" note={`${zoneCity(zone)} time; prices between the fills are not known`}>
              <FillsChart trade={trade} zone={zone} />
            </Panel>
          )}
          {trade.corporate_actions.length > 0 && (
            <Panel title="Corporate actions" note="what it went through, oldest first">
              <ActionsPassed trade={trade} zone={zone} />
            </Panel>
          )}
          <Panel title="How the result comes about" note={workedNote(trade)}>
            <WorkedSteps trade={trade} zone={zone} />
          </Panel>
        </div>
        <div className="min-w-0 @xl:col-start-2 @xl:row-span-2 @xl:row-start-1">
          <ReviewPanel trade={trade} />
        </div>
        {trade.legs.length > 0 && (
          <Panel title="Fills" note={`${plural(trade.legs.length, "fill")}, times in ${zoneCity(zone)}`}>
            <FillsTable trade={trade} zone={zone} onVoid={setVoided} />
          </Panel>
        )}
      </div>
      <VoidQuestion
        execution={voided}
        onClose={() => {
          setVoided(null);
        }}
      />
    </div>
  );
}

const METHODS: Record<string, string> = {
  fifo: "first in, first out",
  lifo: "last in, first out",
  average: "average cost",
  specific: "lots as named",
};

function workedNote(trade: TradeDetailOut): string {
  return `lots matched ${METHODS[trade.method] ?? trade.method}`;
}

function VoidQuestion({ execution, onClose }: { execution: ExecutionOut | null; onClose: () => void }) {
  const { voiding } = useVoid();
  return (
    <Confirm
      open={execution !== null}
      onOpenChange={(open) => {
        if (!open) {
          voiding.reset();
          onClose();
        }
      }}
      title="Void this fill?"
      confirm="Void the fill"
      danger
      busy={voiding.isPending}
      problem={voiding.error ? asProblem(voiding.error) : null}
      onConfirm={() => {
        if (execution) voiding.mutate(execution.id, { onSuccess: onClose });
      }}
    >
      {execution && (
        <p>
          {execution.side === "buy" ? "Bought" : "Sold"} {quantity(execution.quantity)} {execution.symbol} at{" "}
          {quantity(execution.price)}. It stays on record but counts no more, and its trades are derived anew without it.
          You can restore it at any time, here at once or later among the account’s executions.
        </p>
      )}
    </Confirm>
  );
}

function TradeWaiting() {
  return (
    <Loading label="Loading the trade" className="flex flex-col gap-3 p-4">
      <Skeleton className="h-8 w-48" />
      <Skeleton className="h-12 w-64" />
      <Skeleton className="h-52 w-full" />
      <Skeleton className="h-28 w-full" />
      <Skeleton className="h-64 w-full" />
    </Loading>
  );
}
