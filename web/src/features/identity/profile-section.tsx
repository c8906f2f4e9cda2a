import { useQuery } from "@tanstack/react-query";
import { asProblem } from "../../api/problem";
import { meQuery } from "../../api/queries/people";
import { localZone, instant } from "../../lib/dates";
import { ProblemBox } from "../../ui/problem-box";
import { Loading, Skeleton } from "../../ui/skeleton";

/** Who is signed in. */
export function ProfileSection() {
  const me = useQuery(meQuery);
  if (me.isError && !me.data) return <ProblemBox problem={asProblem(me.error)} onRetry={() => void me.refetch()} />;
  if (!me.data) {
    return (
      <Loading label="Loading your profile">
        <Skeleton className="h-10 w-64" />
      </Loading>
    );
  }
  const { user } = me.data;
  return (
    <dl className="grid grid-cols-[96px_1fr] gap-x-3 gap-y-2 text-sm">
      {user.name && (
        <>
          <dt className="text-faint">Name</dt>
          <dd>{user.name}</dd>
        </>
      )}
      <dt className="text-faint">Email</dt>
      <dd className="break-all">{user.email}</dd>
      <dt className="text-faint">Since</dt>
      <dd>{instant(user.created_at, localZone())}</dd>
    </dl>
  );
}
