import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { CountsOut, ImportOut, NoteOut, Verdict } from "../../api/generated";
import { asProblem } from "../../api/problem";
import { notesQuery } from "../../api/queries/imports";
import { count } from "../../lib/format";
import { Badge, type Tone } from "../../ui/badge";
import { Button } from "../../ui/button";
import { Panel } from "../../ui/panel";
import { ProblemBox } from "../../ui/problem-box";
import { Segmented } from "../../ui/segmented";
import { Loading, Skeleton } from "../../ui/skeleton";
import { verdictCounts, verdictLabel } from "./import-view";
import type { ImportActs } from "./mutations";
import { RawRow } from "./raw-row";
import { SettleAll, SettleRow } from "./settle-rows";
import { isBusy } from "./settling-view";
import { useKeptPlace } from "./use-kept-place";

const ALL = "all";
const TONES: Partial<Record<Verdict, Tone>> = { quarantined: "warn", rejected: "bad" };

/** The rows that became nothing, each with its line, the reason, and its text as the file has it. */
export function ProblemList({ one, counts, acts }: { one: ImportOut; counts: CountsOut; acts: ImportActs }) {
  const listed = verdictCounts(counts).filter((part) => part.listed && part.count > 0);
  const total = listed.reduce((sum, part) => sum + part.count, 0);
  const [verdict, setVerdict] = useState<Verdict | typeof ALL>(() => worst(listed.map((part) => part.verdict)));
  const shown = listed.some((part) => part.verdict === verdict) ? verdict : ALL;
  const notes = useInfiniteQuery({
    ...notesQuery(one.id, shown === ALL ? null : shown),
    enabled: total > 0,
  });
  const { list, leave } = useKeptPlace(isBusy(one, acts) || notes.isFetching, notes.dataUpdatedAt);
  if (total === 0) {
    return (
      <Panel title="Rows apart">
        <p className="text-sm text-faint">None: every row is a fill.</p>
      </Panel>
    );
  }
  const rows = notes.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Panel
      title="Rows apart"
      note={`${count(total)} that became no fill, and why`}
      actions={
        listed.length > 1 && (
          <Segmented
            label="Rows shown"
            size="sm"
            value={shown}
            options={[
              { value: ALL, label: `All ${count(total)}` },
              ...listed.map((part) => ({ value: part.verdict, label: `${part.label} ${count(part.count)}` })),
            ]}
            onChange={setVerdict}
          />
        )
      }
      bodyClassName=""
    >
      {notes.isPending && (
        <Loading label="Loading the rows" className="flex flex-col gap-3 px-4 pb-4">
          {Array.from({ length: 3 }, (_, index) => (
            <Skeleton key={index} className="h-10 w-full" />
          ))}
        </Loading>
      )}
      {notes.isError && (
        <div className="px-4 pb-4">
          <ProblemBox problem={asProblem(notes.error)} onRetry={() => void notes.refetch()} />
        </div>
      )}
      <div onClickCapture={leave}>
        <SettleAll one={one} acts={acts} notes={rows} />
        <ul ref={list} aria-label="Rows that became no fill">
          {rows.map((note, index) => (
            <Note key={`${String(note.line)}-${String(index)}`} note={note}>
              <SettleRow one={one} acts={acts} note={note} />
            </Note>
          ))}
        </ul>
      </div>
      {notes.hasNextPage && (
        <div className="border-t border-line p-3 text-center">
          <Button size="sm" busy={notes.isFetchingNextPage} onClick={() => void notes.fetchNextPage()}>
            Show more rows
          </Button>
        </div>
      )}
    </Panel>
  );
}

function Note({ note, children }: { note: NoteOut; children: React.ReactNode }) {
  return (
    <li className="flex flex-col gap-x-3 gap-y-1 border-t border-line px-4 py-2 text-sm sm:flex-row">
      <div className="flex shrink-0 items-center gap-x-3 self-start sm:w-42">
        <span className="w-20 whitespace-nowrap text-faint max-sm:text-xs">Line {count(note.line)}</span>
        <Badge tone={TONES[note.verdict] ?? "plain"}>{verdictLabel(note.verdict)}</Badge>
      </div>
      <div className="min-w-0 flex-1">
        <p title={note.code}>
          {note.reason && <span className="font-medium">{note.reason}. </span>}
          <span className={note.reason ? "text-soft" : ""}>{note.detail}</span>
        </p>
        <RawRow raw={note.raw} />
        {children}
      </div>
    </li>
  );
}

/** What asks for something to be done is shown first. */
function worst(verdicts: readonly Verdict[]): Verdict | typeof ALL {
  return verdicts.find((one) => one === "quarantined") ?? verdicts.find((one) => one === "rejected") ?? ALL;
}
