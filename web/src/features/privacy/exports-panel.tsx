import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { once } from "../../api/client";
import { download } from "../../api/download";
import { type PersonalExportOut, privacyExportsCreate } from "../../api/generated";
import { asProblem } from "../../api/problem";
import { personalExportsQuery, privacyKeys } from "../../api/queries/privacy";
import { dayOfInstant, inUtc, localZone, shortInstant } from "../../lib/dates";
import { bytes } from "../../lib/format";
import { Badge } from "../../ui/badge";
import { Button } from "../../ui/button";
import { Panel } from "../../ui/panel";
import { ProblemBox } from "../../ui/problem-box";
import { Progress } from "../../ui/progress";
import { Loading, Skeleton } from "../../ui/skeleton";
import { toast } from "../../ui/toast";
import { EXPORT_STATES, exportNote, isUnderWay } from "./privacy-view";

/** Everything that is kept about the reader, asked for and downloaded. */
export function ExportsPanel() {
  const client = useQueryClient();
  const found = useQuery(personalExportsQuery);
  const exports = found.data?.items ?? [];
  const write = useMutation({
    mutationFn: () => privacyExportsCreate({ headers: once() }),
    onSuccess: () => client.invalidateQueries({ queryKey: privacyKeys.exports }),
  });
  return (
    <Panel
      title="Your data"
      actions={
        <Button
          size="sm"
          icon="download"
          busy={write.isPending}
          disabled={!found.isSuccess || exports.some(isUnderWay)}
          onClick={() => {
            write.mutate();
          }}
        >
          Export
        </Button>
      }
      bodyClassName="pb-1"
    >
      <p className="px-4 pb-3 text-sm text-soft">
        One ZIP file with everything that is kept about you: your account, sessions, keys, memberships and agreements as
        JSON, and the archive of each workspace that you own. Nobody else can download it.
      </p>
      {write.isError && (
        <div className="px-4 pb-3">
          <ProblemBox problem={asProblem(write.error)} />
        </div>
      )}
      {found.isPending && (
        <Loading label="Loading your exports" className="px-4 pb-3">
          <Skeleton className="h-10 w-full" />
        </Loading>
      )}
      {found.isError && exports.length === 0 && (
        <div className="px-4 pb-3">
          <ProblemBox problem={asProblem(found.error)} onRetry={() => void found.refetch()} />
        </div>
      )}
      {exports.length > 0 && (
        <ul aria-label="Exports, newest first">
          {exports.map((one) => (
            <OneExport key={one.id} one={one} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function OneExport({ one }: { one: PersonalExportOut }) {
  const { label, tone } = EXPORT_STATES[one.state];
  const note = exportNote(one);
  return (
    <li className="flex flex-col gap-1.5 border-t border-line px-4 py-2.5 text-sm">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="min-w-0 flex-1 basis-40 font-medium break-all">{one.file_name}</span>
        <Badge tone={tone}>{label}</Badge>
        {one.state === "done" && <Download one={one} />}
      </div>
      <p className="text-xs text-soft">
        <time dateTime={one.created_at} title={inUtc(one.created_at)}>
          {shortInstant(one.created_at, localZone())}
        </time>
        {one.file_bytes !== null && ` · ${bytes(one.file_bytes)}`}
        {note && ` · ${note}`}
        {one.state === "done" && ` · until ${dayOfInstant(one.expires_at, localZone())}`}
      </p>
      {isUnderWay(one) && <Progress label={`${label}: ${one.file_name}`} value={null} />}
      {one.problem && <ProblemBox problem={{ ...one.problem, requestId: "" }} />}
    </li>
  );
}

function Download({ one }: { one: PersonalExportOut }) {
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      await download(`/api/v1/privacy/exports/${one.id}/file`, "application/zip", one.file_name);
    } catch (thrown) {
      toast(asProblem(thrown).detail, { tone: "problem" });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button size="sm" busy={busy} aria-label={`Download ${one.file_name}`} onClick={() => void save()}>
      Download
    </Button>
  );
}
