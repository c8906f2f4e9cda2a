import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { asProblem } from "../../api/problem";
import { membersQuery } from "../../api/queries/access";
import { useMay } from "../../api/use-workspace";
import { Button } from "../../ui/button";
import { Disclosure } from "../../ui/disclosure";
import { Panel } from "../../ui/panel";
import { ProblemBox } from "../../ui/problem-box";
import { Loading, Skeleton } from "../../ui/skeleton";
import { InvitationList } from "./invitation-list";
import { InviteDialog } from "./invite-dialog";
import { MemberRow } from "./member-row";
import { RoleTable } from "./role-table";

/** Who belongs to the workspace, who is invited, and what each role may do. */
export function MembersPanel() {
  const may = useMay();
  const found = useQuery(membersQuery);
  const [inviting, setInviting] = useState(false);
  if (found.isError && !found.data) {
    return <ProblemBox large problem={asProblem(found.error)} onRetry={() => void found.refetch()} />;
  }
  if (!found.data) {
    return (
      <Loading label="Loading the members" className="flex flex-col gap-3">
        <Skeleton className="h-16 w-full" />
        <Skeleton className="h-16 w-full" />
      </Loading>
    );
  }
  const members = found.data.items;
  return (
    <div className="flex max-w-2xl flex-col gap-5">
      <Panel
        title="Members"
        note={String(members.length)}
        actions={
          may("members.write") && (
            <Button
              kind="solid"
              size="sm"
              icon="plus"
              onClick={() => {
                setInviting(true);
              }}
            >
              Invite
            </Button>
          )
        }
      >
        <ul>
          {members.map((one) => (
            <MemberRow key={one.user_id} member={one} />
          ))}
        </ul>
      </Panel>
      {may("members.write") && <InvitationList />}
      <Disclosure title="What each role may do">
        <RoleTable />
      </Disclosure>
      {inviting && (
        <InviteDialog
          onClose={() => {
            setInviting(false);
          }}
        />
      )}
    </div>
  );
}
