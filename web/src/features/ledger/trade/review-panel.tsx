import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useId, useRef, useState } from "react";
import type { TradeDetailOut } from "../../../api/generated";
import { filterFieldsQuery, tagsQuery } from "../../../api/queries/ledger";
import { asProblem } from "../../../api/problem";
import { money, multiple } from "../../../lib/format";
import { useHotkeys } from "../../../lib/hotkeys";
import { CONTROL } from "../../../ui/field";
import { Panel } from "../../../ui/panel";
import { ProblemBox } from "../../../ui/problem-box";
import { Rating } from "../../../ui/rating";
import { Loading, Skeleton } from "../../../ui/skeleton";
import { TagInput } from "../../../ui/tag-input";
import { LABELS_MAX, readLabel, readNumber } from "./annotation-view";
import { ConflictBox } from "./conflict-box";
import { SaveNote } from "./save-note";
import { type AnnotationEditor, useAnnotation } from "./use-annotation";

/** What the trader says of the trade: note, tags, risk. Saved while it is written. */
export function ReviewPanel({ trade }: { trade: TradeDetailOut }) {
  const editor = useAnnotation(trade.id);
  const { query, shown } = editor;
  return (
    <Panel title="Review" actions={<SaveNote editor={editor} />}>
      {query.isPending && (
        <Loading label="Loading your review" className="flex flex-col gap-3">
          <Skeleton className="h-24 w-full" />
          <Skeleton className="h-8 w-full" />
          <Skeleton className="h-8 w-full" />
        </Loading>
      )}
      {query.isError && <ProblemBox problem={asProblem(query.error)} onRetry={() => void query.refetch()} />}
      {shown && <Form trade={trade} editor={editor} />}
    </Panel>
  );
}

function Form({ trade, editor }: { trade: TradeDetailOut; editor: AnnotationEditor }) {
  const { shown, set, conflicts, resolve } = editor;
  const note = useRef<HTMLTextAreaElement>(null);
  const tags = useRef<HTMLInputElement>(null);
  const noteId = useId();
  const used = useQuery(tagsQuery).data?.items.map((tag) => tag.name) ?? [];
  const fields = useQuery(filterFieldsQuery).data?.items ?? [];
  const known = (name: string) => fields.find((field) => field.name === name)?.values ?? [];
  useHotkeys({
    n: () => {
      // What is written goes on from what is there.
      note.current?.focus();
      note.current?.setSelectionRange(note.current.value.length, note.current.value.length);
    },
    t: () => tags.current?.focus(),
  });
  if (!shown) return null;
  const labels = (label: string, field: "tags" | "mistakes" | "emotions", suggestions: readonly string[], placeholder: string) => (
    <TagInput
      label={label}
      values={shown[field]}
      suggestions={suggestions}
      placeholder={placeholder}
      most={LABELS_MAX}
      read={readLabel}
      {...(field === "tags" && { inputRef: tags })}
      onChange={(values) => {
        set({ [field]: values }, { now: true });
      }}
    />
  );
  return (
    <div className="@container flex flex-col gap-4">
      {conflicts.length > 0 && <ConflictBox conflicts={conflicts} onResolve={resolve} />}
      {shown.merged && (
        <p className="rounded-md bg-sunken px-3 py-2 text-xs text-soft">
          This trade has several entries: what you said of each of them is shown together.
        </p>
      )}
      <div className="flex flex-col gap-1">
        <label htmlFor={noteId} className="text-xs text-soft">
          Note
        </label>
        <textarea
          ref={note}
          id={noteId}
          rows={4}
          maxLength={20_000}
          placeholder="What was the plan, what happened, what next time?"
          value={shown.notes}
          onChange={(event) => {
            set({ notes: event.target.value });
          }}
          onKeyDown={(event) => {
            if (event.key === "Escape") {
              event.stopPropagation();
              event.currentTarget.blur();
            }
          }}
          className="field-sizing-content min-h-24 w-full rounded-md border border-line bg-surface px-2.5 py-2 text-sm hover:border-edge focus:border-accent"
        />
      </div>
      {labels("Tags", "tags", used, "breakout, news …")}
      <div className="grid gap-4 @xs:grid-cols-2">
        {labels("Mistakes", "mistakes", known("mistake"), "chased, no stop …")}
        {labels("Emotions", "emotions", known("emotion"), "calm, hurried …")}
      </div>
      <div className="grid grid-cols-2 gap-4 @md:grid-cols-[1fr_176px_176px]">
        <div className="@max-md:col-span-2">
          <TextEntry
            label="Playbook"
            value={shown.playbook ?? ""}
            suggestions={known("playbook")}
            onCommit={(text) => {
              set({ playbook: text.trim() === "" ? null : text.trim() }, { now: true });
            }}
          />
        </div>
        <Rating
          label="Rating"
          value={shown.rating}
          onChange={(rating) => {
            set({ rating }, { now: true });
          }}
        />
        <Rating
          label="Confidence"
          value={shown.confidence}
          onChange={(confidence) => {
            set({ confidence }, { now: true });
          }}
        />
      </div>
      <Risk trade={trade} editor={editor} />
    </div>
  );
}

function Risk({ trade, editor }: { trade: TradeDetailOut; editor: AnnotationEditor }) {
  const { shown, set, problem } = editor;
  if (!shown) return null;
  const entry = (label: string, field: "stop" | "target" | "planned_risk") => (
    <NumberEntry
      label={label}
      value={shown[field]}
      fault={problem?.at(`/${field}`)}
      onCommit={(value) => {
        set({ [field]: value }, { now: true });
      }}
    />
  );
  return (
    <div>
      <div className="grid grid-cols-3 gap-4">
        {entry("Stop", "stop")}
        {entry("Target", "target")}
        {entry(`Planned risk, ${trade.currency}`, "planned_risk")}
      </div>
      <p className="mt-2 text-xs text-faint" aria-live="polite">
        {trade.r === null || trade.risk === null
          ? "With a stop or a planned risk the result is also told in R, units of what was at risk."
          : `At risk ${money(trade.risk, { currency: trade.currency })}: the result is ${multiple(trade.r)}.`}
      </p>
    </div>
  );
}

interface TextEntryProps {
  label: string;
  value: string;
  suggestions: readonly string[];
  onCommit: (text: string) => void;
}

function TextEntry({ label, value, suggestions, onCommit }: TextEntryProps) {
  const list = useId();
  return (
    <Entry label={label}>
      {(id) => (
        <>
          <input
            // A value from elsewhere takes the place of what was typed.
            key={value}
            id={id}
            list={list}
            defaultValue={value}
            maxLength={80}
            onBlur={(event) => {
              if (event.target.value !== value) onCommit(event.target.value);
            }}
            onKeyDown={leaveOnEnter}
            className={`${CONTROL} h-8! border-line!`}
          />
          <datalist id={list}>
            {suggestions.map((one) => (
              <option key={one} value={one} />
            ))}
          </datalist>
        </>
      )}
    </Entry>
  );
}

interface NumberEntryProps {
  label: string;
  value: string | null;
  fault: string | undefined;
  onCommit: (value: string | null) => void;
}

function NumberEntry({ label, value, fault, onCommit }: NumberEntryProps) {
  const [unreadable, setUnreadable] = useState(false);
  const said = unreadable ? "A number such as 101.25." : fault;
  return (
    <Entry label={label} fault={said}>
      {(id) => (
        <input
          key={value ?? ""}
          id={id}
          inputMode="decimal"
          defaultValue={value ?? ""}
          aria-invalid={said !== undefined}
          aria-describedby={said ? `${id}-fault` : undefined}
          onBlur={(event) => {
            const read = readNumber(event.target.value);
            setUnreadable(read === undefined);
            if (read !== undefined && read !== value) onCommit(read);
          }}
          onKeyDown={leaveOnEnter}
          className={`${CONTROL} h-8! border-line! text-right`}
        />
      )}
    </Entry>
  );
}

function leaveOnEnter(event: React.KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== "Enter" && event.key !== "Escape") return;
  event.stopPropagation();
  event.currentTarget.blur();
}

function Entry({ label, fault, children }: { label: string; fault?: string | undefined; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="truncate text-xs text-soft">
        {label}
      </label>
      {children(id)}
      {fault && (
        <p id={`${id}-fault`} role="alert" className="text-2xs text-loss">
          {fault}
        </p>
      )}
    </div>
  );
}
