import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { asProblem } from "../../api/problem";
import { membersQuery, permissionsQuery } from "../../api/queries/access";
import { auditActionsQuery, auditQuery, type AuditView } from "../../api/queries/audit";
import { meQuery } from "../../api/queries/people";
import { useMay, useWorkspace } from "../../api/use-workspace";
import { Button } from "../../ui/button";
import { EmptyState } from "../../ui/empty-state";
import { Panel } from "../../ui/panel";
import { ProblemBox } from "../../ui/problem-box";
import { Segmented } from "../../ui/segmented";
import { Loading, Skeleton } from "../../ui/skeleton";
import { ChainCheck, ExportMenu } from "./audit-actions";
import { AuditFilter } from "./audit-filter";
import { EntryList } from "./entry-list";

const WHOSE = [
  { value: "workspace", label: "Workspace" },
  { value: "me", label: "Your sign-ins" },
] as const;
const EVERYTHING: Omit<AuditView, "whose"> = { action: "", result: "", person: "", from: "", to: "" };

/** Who did what: in the workspace for whoever may read that, and about oneself for everybody. */
export function AuditPanel() {
  const isTold = !useQuery(permissionsQuery).isPending;
  const known = useWorkspace() !== undefined && isTold;
  const may = useMay();
  const mayRead = may("audit.read");
  const [chosen, setChosen] = useState<AuditView["whose"]>("workspace");
  const [filter, setFilter] = useState(EVERYTHING);
  const whose = mayRead ? chosen : "me";
  if (!known) return <ListSkeleton />;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        {mayRead ? (
          <Segmented
            label="Whose log"
            value={whose}
            options={WHOSE}
            onChange={(value) => {
              setChosen(value);
              setFilter(EVERYTHING);
            }}
          />
        ) : (
          <p className="text-sm text-soft">What you did about yourself. The workspace’s own log is for owners, admins and risk.</p>
        )}
        <ChainCheck key={whose} whose={whose} />
      </div>
      <Entries
        view={{ whose, ...filter }}
        onChange={(change) => {
          setFilter({ ...filter, ...change });
        }}
      />
    </div>
  );
}

function Entries({ view, onChange }: { view: AuditView; onChange: (change: Partial<AuditView>) => void }) {
  const may = useMay();
  const me = useQuery(meQuery).data?.user.id;
  const actions = useQuery(auditActionsQuery).data?.items ?? [];
  const members = useQuery({ ...membersQuery, enabled: may("members.read") }).data?.items ?? [];
  const names = new Map(members.map((one) => [one.user_id, one.name]));
  const found = useInfiniteQuery(auditQuery(view));
  const entries = found.data?.pages.flatMap((page) => page.items) ?? [];
  const isFiltered = Object.values({ ...view, whose: "" }).some(Boolean);
  return (
    <Panel title="Log" actions={<ExportMenu view={view} />} bodyClassName="pb-1">
      <AuditFilter view={view} actions={actions} names={names} onChange={onChange} />
      {found.isPending && <ListSkeleton />}
      {found.isError && entries.length === 0 && (
        <div className="px-4 pb-4">
          <ProblemBox problem={asProblem(found.error)} onRetry={() => void found.refetch()} />
        </div>
      )}
      {found.isSuccess && entries.length === 0 && (
        <EmptyState
          icon="search"
          title={isFiltered ? "Nothing like that was written down" : "Nothing was written down yet"}
          action={
            isFiltered && (
              <Button
                onClick={() => {
                  onChange(EVERYTHING);
                }}
              >
                Show everything
              </Button>
            )
          }
        />
      )}
      {entries.length > 0 && <EntryList entries={entries} actions={actions} names={names} me={me} />}
      {found.hasNextPage && (
        <div className="border-t border-line p-3 text-center">
          <Button size="sm" busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            Show earlier entries
          </Button>
        </div>
      )}
    </Panel>
  );
}

function ListSkeleton() {
  return (
    <Loading label="Loading the log" className="flex flex-col gap-2 px-4 pb-4">
      {Array.from({ length: 6 }, (_, index) => (
        <Skeleton key={index} className="h-8 w-full" />
      ))}
    </Loading>
  );
}
