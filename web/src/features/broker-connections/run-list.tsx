import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { BrokerConnectionOut } from "../../api/generated";
import { asProblem } from "../../api/problem";
import { runsQuery } from "../../api/queries/connections";
import { inUtc, localZone, shortInstant } from "../../lib/dates";
import { plural } from "../../lib/format";
import { useSlug } from "../../lib/view";
import { Badge } from "../../ui/badge";
import { ProblemBox } from "../../ui/problem-box";
import { Loading, Skeleton } from "../../ui/skeleton";
import { outcomeOf } from "./connection-view";

/** The last visits to the broker, newest first, each with the import that came of it. */
export function RunList({ connection }: { connection: BrokerConnectionOut }) {
  const { id, name, last_outcome, last_run_at } = connection;
  const workspace = useSlug();
  const found = useQuery(runsQuery(id, `${last_outcome ?? ""} ${last_run_at ?? ""}`));
  if (found.isPending) {
    return (
      <Loading label="Loading the syncs">
        <Skeleton className="h-16 w-full" />
      </Loading>
    );
  }
  if (found.isError) return <ProblemBox problem={asProblem(found.error)} onRetry={() => void found.refetch()} />;
  if (found.data.items.length === 0) return <p className="text-sm text-soft">It was not synced yet.</p>;
  return (
    <ul aria-label={`Syncs of ${name}, newest first`} className="flex flex-col gap-2 text-sm">
      {found.data.items.map((run) => {
        const { label, tone } = outcomeOf(run.outcome);
        return (
          <li key={run.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <time dateTime={run.started_at} title={inUtc(run.started_at)} className="text-faint">
              {shortInstant(run.started_at, localZone())}
            </time>
            <Badge tone={tone}>{label}</Badge>
            {run.records > 0 && <span>{plural(run.records, "record")}</span>}
            {run.import_id && (
              <Link
                to="/w/$workspace/imports/$importId"
                params={{ workspace, importId: run.import_id }}
                className="text-accent underline-offset-2 hover:underline"
              >
                See the import
              </Link>
            )}
            {run.detail && <span className="basis-full text-soft">{run.detail}</span>}
          </li>
        );
      })}
    </ul>
  );
}
