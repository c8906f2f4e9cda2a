import { useQuery } from "@tanstack/react-query";
import { useEffect, useId, useRef } from "react";
import { tradeCountQuery } from "../../api/queries/ledger";
import type { Term } from "../../lib/filter/tokens";
import { plural } from "../../lib/format";
import { useHotkeys } from "../../lib/hotkeys";
import { useView } from "../../lib/view";
import { IconButton } from "../../ui/button";
import { classes } from "../../ui/classes";
import { Icon } from "../../ui/icon";
import { FilterChip } from "./filter-chip";
import { type FilterFault, filterFault } from "./filter-fault";
import { FilterHelp } from "./filter-help";
import { SuggestionList } from "./suggestion-list";
import { type FilterEditor, useFilterEditor } from "./use-filter-editor";

/** The filter language, with completion; what is in force stands as chips that can be edited. */
export function FilterBar() {
  const view = useView();
  const editor = useFilterEditor(view);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const matches = useQuery({ ...tradeCountQuery(view.question), enabled: view.q !== "" });
  const fault = editor.refused ?? filterFault(matches.error, view.q, view.period);

  useHotkeys({ "/": () => input.current?.focus() });
  useCaret(input, editor);
  const chip = (term: Term) => (
    <FilterChip
      key={term.start}
      term={term}
      faulty={!editor.refused && fault !== null && covers(term, fault)}
      onEdit={() => {
        editor.editChip(term);
        input.current?.focus();
      }}
      onRemove={() => {
        editor.removeChip(term);
      }}
    />
  );
  return (
    <div className="relative min-w-0 flex-1" role="search" aria-label="Filter trades">
      <div
        className={classes(
          "flex min-h-8 items-center gap-1 rounded-md border bg-surface pr-1 pl-2 transition-colors touch:min-h-11",
          "focus-within:border-accent",
          fault ? "border-loss" : "border-line hover:border-edge",
        )}
      >
        <Icon name="filter" className="text-faint" />
        <div className="flex min-w-0 flex-1 items-center gap-1 overflow-x-auto [scrollbar-width:none]">
          {editor.before.map(chip)}
          <FilterInput ref={input} id={id} editor={editor} hasFault={fault !== null} isEmpty={view.q === ""} />
          {editor.behind.map(chip)}
        </div>
        {view.q !== "" && matches.isSuccess && !editor.isChecking && (
          <span className="shrink-0 px-1 text-xs text-faint max-sm:hidden">{plural(matches.data, "trade")}</span>
        )}
        {(view.q !== "" || editor.draft.text !== "") && (
          <>
            <IconButton
              icon="text"
              label="Edit the filter as text"
              size="sm"
              className="max-sm:hidden"
              onClick={() => {
                editor.editWhole();
                input.current?.focus();
              }}
            />
            <IconButton icon="close" label="Clear the filter" size="sm" onClick={editor.clear} />
          </>
        )}
        <FilterHelp
          fields={editor.fields}
          onTry={(example) => {
            void editor.commit(example);
          }}
        />
      </div>
      {editor.suggestions.length > 0 && (
        <SuggestionList
          id={`${id}-list`}
          suggestions={editor.suggestions}
          active={editor.active}
          onPoint={editor.setActive}
          onPick={(suggestion) => {
            editor.pick(suggestion, true);
          }}
        />
      )}
      {fault && editor.suggestions.length === 0 && <FaultLine id={`${id}-fault`} fault={fault} />}
    </div>
  );
}

function covers(term: Term, fault: FilterFault): boolean {
  return fault.column - 1 >= term.start && fault.column - 1 <= term.end;
}

/** Keeps the caret where an accepted suggestion ends, and puts it where the server found a fault. */
function useCaret(input: React.RefObject<HTMLInputElement | null>, { draft, refused }: FilterEditor): void {
  useEffect(() => {
    if (document.activeElement === input.current) input.current?.setSelectionRange(draft.caret, draft.caret);
  }, [input, draft.caret, draft.text]);
  useEffect(() => {
    if (!refused?.calls || !input.current) return;
    const start = refused.column - 1;
    const end = input.current.value.slice(start).search(/[\s():<>=]|$/) + start;
    input.current.focus();
    input.current.setSelectionRange(start, Math.max(end, start));
  }, [input, refused]);
}

function FaultLine({ id, fault }: { id: string; fault: FilterFault }) {
  return (
    <p
      id={id}
      role="alert"
      className="absolute top-full left-0 z-30 mt-1.5 flex max-w-full items-center gap-2 rounded-md bg-surface px-3 py-1.5 text-xs text-loss shadow-pop"
    >
      <Icon name="warning" size={14} />
      <span>
        <span className="text-faint">Column {fault.column}</span> {fault.sentence}
      </span>
    </p>
  );
}

interface InputProps {
  ref: React.RefObject<HTMLInputElement | null>;
  id: string;
  editor: FilterEditor;
  hasFault: boolean;
  isEmpty: boolean;
}

function FilterInput({ ref, id, editor, hasFault, isEmpty }: InputProps) {
  const { suggestions, active, draft } = editor;
  const onKeyDown = (event: React.KeyboardEvent<HTMLInputElement>) => {
    if (keys(event.key, editor)) event.preventDefault();
    if (event.key === "Escape" && suggestions.length === 0) {
      editor.reset();
      ref.current?.blur();
    }
    if (event.key === "Backspace" && draft.text === "" && editor.before.length > 0) {
      event.preventDefault();
      const last = editor.before.at(-1);
      if (last) editor.editChip(last);
    }
  };
  return (
    <input
        ref={ref}
        type="text"
        role="combobox"
        aria-label="Filter"
        aria-expanded={suggestions.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={active >= 0 ? `${id}-list-${String(active)}` : undefined}
        aria-invalid={hasFault}
        aria-describedby={hasFault ? `${id}-fault` : undefined}
        aria-busy={editor.isChecking || undefined}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        placeholder={isEmpty ? "Filter: symbol, tag, pnl>100 …" : ""}
        value={draft.text}
        onChange={(event) => {
          editor.type(event.target.value, event.target.selectionStart ?? event.target.value.length);
        }}
        onFocus={() => {
          editor.setOpen(true);
        }}
        onBlur={() => {
          editor.setOpen(false);
          if (draft.text.trim() !== "" || draft.replaces !== null || draft.whole) void editor.commit(draft.text, false);
        }}
        onKeyDown={onKeyDown}
        className="h-6 min-w-24 flex-1 bg-transparent text-sm outline-none focus-visible:outline-none"
    />
  );
}

/** The combobox's keys; true when the key was one of them. */
function keys(key: string, editor: FilterEditor): boolean {
  const { suggestions, active, draft, pick } = editor;
  const picked = suggestions[active];
  const last = suggestions.length - 1;
  switch (key) {
    case "ArrowDown":
      editor.setOpen(true);
      editor.setActive(active >= last ? 0 : active + 1);
      return true;
    case "ArrowUp":
      editor.setActive(active <= 0 ? last : active - 1);
      return last >= 0;
    case "Enter":
      if (picked) pick(picked, true);
      else void editor.commit(draft.text);
      return true;
    case "Tab": {
      const offered = picked ?? (draft.text === "" ? undefined : suggestions[0]);
      if (!offered || offered.insert === draft.text) return false;
      pick(offered, false);
      return true;
    }
    case "Escape":
      editor.setOpen(false);
      editor.setActive(-1);
      return last >= 0;
    default:
      return false;
  }
}

