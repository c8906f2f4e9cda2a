import { useQuery } from "@tanstack/react-query";
import { asProblem } from "../../api/problem";
import { versionQuery } from "../../api/queries/people";
import { ProblemBox } from "../../ui/problem-box";
import { Skeleton } from "../../ui/skeleton";

/** Which TradeSense this is. */
export function AboutSection() {
  const version = useQuery(versionQuery);
  if (version.isError) {
    return <ProblemBox problem={asProblem(version.error)} onRetry={() => void version.refetch()} />;
  }
  return (
    <dl className="grid grid-cols-[96px_1fr] gap-x-3 text-sm">
      <dt className="text-faint">Version</dt>
      <dd>{version.data ? version.data.version : <Skeleton className="h-5 w-20" />}</dd>
    </dl>
  );
}
