import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { authSessionsEnd, type SessionOut } from "../../api/generated";
import { asProblem } from "../../api/problem";
import { peopleKeys, sessionsQuery } from "../../api/queries/people";
import { instant, localZone } from "../../lib/dates";
import { Badge } from "../../ui/badge";
import { Button } from "../../ui/button";
import { ProblemBox } from "../../ui/problem-box";
import { Loading, Skeleton } from "../../ui/skeleton";
import { deviceOf } from "./device";

/** Where one is signed in, the last used first; each can be ended from here. */
export function SessionList() {
  const found = useQuery(sessionsQuery);
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: (id: string) => authSessionsEnd({ path: { session_id: id } }),
    onSettled: () => client.invalidateQueries({ queryKey: peopleKeys.sessions }),
  });
  if (found.isError) return <ProblemBox problem={asProblem(found.error)} onRetry={() => void found.refetch()} />;
  if (!found.data) {
    return (
      <Loading label="Loading your sessions">
        <Skeleton className="h-20 w-full" />
      </Loading>
    );
  }
  return (
    <>
      {end.isError && <ProblemBox problem={asProblem(end.error)} />}
      <ul className="divide-y divide-line">
        {found.data.items.map((one) => (
          <SessionRow
            key={one.id}
            session={one}
            busy={end.isPending && end.variables === one.id}
            onEnd={() => {
              end.mutate(one.id);
            }}
          />
        ))}
      </ul>
    </>
  );
}

function SessionRow({ session, busy, onEnd }: { session: SessionOut; busy: boolean; onEnd: () => void }) {
  const zone = localZone();
  const device = deviceOf(session.user_agent);
  return (
    <li className="flex items-center gap-3 py-2">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2 text-sm font-medium">
          {device}
          {session.is_current && <Badge tone="accent">This one</Badge>}
        </p>
        <p className="text-xs break-words text-faint">
          Last used {instant(session.last_used_at, zone)}
          {session.address && ` from ${session.address}`}, since {instant(session.created_at, zone)}
        </p>
      </div>
      {!session.is_current && (
        <Button size="sm" busy={busy} aria-label={`Sign out on ${device}`} onClick={onEnd}>
          Sign out
        </Button>
      )}
    </li>
  );
}
