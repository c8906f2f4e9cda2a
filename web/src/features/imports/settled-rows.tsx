import { useInfiniteQuery } from "@tanstack/react-query";
import type { ImportOut, NoteOut } from "../../api/generated";
import { asProblem } from "../../api/problem";
import { settledQuery } from "../../api/queries/imports";
import { count, plural } from "../../lib/format";
import { Button } from "../../ui/button";
import { Panel } from "../../ui/panel";
import { ProblemBox } from "../../ui/problem-box";
import { Loading, Skeleton } from "../../ui/skeleton";
import type { ImportActs } from "./mutations";
import { RawRow } from "./raw-row";
import { isBusy, mayBeSettled, settledAlike, TAKE_BACK } from "./settling-view";
import { useKeptPlace } from "./use-kept-place";

/** What the trader has said of rows that were set apart, and the way back, one by one or all alike. */
export function SettledRows({ one, acts }: { one: ImportOut; acts: ImportActs }) {
  const found = useInfiniteQuery({ ...settledQuery(one.id), enabled: one.settled > 0 });
  const { list, leave } = useKeptPlace(isBusy(one, acts) || found.isFetching, found.dataUpdatedAt);
  if (one.settled === 0) return null;
  const rows = found.data?.pages.flatMap((page) => page.items) ?? [];
  const may = mayBeSettled(one);
  const takeBack = (said: Parameters<ImportActs["settle"]["mutate"]>[0]) => {
    acts.settle.mutate(said);
  };
  return (
    <Panel
      title="Rows you settled"
      note={plural(one.settled, "row")}
      actions={
        may && (
          <div className="flex flex-wrap justify-end gap-1">
            {settledAlike(rows).map(({ code }) => (
              <Button
                key={code}
                size="sm"
                icon="undo"
                disabled={isBusy(one, acts)}
                onClick={() => {
                  takeBack({ all: [{ code, as: null }] });
                }}
              >
                {TAKE_BACK[code] ?? "Take back all alike"}
              </Button>
            ))}
          </div>
        )
      }
      bodyClassName=""
    >
      {found.isPending && (
        <Loading label="Loading the rows" className="px-4 pb-4">
          <Skeleton className="h-10 w-full" />
        </Loading>
      )}
      {found.isError && (
        <div className="px-4 pb-4">
          <ProblemBox problem={asProblem(found.error)} onRetry={() => void found.refetch()} />
        </div>
      )}
      <ul ref={list} aria-label="Settled rows" onClickCapture={leave}>
        {rows.map((note) => (
          <Settled key={note.line} note={note}>
            {may && (
              <Button
                size="sm"
                disabled={isBusy(one, acts)}
                aria-label={`Take back: line ${String(note.line)}`}
                onClick={() => {
                  takeBack({ rows: [{ line: note.line, as: null }] });
                }}
              >
                Take back
              </Button>
            )}
          </Settled>
        ))}
      </ul>
      {found.hasNextPage && (
        <div className="border-t border-line p-3 text-center">
          <Button size="sm" busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            Show more rows
          </Button>
        </div>
      )}
    </Panel>
  );
}

function Settled({ note, children }: { note: NoteOut; children: React.ReactNode }) {
  return (
    <li className="grid grid-cols-[1fr_auto] items-start gap-x-3 gap-y-1 border-t border-line px-4 py-2 text-sm sm:grid-cols-[80px_1fr_auto]">
      <span className="self-center whitespace-nowrap text-faint max-sm:text-xs sm:self-start">Line {count(note.line)}</span>
      <div className="min-w-0 max-sm:col-span-2 max-sm:row-start-2">
        <p title={note.code}>{note.reason || note.detail}</p>
        <RawRow raw={note.raw} />
      </div>
      {children}
    </li>
  );
}
