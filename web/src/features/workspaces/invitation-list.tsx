import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type InvitationOut, invitationsTakeBack } from "../../api/generated";
import { asProblem } from "../../api/problem";
import { accessKeys, invitationsQuery } from "../../api/queries/access";
import { dayOfInstant, localZone } from "../../lib/dates";
import { Badge } from "../../ui/badge";
import { Button } from "../../ui/button";
import { Panel } from "../../ui/panel";
import { ProblemBox } from "../../ui/problem-box";
import { toast } from "../../ui/toast";
import { roleLabel } from "./role-view";

/** Who is invited and has not come yet. */
export function InvitationList() {
  const found = useQuery(invitationsQuery).data?.items ?? [];
  const [now] = useState(Date.now);
  if (found.length === 0) return null;
  return (
    <Panel title="Invited" note={String(found.length)}>
      <ul>
        {found.map((one) => (
          <Invitation key={one.id} invitation={one} isOver={Date.parse(one.expires_at) <= now} />
        ))}
      </ul>
    </Panel>
  );
}

function Invitation({ invitation, isOver }: { invitation: InvitationOut; isOver: boolean }) {
  const client = useQueryClient();
  const takeBack = useMutation({
    mutationFn: () => invitationsTakeBack({ path: { invitation_id: invitation.id } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: accessKeys.invitations });
      toast(`The invitation of ${invitation.email} is taken back.`);
    },
  });
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line py-3 first:border-t-0">
      <div className="min-w-0 flex-1 basis-48">
        <p className="truncate">{invitation.email}</p>
        <p className="text-xs text-faint">
          {roleLabel(invitation.role)} · {isOver ? "ended" : "until"} {dayOfInstant(invitation.expires_at, localZone())}
        </p>
      </div>
      {isOver && <Badge tone="warn">Expired</Badge>}
      <Button
        size="sm"
        aria-label={`Take back the invitation of ${invitation.email}`}
        busy={takeBack.isPending}
        onClick={() => {
          takeBack.mutate();
        }}
      >
        Take back
      </Button>
      {takeBack.error && <ProblemBox problem={asProblem(takeBack.error)} />}
    </li>
  );
}
