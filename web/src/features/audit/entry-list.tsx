import { useState } from "react";
import type { AuditActionOut, AuditEntryOut } from "../../api/generated";
import { instant, inUtc, localZone, shortInstant } from "../../lib/dates";
import { Badge } from "../../ui/badge";
import { classes } from "../../ui/classes";
import { Icon } from "../../ui/icon";
import { Cell, HeadCell, Row, Table } from "../../ui/table";
import { actionName, briefObject, changesOf, spoken, whoDid } from "./entry-view";

interface Props {
  entries: readonly AuditEntryOut[];
  actions: readonly AuditActionOut[];
  names: ReadonlyMap<string, string>;
  me: string | undefined;
}

/** Newest first; each row opens to what changed and where it came from. */
export function EntryList({ entries, actions, names, me }: Props) {
  const [open, setOpen] = useState<number | null>(null);
  const words = new Map(actions.map((one) => [one.action, one.words]));
  return (
    <Table aria-label="Who did what, newest first">
      <thead className="max-sm:sr-only">
        <tr>
          <HeadCell className="w-8 pl-3">
            <span className="sr-only">Details</span>
          </HeadCell>
          <HeadCell>When</HeadCell>
          <HeadCell>Who</HeadCell>
          <HeadCell>What</HeadCell>
          <HeadCell>Of</HeadCell>
          <HeadCell className="max-lg:hidden">From</HeadCell>
          <HeadCell className="pr-4">Result</HeadCell>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <EntryRows
            key={entry.seq}
            entry={entry}
            who={whoDid(entry, names, me)}
            words={words.get(entry.action) ?? ""}
            open={open === entry.seq}
            onToggle={() => {
              setOpen(open === entry.seq ? null : entry.seq);
            }}
          />
        ))}
      </tbody>
    </Table>
  );
}

interface RowProps {
  entry: AuditEntryOut;
  who: string;
  words: string;
  open: boolean;
  onToggle: () => void;
}

const ROW =
  "group relative hover:bg-hover max-sm:grid max-sm:grid-cols-[2rem_1fr_auto] max-sm:gap-x-1 max-sm:py-1.5 max-sm:[&>td]:py-0.5";

function EntryRows({ entry, who, words, open, onToggle }: RowProps) {
  const name = actionName(entry.action);
  return (
    <>
      <Row className={ROW}>
        <Cell className="pl-3 max-sm:row-span-3 max-sm:pr-0">
          <button
            type="button"
            aria-expanded={open}
            aria-label={`Details of entry ${String(entry.seq)}, ${name}`}
            onClick={onToggle}
            className="flex size-5 items-center justify-center text-faint after:absolute after:inset-0"
          >
            <Icon name="right" size={12} className={classes("transition-transform", open && "rotate-90")} />
          </button>
        </Cell>
        <Cell
          className="whitespace-nowrap text-soft tabular-nums max-sm:col-start-2 max-sm:row-start-2 max-sm:text-xs"
          title={inUtc(entry.at)}
        >
          {shortInstant(entry.at, localZone())}
        </Cell>
        <Cell className="max-w-44 truncate max-sm:col-start-2 max-sm:row-start-3 max-sm:max-w-none max-sm:text-xs">{who}</Cell>
        <Cell className="font-medium max-sm:col-start-2 max-sm:row-start-1" title={words}>
          {name}
        </Cell>
        <Cell
          className="max-w-40 truncate text-soft max-sm:col-start-3 max-sm:row-start-2 max-sm:max-w-28 max-sm:text-right max-sm:text-xs"
          title={entry.object}
        >
          {briefObject(entry.object)}
        </Cell>
        <Cell className="whitespace-nowrap text-soft max-lg:hidden">{entry.address || "–"}</Cell>
        <Cell className="pr-4 max-sm:col-start-3 max-sm:row-start-1 max-sm:text-right">
          <Badge tone={entry.result === "done" ? "good" : "bad"}>{entry.result === "done" ? "Done" : "Refused"}</Badge>
        </Cell>
      </Row>
      {open && (
        <tr>
          <td colSpan={7} className="px-4 pt-1 pb-4 max-sm:block">
            <Details entry={entry} words={words} />
          </td>
        </tr>
      )}
    </>
  );
}

function Details({ entry, words }: { entry: AuditEntryOut; words: string }) {
  const changes = changesOf(entry);
  const facts = [
    ["When", instant(entry.at, localZone())],
    ["Of", `${spoken(entry.noun)} ${entry.object}`],
    ["From", entry.address || "–"],
    ["Request", entry.request || "–"],
    ["Entry", `${String(entry.seq)} · ${entry.hash}`],
    ...(entry.reason ? [["Refused because", entry.reason]] : []),
  ];
  return (
    <div className="flex flex-col gap-3 rounded-md bg-sunken p-3">
      {words && <p className="text-sm">{words}.</p>}
      {changes.length > 0 && (
        <Table aria-label="What changed" className="max-w-2xl">
          <thead>
            <tr>
              <HeadCell>Field</HeadCell>
              <HeadCell>Before</HeadCell>
              <HeadCell>After</HeadCell>
            </tr>
          </thead>
          <tbody>
            {changes.map((one) => (
              <Row key={one.field}>
                <Cell className="text-soft">{one.field}</Cell>
                <Cell className="break-words [overflow-wrap:anywhere]">{one.before}</Cell>
                <Cell className="break-words [overflow-wrap:anywhere]">{one.after}</Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      )}
      <dl className="grid grid-cols-[max-content_1fr] gap-x-4 gap-y-1 text-xs">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-faint">{name}</dt>
            <dd className="[overflow-wrap:anywhere]">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
