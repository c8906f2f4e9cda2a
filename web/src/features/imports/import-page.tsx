import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import type { ImportOut } from "../../api/generated";
import { asProblem } from "../../api/problem";
import { importQuery } from "../../api/queries/imports";
import { inUtc, localZone, shortInstant } from "../../lib/dates";
import { bytes, plural } from "../../lib/format";
import { useSlug } from "../../lib/view";
import { Badge } from "../../ui/badge";
import { Disclosure } from "../../ui/disclosure";
import { ProblemBox } from "../../ui/problem-box";
import { Loading, Skeleton } from "../../ui/skeleton";
import { useTitle } from "../../ui/use-title";
import { CashPreview } from "./cash-preview";
import { ChangesPanel } from "./changes-panel";
import { CountsBar } from "./counts-bar";
import { FailedPanel } from "./failed-panel";
import { followImport } from "./follow-import";
import { ImportActions } from "./import-actions";
import { ImportProgress } from "./import-progress";
import { isWorking, stateOf } from "./import-view";
import { MappingPanel } from "./mapping-panel";
import { MembersPanel } from "./members-panel";
import { type ImportActs, useImportActs } from "./mutations";
import { OptionsForm } from "./options-form";
import { ProblemList } from "./problem-list";
import { QuestionsPanel } from "./questions-panel";
import { ReadingPanel } from "./reading-panel";
import { SettledRows } from "./settled-rows";
import { TradesPreview } from "./trades-preview";

const MEMBERS_WAIT_MS = 1_000;

export function ImportPage() {
  const { importId = "" } = useParams({ strict: false }) as { importId?: string };
  const client = useQueryClient();
  const found = useQuery({
    ...importQuery(importId),
    refetchInterval: ({ state }) => (state.data?.members?.some(isWorking) ? MEMBERS_WAIT_MS : false),
  });
  const one = found.data;
  const working = one !== undefined && isWorking(one);
  useTitle(one?.file_name ?? "Import");
  useEffect(() => {
    if (working) void followImport(client, importId);
  }, [client, working, importId]);
  const retry = () => {
    void found.refetch();
    void followImport(client, importId);
  };
  return (
    <div className="mx-auto flex w-full max-w-page flex-col gap-4 px-4 py-4 sm:px-6 sm:py-5">
      {found.isError && <ProblemBox large={!one} problem={asProblem(found.error)} onRetry={retry} />}
      {one ? <Import key={one.id} one={one} /> : found.isPending && <Waiting />}
    </div>
  );
}

function Import({ one }: { one: ImportOut }) {
  const acts = useImportActs(one.id);
  const failure = acts.commit.error ?? acts.cancel.error ?? acts.settle.error ?? acts.state.error ?? null;
  return (
    <>
      <Header one={one} acts={acts} />
      {failure && <ProblemBox problem={asProblem(failure)} />}
      {isWorking(one) && <ImportProgress one={one} />}
      {one.problem && <FailedPanel problem={one.problem} />}
      {one.state === "failed" && <Failed one={one} acts={acts} />}
      {one.state === "review" && <Review one={one} acts={acts} />}
      {one.state === "committed" && !isWorking(one) && <Stored one={one} />}
      {one.state === "undone" && !isWorking(one) && (
        <Note>Its fills are out of the ledger. The file is kept: read it again to bring them back.</Note>
      )}
      {one.state === "unpacked" && <MembersPanel one={one} />}
      {one.state === "cancelled" && <Note>Nothing of it was stored. The file is kept: it can be read again.</Note>}
      {one.counts ? (
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_320px]">
          <div className="flex min-w-0 flex-col gap-4">
            <CountsBar counts={one.counts} />
            {one.preview && <TradesPreview one={one} preview={one.preview} />}
            {one.preview && <ChangesPanel one={one} preview={one.preview} />}
            {one.preview && <CashPreview one={one} preview={one.preview} />}
            <ProblemList one={one} counts={one.counts} acts={acts} />
            <SettledRows one={one} acts={acts} />
          </div>
          <ReadingPanel one={one} acts={acts} />
        </div>
      ) : (
        <>
          {isWorking(one) && <ToCome />}
          {one.state === "cancelled" && <ReadingPanel one={one} acts={acts} />}
        </>
      )}
    </>
  );
}

function Header({ one, acts }: { one: ImportOut; acts: ImportActs }) {
  const workspace = useSlug();
  const { label, tone } = stateOf(one);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // The button that was pressed may be gone with the state it belonged to: the keyboard goes on from the top.
    if (document.activeElement === document.body) heading.current?.focus();
  }, [label]);
  return (
    <header className="flex flex-wrap items-end gap-x-4 gap-y-3">
      <div className="min-w-0 flex-1 basis-72">
        <nav aria-label="Breadcrumb" className="text-sm">
          <Link to="/w/$workspace/imports" params={{ workspace }} className="text-soft hover:underline">
            Imports
          </Link>
          <span aria-hidden="true" className="text-faint">
            {" "}
            /
          </span>
        </nav>
        <div className="mt-0.5 flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 ref={heading} tabIndex={-1} className="min-w-0 outline-none text-xl font-semibold break-words">{one.file_name}</h1>
          <Badge tone={tone}>{label}</Badge>
        </div>
        <p className="text-xs text-faint" title={inUtc(one.created_at)}>
          {bytes(one.file_bytes)} · received {shortInstant(one.created_at, localZone())}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <ImportActions one={one} acts={acts} />
      </div>
    </header>
  );
}

function Failed({ one, acts }: { one: ImportOut; acts: ImportActs }) {
  const columns = one.preview?.columns ?? [];
  return (
    <>
      {columns.length > 0 && (
        <MappingPanel one={one} acts={acts} columns={columns} sample={one.preview?.sample ?? []} />
      )}
      <Disclosure
        title={columns.length > 0 ? "Or say which broker’s format it is" : "Read it differently"}
        open={columns.length === 0}
        className="rounded-lg border border-line bg-surface px-4 py-2"
      >
        <div className="max-w-sm pb-2">
          <OptionsForm one={one} acts={acts} />
        </div>
      </Disclosure>
    </>
  );
}

function Review({ one, acts }: { one: ImportOut; acts: ImportActs }) {
  const columns = one.preview?.columns ?? [];
  return (
    <>
      <Note>
        This is what committing would do. <strong className="font-medium text-ink">Nothing is stored yet.</strong>
      </Note>
      <QuestionsPanel one={one} acts={acts} />
      {columns.length > 0 && (
        <Disclosure title="A column is read wrongly?">
          <MappingPanel one={one} acts={acts} columns={columns} sample={one.preview?.sample ?? []} />
        </Disclosure>
      )}
    </>
  );
}

function Stored({ one }: { one: ImportOut }) {
  const workspace = useSlug();
  const fills = one.counts?.fills ?? 0;
  return (
    <Note>
      {fills === 0 ? "It brought no new fill that counts." : `${plural(fills, "new fill")} ${fills === 1 ? "is" : "are"} in the ledger.`}{" "}
      <Link to="/w/$workspace" params={{ workspace }} className="font-medium text-accent underline">
        See the dashboard
      </Link>
    </Note>
  );
}

function Note({ children }: { children: React.ReactNode }) {
  return <p className="rounded-md bg-accent-wash px-3 py-2 text-sm text-soft">{children}</p>;
}

/** Keeps the places of what the reading will bring. */
function ToCome() {
  return (
    <div aria-hidden="true" className="grid gap-4 opacity-60 lg:grid-cols-[minmax(0,1fr)_320px]">
      <div className="flex flex-col gap-4">
        <Skeleton className="h-36 rounded-lg" />
        <Skeleton className="h-64 rounded-lg" />
      </div>
      <Skeleton className="h-64 rounded-lg" />
    </div>
  );
}

function Waiting() {
  return (
    <Loading label="Loading the import" className="flex flex-col gap-4">
      <Skeleton className="h-14 w-80 max-w-full" />
      <Skeleton className="h-36 w-full" />
      <Skeleton className="h-64 w-full" />
    </Loading>
  );
}
