import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type MemberOut, membersChange, membersRemove, type Role } from "../../api/generated";
import { asProblem } from "../../api/problem";
import { accessKeys } from "../../api/queries/access";
import { meQuery } from "../../api/queries/people";
import { useMay } from "../../api/use-workspace";
import { localZone, shortInstant } from "../../lib/dates";
import { IconButton } from "../../ui/button";
import { Confirm } from "../../ui/confirm";
import { Select } from "../../ui/field";
import { ProblemBox } from "../../ui/problem-box";
import { toast } from "../../ui/toast";
import { roleLabel, rolesToGive } from "./role-view";

/** One member: who it is, as what, and what can be done about it. */
export function MemberRow({ member }: { member: MemberOut }) {
  const client = useQueryClient();
  const may = useMay();
  const isMe = useQuery(meQuery).data?.user.id === member.user_id;
  const [asked, setAsked] = useState(false);
  const path = { user_id: member.user_id };
  // Whoever changes a role has seen what it is.
  const seen = { "If-Match": member.etag } as never;
  const changed = () => client.invalidateQueries({ queryKey: accessKeys.members });
  const change = useMutation({
    mutationFn: (role: Role) => membersChange({ path, body: { role }, headers: seen }),
    onSuccess: async (saved) => {
      await changed();
      toast(`${saved.name} is ${roleLabel(saved.role)} now.`);
    },
  });
  const remove = useMutation({
    mutationFn: () => membersRemove({ path, headers: seen }),
    onSuccess: async () => {
      setAsked(false);
      await changed();
      toast(`${member.name} does not belong to this workspace any more.`);
    },
  });
  const ownsIt = may("workspace.own");
  const changeable = may("members.write") && (member.role !== "owner" || ownsIt);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line py-3 first:border-t-0">
      <div className="min-w-0 flex-1 basis-48">
        <p className="truncate font-medium">
          {member.name}
          {isMe && <span className="font-normal text-faint"> (you)</span>}
        </p>
        <p className="truncate text-sm text-soft">{member.email}</p>
        <p className="text-xs text-faint">since {shortInstant(member.created_at, localZone())}</p>
      </div>
      {changeable ? (
        <Select
          className="w-32"
          aria-label={`Role of ${member.name}`}
          value={member.role}
          disabled={change.isPending}
          onChange={(event) => {
            change.mutate(event.target.value as Role);
          }}
        >
          {rolesToGive(ownsIt).map((one) => (
            <option key={one.role} value={one.role}>
              {one.label}
            </option>
          ))}
        </Select>
      ) : (
        <span className="w-32 text-sm">{roleLabel(member.role)}</span>
      )}
      {changeable && !isMe && (
        <IconButton
          icon="close"
          label={`Remove ${member.name}`}
          onClick={() => {
            setAsked(true);
          }}
        />
      )}
      {change.error && (
        <div className="w-full">
          <ProblemBox problem={asProblem(change.error)} />
        </div>
      )}
      <Confirm
        open={asked}
        onOpenChange={setAsked}
        title={`Remove ${member.name}?`}
        confirm="Remove member"
        danger
        busy={remove.isPending}
        problem={remove.error ? asProblem(remove.error) : null}
        onConfirm={() => {
          remove.mutate();
        }}
      >
        <p>From now on nothing here opens for them, and their API keys end. What they entered stays.</p>
      </Confirm>
    </li>
  );
}
