import { useInfiniteQuery } from "@tanstack/react-query";
import type { AccountOut, CashEventOut } from "../../../api/generated";
import { asProblem } from "../../../api/problem";
import { cashQuery } from "../../../api/queries/ledger";
import { CASH_KINDS } from "../../../lib/cash-kinds";
import { clock, inUtc, mediumDay } from "../../../lib/dates";
import { Button } from "../../../ui/button";
import { classes } from "../../../ui/classes";
import { MoneyText } from "../../../ui/money-text";
import { Panel } from "../../../ui/panel";
import { ProblemBox } from "../../../ui/problem-box";
import { ScrollRegion } from "../../../ui/scroll-region";
import { Loading, Skeleton } from "../../../ui/skeleton";
import { Cell, HeadCell, Row, Table } from "../../../ui/table";
import { useVoidCash } from "../mutations";
import { Lineage } from "../trade/fills-table";
import { eventName } from "./cash-view";

/** Money that moved without a fill: shown here, and in no trading result. */
export function CashPanel({ account, onEnter }: { account: AccountOut; onEnter: () => void }) {
  const found = useInfiniteQuery(cashQuery(account.id));
  const events = found.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Panel
      title="Cash events"
      note="no part of trading results"
      actions={
        <Button size="sm" onClick={onEnter}>
          Enter a cash event
        </Button>
      }
      bodyClassName="pb-1"
    >
      {found.isPending && (
        <Loading label="Loading the cash events" className="flex flex-col gap-3 px-4 pb-4">
          <Skeleton className="h-6 w-full" />
          <Skeleton className="h-6 w-full" />
        </Loading>
      )}
      {found.isError && events.length === 0 && (
        <ProblemBox problem={asProblem(found.error)} onRetry={() => void found.refetch()} />
      )}
      {found.isSuccess && events.length === 0 && (
        <p className="px-4 pb-3 text-sm text-faint">
          None yet: deposits, withdrawals, dividends, interest, fees and taxes of imported files stand here.
        </p>
      )}
      {events.length > 0 && <Events events={events} account={account} />}
      {found.hasNextPage && (
        <div className="border-t border-line p-3 text-center">
          <Button size="sm" busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            Show earlier cash events
          </Button>
        </div>
      )}
    </Panel>
  );
}

function Events({ events, account }: { events: readonly CashEventOut[]; account: AccountOut }) {
  return (
    <ScrollRegion label="Cash events of the account">
      <Table aria-label="Cash events, newest first">
        <thead>
          <tr>
            <HeadCell className="pl-4">Day</HeadCell>
            <HeadCell>Kind</HeadCell>
            <HeadCell className="max-sm:hidden">Words</HeadCell>
            <HeadCell className="text-right">Amount</HeadCell>
            <HeadCell className="pl-4 max-sm:hidden">From</HeadCell>
            <HeadCell className="w-24 pr-4 max-sm:w-16">
              <span className="sr-only">Actions</span>
            </HeadCell>
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <Event key={event.id} event={event} account={account} />
          ))}
        </tbody>
      </Table>
    </ScrollRegion>
  );
}

function Event({ event, account }: { event: CashEventOut; account: AccountOut }) {
  const { voiding, restore } = useVoidCash();
  const gone = event.voided_at !== null;
  return (
    <Row className={classes(gone && "[&>td:not(:last-child)]:text-faint")}>
      <Cell className="pl-4 whitespace-nowrap" title={event.time_known ? inUtc(event.occurred_at) : "No clock time is known"}>
        {mediumDay(event.day)}
        {event.time_known && <span className="ml-2 max-sm:hidden">{clock(event.occurred_at, account.timezone)}</span>}
      </Cell>
      <Cell>
        <span className={classes("font-medium", gone && "line-through")}>{CASH_KINDS[event.kind].label}</span>
        {event.symbol && <span className="ml-1.5 text-soft">{event.symbol}</span>}
        {gone && <p className="text-xs">void: it counts no more</p>}
      </Cell>
      <Cell className="max-w-72 truncate text-soft max-sm:hidden" title={event.detail}>
        {event.detail}
      </Cell>
      <Cell className="text-right">
        <MoneyText value={event.amount} currency={event.currency} withCurrency />
      </Cell>
      <Cell className="max-w-64 pl-4 max-sm:hidden">
        <Lineage execution={event} />
      </Cell>
      <Cell className="py-0! pr-4 text-right align-middle! max-sm:px-0.5">
        <Button
          size="sm"
          {...(!gone && { kind: "quiet" as const })}
          aria-label={`${gone ? "Restore" : "Void"} ${eventName(event)}`}
          onClick={() => {
            (gone ? restore : voiding).mutate(event.id);
          }}
        >
          {gone ? "Restore" : "Void"}
        </Button>
      </Cell>
    </Row>
  );
}
