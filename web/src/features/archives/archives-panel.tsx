import { useMutation, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import { useState } from "react";
import { once } from "../../api/client";
import { download } from "../../api/download";
import { type ArchiveListOut, type ArchiveOut, archivesCreate } from "../../api/generated";
import { asProblem } from "../../api/problem";
import { archiveKeys } from "../../api/queries/archives";
import { inUtc, localZone, shortInstant } from "../../lib/dates";
import { bytes } from "../../lib/format";
import { Badge } from "../../ui/badge";
import { Button } from "../../ui/button";
import { EmptyState } from "../../ui/empty-state";
import { Icon } from "../../ui/icon";
import { Panel } from "../../ui/panel";
import { ProblemBox } from "../../ui/problem-box";
import { Progress } from "../../ui/progress";
import { Loading, Skeleton } from "../../ui/skeleton";
import { toast } from "../../ui/toast";
import { archiveNote, isUnderWay, stateOf } from "./archive-view";

/** What was exported and restored, newest first, and the way to export everything now. */
export function ArchivesPanel({ found }: { found: UseQueryResult<ArchiveListOut> }) {
  const client = useQueryClient();
  const archives = found.data?.items ?? [];
  const write = useMutation({
    mutationFn: () => archivesCreate({ headers: once() }),
    onSuccess: () => client.invalidateQueries({ queryKey: archiveKeys.list }),
  });
  const isWriting = archives.some((one) => one.way === "out" && isUnderWay(one));
  const begin = (
    <Button
      kind="solid"
      icon="download"
      busy={write.isPending}
      disabled={write.isPending || isWriting}
      onClick={() => {
        write.mutate();
      }}
    >
      Export everything
    </Button>
  );
  return (
    <Panel
      title="Archives"
      note="accounts, fills, notes, tags, and your brokers’ files, in one file"
      actions={archives.length > 0 && begin}
      bodyClassName=""
    >
      {write.error && (
        <div className="px-4 pb-3">
          <ProblemBox problem={asProblem(write.error)} />
        </div>
      )}
      {found.isPending && (
        <Loading label="Loading the archives" className="flex flex-col gap-3 px-4 pb-4">
          <Skeleton className="h-10 w-full" />
          <Skeleton className="h-10 w-full" />
        </Loading>
      )}
      {found.isError && archives.length === 0 && (
        <ProblemBox large problem={asProblem(found.error)} onRetry={() => void found.refetch()} />
      )}
      {found.isSuccess && archives.length === 0 && (
        <EmptyState icon="download" title="Nothing was exported yet" action={begin}>
          <p>
            An archive holds all of this workspace in one documented file. Restored into an empty workspace, here or on
            another server, it shows the same trades and figures to the last digit.
          </p>
        </EmptyState>
      )}
      {archives.length > 0 && (
        <ul aria-label="Archives, newest first">
          {archives.map((one) => (
            <OneArchive key={one.id} one={one} />
          ))}
        </ul>
      )}
      {archives.length > 0 && (
        <p className="border-t border-line px-4 py-2 text-xs text-faint">The newest five are kept.</p>
      )}
    </Panel>
  );
}

function OneArchive({ one }: { one: ArchiveOut }) {
  const { label, tone } = stateOf(one);
  const note = archiveNote(one);
  return (
    <li className="flex flex-col gap-1.5 border-t border-line px-4 py-2.5 text-sm">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Icon name={one.way === "out" ? "download" : "imports"} className="text-faint" />
        <span className="min-w-0 flex-1 basis-40 font-medium break-all">{one.file_name}</span>
        <Badge tone={tone}>{label}</Badge>
        {one.way === "out" && one.state === "done" && <Download one={one} />}
      </div>
      <p className="pl-6 text-xs text-soft">
        <time dateTime={one.created_at} title={inUtc(one.created_at)}>
          {shortInstant(one.created_at, localZone())}
        </time>
        {one.file_bytes !== null && ` · ${bytes(one.file_bytes)}`}
        {note && ` · ${note}`}
      </p>
      {isUnderWay(one) && <Progress label={`${label}: ${one.file_name}`} value={null} />}
      {one.problem && (
        <div className="pl-6">
          <ProblemBox problem={{ ...one.problem, requestId: "" }} />
        </div>
      )}
    </li>
  );
}

function Download({ one }: { one: ArchiveOut }) {
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      await download(`/api/v1/archives/${one.id}/file`, "application/zip", one.file_name);
    } catch (thrown) {
      toast(asProblem(thrown).detail, { tone: "problem" });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button size="sm" icon="download" busy={busy} aria-label={`Download ${one.file_name}`} onClick={() => void save()}>
      {busy ? "Fetching" : "Download"}
    </Button>
  );
}
