import { useId, useState } from "react";
import type { BrokerConnectionOut } from "../../api/generated";
import { asProblem } from "../../api/problem";
import { localZone } from "../../lib/dates";
import { Badge } from "../../ui/badge";
import { Button } from "../../ui/button";
import { Confirm } from "../../ui/confirm";
import { Disclosure } from "../../ui/disclosure";
import { ProblemBox } from "../../ui/problem-box";
import { isBusy, outcomeOf, timesOf } from "./connection-view";
import { useConnectionActs } from "./mutations";
import { RunList } from "./run-list";

interface Props {
  connection: BrokerConnectionOut;
  /** Whether this server asks brokers at all. */
  isOn: boolean;
  onChange: () => void;
}

/** One connection: how it stands, what can be done with it, what became of its syncs. */
export function ConnectionCard({ connection, isOn, onChange }: Props) {
  const title = useId();
  const { sync, test, remove } = useConnectionActs(connection.id);
  const [isLeaving, setLeaving] = useState(false);
  const { label, tone } = outcomeOf(connection.last_outcome);
  const facts = Object.values(connection.shown).filter(Boolean).join(" · ");
  const failed = sync.error ?? test.error;
  return (
    <article aria-labelledby={title} className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 id={title} className="min-w-0 truncate text-base font-semibold">
          {connection.name}
        </h2>
        <span className="text-sm text-faint">
          {connection.broker}
          {facts && ` · ${facts}`}
        </span>
        <span role="status" aria-label={`State of ${connection.name}`} className="ml-auto">
          <Badge tone={tone}>{label}</Badge>
        </span>
      </header>
      <p className="text-sm text-soft">{timesOf(connection, localZone())}</p>
      {connection.last_detail && <p className="text-sm">{connection.last_detail}</p>}
      {failed && <ProblemBox problem={asProblem(failed)} />}
      {test.data && (
        <p role="status" className={test.data.ok ? "text-sm text-gain" : "text-sm text-loss"}>
          {test.data.ok ? welcome(test.data.accounts) : test.data.detail}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button
          kind="solid"
          aria-label={`Sync ${connection.name} now`}
          busy={sync.isPending || isBusy(connection)}
          disabled={!isOn || connection.last_outcome === "refused" || sync.isPending || isBusy(connection)}
          onClick={() => {
            sync.mutate();
          }}
        >
          Sync now
        </Button>
        <Button
          aria-label={`Test ${connection.name}`}
          busy={test.isPending}
          disabled={!isOn || test.isPending}
          onClick={() => {
            test.mutate();
          }}
        >
          Test
        </Button>
        <Button aria-label={`Change ${connection.name}`} onClick={onChange}>
          Change
        </Button>
        <Button
          kind="danger"
          aria-label={`Delete ${connection.name}`}
          onClick={() => {
            setLeaving(true);
          }}
        >
          Delete
        </Button>
      </div>
      <Runs connection={connection} />
      <Confirm
        open={isLeaving}
        onOpenChange={setLeaving}
        title="Delete this connection?"
        confirm="Delete connection"
        danger
        busy={remove.isPending}
        problem={remove.error ? asProblem(remove.error) : null}
        onConfirm={() => {
          remove.mutate();
        }}
      >
        <p>Its credentials are deleted for good. What it fetched stays: undo its imports to take that out too.</p>
      </Confirm>
    </article>
  );
}

/** Asked for when it is opened, and anew with every run. */
function Runs({ connection }: { connection: BrokerConnectionOut }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Disclosure
      title="Recent syncs"
      onOpen={() => {
        setOpen(true);
      }}
    >
      {isOpen && <RunList connection={connection} />}
    </Disclosure>
  );
}

function welcome(accounts: readonly string[]): string {
  return accounts.length > 0
    ? `The broker accepts the credentials. They open ${accounts.join(", ")}.`
    : "The broker accepts the credentials.";
}
