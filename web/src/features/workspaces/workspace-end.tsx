import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import {
  membersLeave,
  workspacesBringBack,
  workspacesDelete,
  type WorkspaceOut,
  workspacesTransfer,
} from "../../api/generated";
import { once } from "../../api/client";
import { asProblem } from "../../api/problem";
import { membersQuery } from "../../api/queries/access";
import { meQuery } from "../../api/queries/people";
import { useWorkspace } from "../../api/use-workspace";
import { dayOfInstant, localZone } from "../../lib/dates";
import { Button } from "../../ui/button";
import { Confirm } from "../../ui/confirm";
import { SelectField } from "../../ui/field";

/** Everything that was read belongs to what was: the page begins anew. */
function beginAnew(): void {
  location.assign("/");
}

/** The ways out of a workspace: hand it over, leave it, delete it. */
export function WorkspaceEnd() {
  const workspace = useWorkspace();
  if (!workspace) return null;
  if (workspace.deletes_at !== null) return <Leaving workspace={workspace} />;
  return <Staying workspace={workspace} />;
}

function Leaving({ workspace }: { workspace: WorkspaceOut }) {
  const bringBack = useBringBack(workspace);
  return (
    <div className="flex flex-col items-start gap-3 text-sm">
      <p>
        It is deleted on {dayOfInstant(workspace.deletes_at ?? "", localZone())}, with everything in it. Until then everybody
        in it only looks.
      </p>
      {workspace.is_owner && (
        <Button
          busy={bringBack.isPending}
          onClick={() => {
            bringBack.mutate();
          }}
        >
          Keep this workspace
        </Button>
      )}
    </div>
  );
}

function useBringBack(workspace: WorkspaceOut) {
  return useMutation({
    mutationFn: () => workspacesBringBack({ path: { workspace_id: workspace.id }, headers: once() }),
    onSuccess: () => {
      location.reload();
    },
  });
}

function Staying({ workspace }: { workspace: WorkspaceOut }) {
  const [asked, setAsked] = useState<"leave" | "delete" | "hand over" | null>(null);
  const path = { workspace_id: workspace.id };
  const leave = useMutation({ mutationFn: () => membersLeave({ headers: once() }), onSuccess: beginAnew });
  const remove = useMutation({
    mutationFn: () => workspacesDelete({ path }),
    onSuccess: () => {
      location.reload();
    },
  });
  const ask = (what: typeof asked) => () => {
    setAsked(what);
  };
  const close = ask(null);
  return (
    <div className="flex flex-wrap gap-2">
      {workspace.is_owner && <Button onClick={ask("hand over")}>Hand over</Button>}
      <Button onClick={ask("leave")}>Leave</Button>
      {workspace.is_owner && (
        <Button kind="danger" onClick={ask("delete")}>
          Delete workspace
        </Button>
      )}
      <Confirm
        open={asked === "leave"}
        onOpenChange={close}
        title={`Leave ${workspace.name}?`}
        confirm="Leave workspace"
        danger
        busy={leave.isPending}
        problem={leave.error ? asProblem(leave.error) : null}
        onConfirm={() => {
          leave.mutate();
        }}
      >
        <p>You come back only if somebody invites you. What you entered stays, and your API keys here end.</p>
      </Confirm>
      <Confirm
        open={asked === "delete"}
        onOpenChange={close}
        title={`Delete ${workspace.name}?`}
        confirm="Delete workspace"
        danger
        busy={remove.isPending}
        problem={remove.error ? asProblem(remove.error) : null}
        onConfirm={() => {
          remove.mutate();
        }}
      >
        <p>
          In a week everything in it goes: accounts, trades, notes, files. Until then everybody in it only looks, and an
          owner can keep it after all.
        </p>
      </Confirm>
      {asked === "hand over" && <HandOver workspace={workspace} onClose={close} />}
    </div>
  );
}

function HandOver({ workspace, onClose }: { workspace: WorkspaceOut; onClose: () => void }) {
  const me = useQuery(meQuery).data?.user.id;
  const others = (useQuery(membersQuery).data?.items ?? []).filter((one) => one.user_id !== me);
  const [chosen, setChosen] = useState("");
  const to = others.find((one) => one.user_id === chosen) ?? others[0];
  const transfer = useMutation({
    mutationFn: () =>
      workspacesTransfer({
        path: { workspace_id: workspace.id },
        body: { user_id: to?.user_id ?? "" },
        headers: once(),
      }),
    onSuccess: () => {
      location.reload();
    },
  });
  return (
    <Confirm
      open
      onOpenChange={onClose}
      title={`Hand ${workspace.name} over?`}
      confirm="Hand over"
      danger
      busy={transfer.isPending || !to}
      problem={transfer.error ? asProblem(transfer.error) : null}
      onConfirm={() => {
        transfer.mutate();
      }}
    >
      {to ? (
        <SelectField
          label="New owner"
          hint="They own it from then on; you become an admin."
          value={to.user_id}
          onChange={(event) => {
            setChosen(event.target.value);
          }}
        >
          {others.map((one) => (
            <option key={one.user_id} value={one.user_id}>
              {one.name} ({one.email})
            </option>
          ))}
        </SelectField>
      ) : (
        <p>There is nobody else in it: invite somebody first.</p>
      )}
    </Confirm>
  );
}
