import { useQuery } from "@tanstack/react-query";
import type { AccountOut, CorporateActionOut } from "../../../api/generated";
import { asProblem } from "../../../api/problem";
import { actionsQuery } from "../../../api/queries/ledger";
import { dayIn, mediumDay } from "../../../lib/dates";
import { Button } from "../../../ui/button";
import { classes } from "../../../ui/classes";
import { MoneyText } from "../../../ui/money-text";
import { Panel } from "../../../ui/panel";
import { ProblemBox } from "../../../ui/problem-box";
import { ScrollRegion } from "../../../ui/scroll-region";
import { Loading, Skeleton } from "../../../ui/skeleton";
import { Cell, HeadCell, Row, Table } from "../../../ui/table";
import { useVoidAction } from "../mutations";
import { Lineage } from "../trade/fills-table";
import { ACTION_KINDS, actionName, effectOf, termsOf } from "./action-view";

/** What companies did to their shares, and what that did to what was held. */
export function ActionsPanel({ account, onEnter }: { account: AccountOut; onEnter: () => void }) {
  const found = useQuery(actionsQuery(account.id));
  const actions = found.data?.items ?? [];
  return (
    <Panel
      title="Corporate actions"
      note="splits, new symbols, spin-offs, mergers"
      actions={
        <Button size="sm" onClick={onEnter}>
          Enter a corporate action
        </Button>
      }
      bodyClassName="pb-1"
    >
      {found.isPending && (
        <Loading label="Loading the corporate actions" className="px-4 pb-4">
          <Skeleton className="h-6 w-full" />
        </Loading>
      )}
      {found.isError && <ProblemBox problem={asProblem(found.error)} onRetry={() => void found.refetch()} />}
      {found.isSuccess && actions.length === 0 && (
        <p className="px-4 pb-3 text-sm text-faint">None yet: those that imported files tell stand here, too.</p>
      )}
      {actions.length > 0 && (
        <ScrollRegion label="Corporate actions of the account">
          <Table aria-label="Corporate actions, newest first">
            <thead>
              <tr>
                <HeadCell className="pl-4">From</HeadCell>
                <HeadCell>Action</HeadCell>
                <HeadCell className="max-sm:hidden">What it did</HeadCell>
                <HeadCell className="text-right max-sm:hidden">Cash</HeadCell>
                <HeadCell className="pl-4 max-md:hidden">Told by</HeadCell>
                <HeadCell className="w-24 pr-4 max-sm:w-16">
                  <span className="sr-only">Actions</span>
                </HeadCell>
              </tr>
            </thead>
            <tbody>
              {actions.map((action) => (
                <Action key={action.id} action={action} zone={account.timezone} />
              ))}
            </tbody>
          </Table>
        </ScrollRegion>
      )}
    </Panel>
  );
}

function Action({ action, zone }: { action: CorporateActionOut; zone: string }) {
  const { voiding, restore } = useVoidAction();
  const gone = action.voided_at !== null;
  const did = effectOf(action);
  return (
    <Row className={classes(gone && "[&>td:not(:last-child)]:text-faint")}>
      <Cell className="pl-4 whitespace-nowrap">{mediumDay(dayIn(action.effective_at, zone))}</Cell>
      <Cell>
        <span className={classes("font-medium", gone && "line-through")}>
          {action.symbol}
          {action.target_symbol && ` → ${action.target_symbol}`}
        </span>
        <p className="text-xs text-soft">{[ACTION_KINDS[action.kind].label, termsOf(action)].filter(Boolean).join(": ")}</p>
        {did && <p className="text-xs text-faint sm:hidden">{did}</p>}
      </Cell>
      <Cell className={classes("max-sm:hidden", action.effect?.applied === false ? "text-warn" : "text-soft")}>{did}</Cell>
      <Cell className="text-right max-sm:hidden">
        {action.effect && action.effect.cash !== "0.00" && (
          <MoneyText value={action.effect.cash} currency={action.currency} withCurrency />
        )}
      </Cell>
      <Cell className="max-w-64 pl-4 max-md:hidden">
        <Lineage execution={action} />
      </Cell>
      <Cell className="py-0! pr-4 text-right align-middle! max-sm:px-0.5">
        <Button
          size="sm"
          {...(!gone && { kind: "quiet" as const })}
          aria-label={`${gone ? "Restore" : "Void"} the ${actionName(action)}`}
          onClick={() => {
            (gone ? restore : voiding).mutate(action.id);
          }}
        >
          {gone ? "Restore" : "Void"}
        </Button>
      </Cell>
    </Row>
  );
}
