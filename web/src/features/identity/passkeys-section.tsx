import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { authPasskeysName, authPasskeysRemove, type PasskeyOut } from "../../api/generated";
import { asProblem } from "../../api/problem";
import { passkeysQuery, peopleKeys, waysQuery } from "../../api/queries/people";
import { instant, localZone } from "../../lib/dates";
import { Button, IconButton } from "../../ui/button";
import { Confirm } from "../../ui/confirm";
import { Dialog } from "../../ui/dialog";
import { InputField } from "../../ui/field";
import { ProblemBox } from "../../ui/problem-box";
import { Loading, Skeleton } from "../../ui/skeleton";
import { toast } from "../../ui/toast";
import { addPasskey, canUsePasskeys, wasDismissed } from "./passkey";

/** Passkeys: made on this device, named, removed. */
export function PasskeysSection() {
  const found = useQuery(passkeysQuery);
  const ways = useQuery(waysQuery).data;
  const client = useQueryClient();
  const [removing, setRemoving] = useState<PasskeyOut | null>(null);
  const [naming, setNaming] = useState<PasskeyOut | null>(null);
  const refresh = () => client.invalidateQueries({ queryKey: peopleKeys.passkeys });
  const add = useMutation({
    mutationFn: () => addPasskey(thisDevice()),
    onSuccess: async () => {
      toast("The passkey is added: it signs you in without a password.");
      await refresh();
    },
  });
  const remove = useMutation({
    mutationFn: (passkey: PasskeyOut) => authPasskeysRemove({ path: { passkey_id: passkey.id } }),
    onSuccess: async () => {
      setRemoving(null);
      await refresh();
    },
  });
  if (found.isError) return <ProblemBox problem={asProblem(found.error)} onRetry={() => void found.refetch()} />;
  if (!found.data) {
    return (
      <Loading label="Loading your passkeys">
        <Skeleton className="h-9 w-56" />
      </Loading>
    );
  }
  return (
    <div className="flex flex-col items-start gap-3">
      {add.isError && !wasDismissed(add.error) && <ProblemBox problem={asProblem(add.error)} />}
      {found.data.items.length === 0 ? (
        <p className="text-sm text-soft">None yet. A passkey signs you in with your fingerprint, face or device PIN.</p>
      ) : (
        <ul className="w-full divide-y divide-line">
          {found.data.items.map((one) => (
            <PasskeyRow key={one.id} passkey={one} onName={setNaming} onRemove={setRemoving} />
          ))}
        </ul>
      )}
      {ways?.passkeys && canUsePasskeys() ? (
        <Button
          icon="key"
          busy={add.isPending}
          onClick={() => {
            add.mutate();
          }}
        >
          Add a passkey
        </Button>
      ) : (
        <p className="text-sm text-faint">Passkeys need a secure page that is opened by its name.</p>
      )}
      {naming && <NameDialog passkey={naming} onClose={() => { setNaming(null); }} onNamed={refresh} />}
      <Confirm
        open={removing !== null}
        onOpenChange={() => {
          setRemoving(null);
        }}
        title="Remove this passkey?"
        confirm="Remove"
        danger
        busy={remove.isPending}
        problem={remove.isError ? asProblem(remove.error) : null}
        onConfirm={() => {
          if (removing) remove.mutate(removing);
        }}
      >
        <p>“{removing?.name}” no longer signs you in. Delete it on the device too, or it will still be offered there.</p>
      </Confirm>
    </div>
  );
}

interface RowProps {
  passkey: PasskeyOut;
  onName: (passkey: PasskeyOut) => void;
  onRemove: (passkey: PasskeyOut) => void;
}

function PasskeyRow({ passkey, onName, onRemove }: RowProps) {
  const zone = localZone();
  const used = passkey.last_used_at ? `used ${instant(passkey.last_used_at, zone)}` : "never used";
  return (
    <li className="flex items-center gap-2 py-2">
      <div className="min-w-0 flex-1">
        <p className="truncate text-sm font-medium">{passkey.name}</p>
        <p className="text-xs text-faint">
          Added {instant(passkey.created_at, zone)}, {used}
          {passkey.synced ? ", on all devices of its account" : ""}
        </p>
      </div>
      <IconButton
        icon="text"
        label={`Rename ${passkey.name}`}
        size="sm"
        onClick={() => {
          onName(passkey);
        }}
      />
      <IconButton
        icon="close"
        label={`Remove ${passkey.name}`}
        size="sm"
        onClick={() => {
          onRemove(passkey);
        }}
      />
    </li>
  );
}

interface NameProps {
  passkey: PasskeyOut;
  onClose: () => void;
  onNamed: () => Promise<void>;
}

function NameDialog({ passkey, onClose, onNamed }: NameProps) {
  const [name, setName] = useState(passkey.name);
  const save = useMutation({
    mutationFn: () => authPasskeysName({ path: { passkey_id: passkey.id }, body: { name } }),
    onSuccess: async () => {
      await onNamed();
      onClose();
    },
  });
  return (
    <Dialog open onOpenChange={onClose} title="Name the passkey" width="sm">
      <form
        noValidate
        className="flex flex-col gap-4 pb-4"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        {save.isError && <ProblemBox problem={asProblem(save.error)} />}
        <InputField
          label="Name"
          value={name}
          maxLength={80}
          onChange={(event) => {
            setName(event.target.value);
          }}
        />
        <Button type="submit" kind="solid" busy={save.isPending} disabled={name.trim() === ""}>
          Save
        </Button>
      </form>
    </Dialog>
  );
}

/** A first name for it, which can be changed. */
function thisDevice(): string {
  const agent = navigator.userAgent;
  const known = [["iPhone"], ["iPad"], ["Android"], ["Macintosh", "Mac"], ["Windows"], ["Linux"]] as const;
  const found = known.find(([word]) => agent.includes(word));
  return found ? (found[1] ?? found[0]) : "Passkey";
}
