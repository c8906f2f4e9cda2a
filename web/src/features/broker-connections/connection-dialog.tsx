import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import {
  type BrokerConnectionOut,
  type BrokerOut,
  brokerConnectionsChange,
  brokerConnectionsCreate,
} from "../../api/generated";
import { useIntent } from "../../api/intent";
import { asProblem } from "../../api/problem";
import { connectionKeys } from "../../api/queries/connections";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { InputField, SelectField } from "../../ui/field";
import { ProblemBox } from "../../ui/problem-box";
import { toast } from "../../ui/toast";
import { CredentialFields } from "./credential-fields";
import type { Said } from "./said";
import { ScheduleFields } from "./schedule-fields";
import { givenOf, missingIn, startOf } from "./connection-view";

interface Props {
  brokers: readonly BrokerOut[];
  /** To be changed; null: a new one. */
  connection: BrokerConnectionOut | null;
  onClose: () => void;
}

/** Everything a connection needs, broker by broker. */
export function ConnectionDialog({ brokers, connection, onClose }: Props) {
  const form = useId();
  const client = useQueryClient();
  const intent = useIntent();
  const [broker, setBroker] = useState(brokers.find((one) => one.kind === connection?.kind) ?? brokers[0]);
  const [said, setSaid] = useState<Said>({
    name: connection?.name ?? "",
    schedule: connection?.schedule ?? "daily",
    since: connection?.since ?? "",
    review: connection?.review_first ?? false,
    credentials: broker ? startOf(broker, connection?.shown) : {},
  });
  const [faults, setFaults] = useState<Record<string, string>>({});
  const save = useMutation({
    mutationFn: (credentials: Record<string, string>) => {
      const common = { schedule: said.schedule, since: said.since || null, review_first: said.review, credentials };
      if (connection) {
        const body = { ...common, name: said.name.trim() || connection.name };
        return brokerConnectionsChange({ path: { connection_id: connection.id }, body });
      }
      const body = { ...common, kind: broker?.kind ?? "", name: said.name.trim() };
      return brokerConnectionsCreate({ body, headers: intent.headers(body) });
    },
    onSuccess: async (saved) => {
      intent.done();
      await client.invalidateQueries({ queryKey: connectionKeys.list });
      toast(`${saved.name} is saved.`);
      onClose();
    },
    onError: (thrown) => {
      setFaults(faultsOf(thrown));
    },
  });
  if (!broker) return null;

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (!broker) return;
    const missing = missingIn(broker.fields, said.credentials, connection !== null);
    setFaults(missing);
    if (Object.keys(missing).length === 0) save.mutate(givenOf(broker.fields, said.credentials));
  }
  function choose(kind: string): void {
    const chosen = brokers.find((one) => one.kind === kind);
    if (!chosen) return;
    setBroker(chosen);
    setFaults({});
    setSaid({ ...said, credentials: startOf(chosen) });
  }

  const problem = save.error && Object.keys(faults).length === 0 ? asProblem(save.error) : null;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      width="lg"
      title={connection ? `Change ${connection.name}` : "Connect a broker"}
      description="Credentials are stored encrypted and never shown again. Give them the right to read, and no other."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="solid" type="submit" form={form} busy={save.isPending}>
            {connection ? "Save connection" : "Connect"}
          </Button>
        </>
      }
    >
      <form id={form} noValidate aria-label="Broker connection" onSubmit={submit} className="flex flex-col gap-4 pb-2">
        {problem && <ProblemBox problem={problem} />}
        {!connection && (
          <SelectField
            label="Broker"
            value={broker.kind}
            onChange={(event) => {
              choose(event.target.value);
            }}
          >
            {brokers.map((one) => (
              <option key={one.kind} value={one.kind}>
                {one.broker}: {one.title}
              </option>
            ))}
          </SelectField>
        )}
        <InputField
          label="Name"
          optional
          maxLength={120}
          autoComplete="off"
          hint="How you tell it from others."
          value={said.name}
          onChange={(event) => {
            setSaid({ ...said, name: event.target.value });
          }}
        />
        <CredentialFields
          fields={broker.fields}
          values={said.credentials}
          faults={faults}
          known={connection !== null}
          onChange={(name, value) => {
            setSaid({ ...said, credentials: { ...said.credentials, [name]: value } });
          }}
        />
        <ScheduleFields said={said} onChange={setSaid} />
      </form>
    </Dialog>
  );
}

/** The faults that belong to a field of the credentials, by its name. */
function faultsOf(thrown: unknown): Record<string, string> {
  const found = asProblem(thrown).errors.filter((error) => error.pointer.startsWith("/credentials/"));
  return Object.fromEntries(found.map((error) => [error.pointer.slice("/credentials/".length), error.detail]));
}
