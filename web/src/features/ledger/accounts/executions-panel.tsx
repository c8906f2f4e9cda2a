import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { AccountOut, ExecutionOut } from "../../../api/generated";
import { asProblem } from "../../../api/problem";
import { executionsQuery, filterFieldsQuery } from "../../../api/queries/ledger";
import { Button } from "../../../ui/button";
import { Confirm } from "../../../ui/confirm";
import { EmptyState } from "../../../ui/empty-state";
import { CheckField, CONTROL } from "../../../ui/field";
import { Panel } from "../../../ui/panel";
import { ProblemBox } from "../../../ui/problem-box";
import { Loading, Skeleton } from "../../../ui/skeleton";
import { useVoid } from "../mutations";
import { ExecutionTable } from "./execution-table";
import { fillName } from "./execution-view";
import { LotsDialog } from "./lots-dialog";

export interface FillQuestion {
  symbol: string;
  unmatched: boolean;
}

interface Props {
  account: AccountOut;
  question: FillQuestion;
  onQuestion: (question: FillQuestion) => void;
  /** The way to the first fill, where there is none. */
  onEnter: () => void;
}

export function ExecutionsPanel({ account, question, onQuestion, onEnter }: Props) {
  const { symbol, unmatched } = question;
  const found = useInfiniteQuery(
    executionsQuery({ account: account.id, ...(symbol && { symbol }), ...(unmatched && { unmatched }) }),
  );
  const fills = found.data?.pages.flatMap((page) => page.items) ?? [];
  const narrowed = symbol !== "" || unmatched;
  const { voiding, restore } = useVoid();
  const [asked, setAsked] = useState<ExecutionOut | null>(null);
  const [named, setNamed] = useState<ExecutionOut | null>(null);
  return (
    <Panel title="Fills" actions={<Narrow question={question} onQuestion={onQuestion} />} bodyClassName="pb-1">
      {found.isPending && (
        <Loading label="Loading the fills" className="flex flex-col gap-3 px-4 pb-4">
          {Array.from({ length: 8 }, (_, index) => (
            <Skeleton key={index} className="h-6 w-full" />
          ))}
        </Loading>
      )}
      {found.isError && fills.length === 0 && (
        <ProblemBox large problem={asProblem(found.error)} onRetry={() => void found.refetch()} />
      )}
      {found.isSuccess && fills.length === 0 && (
        <NoFills
          narrowed={narrowed}
          unmatched={unmatched}
          onAll={() => {
            onQuestion({ symbol: "", unmatched: false });
          }}
          onEnter={onEnter}
        />
      )}
      {fills.length > 0 && (
        <ExecutionTable
          fills={fills}
          account={account}
          acts={{
            onVoid: setAsked,
            onRestore: (fill) => {
              restore.mutate(fill.id);
            },
            onName: setNamed,
          }}
        />
      )}
      {found.hasNextPage && (
        <div className="border-t border-line p-3 text-center">
          <Button size="sm" busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            Show earlier fills
          </Button>
        </div>
      )}
      <Confirm
        open={asked !== null}
        onOpenChange={() => {
          setAsked(null);
        }}
        title="Void this fill?"
        confirm="Void fill"
        danger
        busy={voiding.isPending}
        problem={voiding.error ? asProblem(voiding.error) : null}
        onConfirm={() => {
          if (!asked) return;
          voiding.mutate(asked.id, {
            onSuccess: () => {
              setAsked(null);
            },
          });
        }}
      >
        <p>
          {asked && <strong className="font-medium text-ink">{fillName(asked)}</strong>} stays in the list and counts no
          more; its trades are derived anew. A file that states it again changes nothing. You can restore it at any time.
        </p>
      </Confirm>
      {named && (
        <LotsDialog
          fill={named}
          account={account}
          onClose={() => {
            setNamed(null);
          }}
        />
      )}
    </Panel>
  );
}

function Narrow({ question, onQuestion }: Pick<Props, "question" | "onQuestion">) {
  const listId = useId();
  const fields = useQuery(filterFieldsQuery).data?.items ?? [];
  const symbols = fields.find((field) => field.name === "symbol")?.values ?? [];
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <CheckField
        label="Unmatched only"
        checked={question.unmatched}
        onChange={(event) => {
          onQuestion({ ...question, unmatched: event.target.checked });
        }}
      />
      <form
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          const symbol = new FormData(event.currentTarget).get("symbol");
          onQuestion({ ...question, symbol: typeof symbol === "string" ? symbol.trim().toUpperCase() : "" });
        }}
      >
        <input
          key={question.symbol}
          type="search"
          name="symbol"
          aria-label="Only this symbol"
          placeholder="Symbol"
          list={listId}
          autoComplete="off"
          defaultValue={question.symbol}
          onBlur={(event) => event.target.form?.requestSubmit()}
          className={`${CONTROL} h-8! w-36!`}
        />
        <datalist id={listId}>
          {symbols.map((symbol) => (
            <option key={symbol} value={symbol} />
          ))}
        </datalist>
      </form>
    </div>
  );
}

interface NoFillsProps {
  narrowed: boolean;
  unmatched: boolean;
  onAll: () => void;
  onEnter: () => void;
}

function NoFills({ narrowed, unmatched, onAll, onEnter }: NoFillsProps) {
  if (narrowed) {
    return (
      <EmptyState
        icon={unmatched ? "check" : "filter"}
        title={unmatched ? "No unmatched fill" : "No fill of this symbol"}
        action={<Button onClick={onAll}>Show all fills</Button>}
      >
        {unmatched ? "Everything that closes found its opening." : "Another account may have it."}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon="trades"
      title="No fills yet"
      action={
        <Button kind="solid" icon="plus" onClick={onEnter}>
          Enter a fill
        </Button>
      }
    >
      Drop a file of this account on the imports page, or enter its purchases and sales by hand.
    </EmptyState>
  );
}
