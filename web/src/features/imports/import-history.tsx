import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect } from "react";
import type { ImportSummaryOut } from "../../api/generated";
import { importQuery } from "../../api/queries/imports";
import { inUtc, localZone, shortInstant } from "../../lib/dates";
import { bytes, count } from "../../lib/format";
import { useSlug } from "../../lib/view";
import { Badge } from "../../ui/badge";
import { Icon } from "../../ui/icon";
import { Progress } from "../../ui/progress";
import { Cell, HeadCell, Row, Table } from "../../ui/table";
import { followImport } from "./follow-import";
import { actsOf, historyNote, isWorking, progressNote, stateOf, tidyTitle, workOf } from "./import-view";
import { useImportActs } from "./mutations";
import { UndoImport } from "./undo-import";

/** Every file that was brought in, newest first, and what became of it. */
export function ImportHistory({ imports }: { imports: readonly ImportSummaryOut[] }) {
  return (
    <Table aria-label="Imports, newest first">
      <thead className="max-sm:sr-only">
        <tr>
          <HeadCell className="pl-4">File</HeadCell>
          <HeadCell>State</HeadCell>
          <HeadCell>What became of its rows</HeadCell>
          <HeadCell className="text-right">New fills</HeadCell>
          <HeadCell className="text-right">Received</HeadCell>
          <HeadCell className="w-28">
            <span className="sr-only">Actions</span>
          </HeadCell>
        </tr>
      </thead>
      <tbody>
        {imports.map((one) => (
          <ImportRow key={one.id} summary={one} />
        ))}
      </tbody>
    </Table>
  );
}

/** While a worker is at it, the row shows how far it is; the list itself is asked for again at the end. */
function useLive(summary: ImportSummaryOut): ImportSummaryOut {
  const client = useQueryClient();
  const working = isWorking(summary);
  const live = useQuery({ ...importQuery(summary.id), enabled: false }).data;
  useEffect(() => {
    if (working) void followImport(client, summary.id);
  }, [client, working, summary.id]);
  return working && live ? live : summary;
}

function ImportRow({ summary }: { summary: ImportSummaryOut }) {
  const workspace = useSlug();
  const one = useLive(summary);
  const { undo } = useImportActs(one.id);
  const { label, tone } = stateOf(one);
  return (
    <Row className="group relative hover:bg-hover max-sm:grid max-sm:grid-cols-[1fr_auto] max-sm:gap-y-0.5 max-sm:px-2 max-sm:py-2.5 max-sm:[&>td]:py-0">
      <Cell className="max-w-0 w-[36%] pl-4 max-sm:w-auto max-sm:max-w-none max-sm:min-w-0 max-sm:pl-2">
        <Link
          to="/w/$workspace/imports/$importId"
          params={{ workspace, importId: one.id }}
          className="flex min-w-0 items-center gap-2 font-medium after:absolute after:inset-0 group-hover:text-accent"
        >
          <Icon name="file" className="text-faint" />
          <span className="truncate" title={one.file_name}>
            {one.file_name}
          </span>
        </Link>
        <p className="truncate pl-6 text-xs text-faint">
          {one.format_title ? tidyTitle(one.format_title) : "Format not known"} · {bytes(one.file_bytes)}
        </p>
      </Cell>
      <Cell className="max-sm:text-right">
        <Badge tone={tone}>{label}</Badge>
      </Cell>
      <Cell className="text-soft max-sm:col-start-1 max-sm:pl-8 max-sm:text-xs">
        {isWorking(one) ? (
          <span className="flex max-w-80 flex-col gap-1.5">
            <span>
              {workOf(one)} <span className="text-faint">· {progressNote(one)}</span>
            </span>
            <Progress label={workOf(one)} value={null} />
          </span>
        ) : (
          historyNote(one)
        )}
      </Cell>
      <Cell className="text-right max-sm:hidden">
        {one.counts ? count(one.counts.fills) : <span className="text-faint">–</span>}
      </Cell>
      <Cell
        className="text-right whitespace-nowrap text-soft max-sm:col-start-1 max-sm:pl-8 max-sm:text-left max-sm:text-xs"
        title={inUtc(one.created_at)}
      >
        {shortInstant(one.created_at, localZone())}
      </Cell>
      <Cell className="relative z-10 py-0.5! pr-3 text-right empty:p-0! max-sm:col-start-2 max-sm:row-span-2 max-sm:row-start-2 max-sm:self-end">
        {actsOf(one).undo && <UndoImport one={one} undo={undo} inList />}
      </Cell>
    </Row>
  );
}
