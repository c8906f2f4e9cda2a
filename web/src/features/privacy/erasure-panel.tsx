import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { asProblem } from "../../api/problem";
import { erasureQuery } from "../../api/queries/privacy";
import { dayOfInstant, localZone } from "../../lib/dates";
import { Button } from "../../ui/button";
import { Panel } from "../../ui/panel";
import { ProblemBox } from "../../ui/problem-box";
import { Loading, Skeleton } from "../../ui/skeleton";
import { EraseDialog } from "./erase-dialog";
import { KeepAccount } from "./keep-account";

/** The way out: the account and all that is the reader's, deleted after a week. */
export function ErasurePanel() {
  const found = useQuery(erasureQuery);
  const [asked, setAsked] = useState(false);
  return (
    <Panel title="Delete your account">
      {found.isError && !found.data && (
        <ProblemBox problem={asProblem(found.error)} onRetry={() => void found.refetch()} />
      )}
      {found.isPending && (
        <Loading label="Loading what would be deleted">
          <Skeleton className="h-9 w-48" />
        </Loading>
      )}
      {found.data?.deletes_at && (
        <div className="flex flex-col items-start gap-3 text-sm">
          <p>
            Your account is deleted on {dayOfInstant(found.data.deletes_at, localZone())}, with everything that is yours.
            Until then you can look at everything, export it, and change your mind.
          </p>
          <KeepAccount />
        </div>
      )}
      {found.data?.deletes_at === null && (
        <div className="flex flex-col items-start gap-3 text-sm">
          <p className="text-soft">
            Your account, the workspaces that only you are in, their trades, notes and files. You have{" "}
            {found.data.grace_days} days to change your mind. Export your data first.
          </p>
          <Button
            kind="danger"
            onClick={() => {
              setAsked(true);
            }}
          >
            Delete account
          </Button>
          <EraseDialog open={asked} onOpenChange={setAsked} foreseen={found.data} />
        </div>
      )}
    </Panel>
  );
}
