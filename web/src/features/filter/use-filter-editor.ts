import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { filterFieldsQuery, tradeCountQuery } from "../../api/queries/ledger";
import { complete, type Suggestion } from "../../lib/filter/complete";
import { withPeriod } from "../../lib/filter/compose";
import { type Term, terms } from "../../lib/filter/tokens";
import type { View } from "../../lib/view";
import { type FilterFault, filterFault } from "./filter-fault";

/** What is being typed: something new, a chip (`replaces` its place), or the whole filter as one text. */
export interface Draft {
  text: string;
  caret: number;
  replaces: number | null;
  whole: boolean;
}

/** `calls`: the caret goes back to the fault; not when the person has already gone elsewhere. */
interface Refused extends FilterFault {
  calls: boolean;
}

const EMPTY: Draft = { text: "", caret: 0, replaces: null, whole: false };

/** The chips before and behind what is being typed. */
function around(q: string, draft: Draft): { before: Term[]; behind: Term[] } {
  if (draft.whole) return { before: [], behind: [] };
  const all = terms(q);
  return draft.replaces === null
    ? { before: all, behind: [] }
    : { before: all.slice(0, draft.replaces), behind: all.slice(draft.replaces + 1) };
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(" ");
}

const textOf = (term: Term): string => term.text;

export function useFilterEditor({ q, period, change }: View) {
  const client = useQueryClient();
  const fields = useQuery(filterFieldsQuery).data?.items ?? [];
  const [draft, setDraft] = useState<Draft>(EMPTY);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const [refused, setRefused] = useState<Refused | null>(null);
  const [isChecking, setChecking] = useState(false);
  // Raised by whatever makes an answer that is still on its way pointless.
  const turn = useRef(0);
  const { before, behind } = around(q, draft);
  const completion = complete(draft.text, draft.caret, fields);

  const edit = (next: Draft) => {
    turn.current += 1;
    setDraft(next);
    setActive(-1);
    setRefused(null);
  };
  const type = (text: string, caret: number) => {
    edit({ ...draft, text, caret });
    setOpen(true);
  };
  const reset = () => {
    edit(EMPTY);
    setOpen(false);
  };

  /** Asks the server before it takes effect, so that a mistake is corrected where it was made. */
  const commit = async (text: string, calls = true): Promise<void> => {
    const mine = turn.current;
    const ahead = joined(before.map(textOf));
    const next = joined([ahead, text.trim(), ...behind.map(textOf)]);
    setOpen(false);
    if (next !== q && next !== "") {
      setChecking(true);
      const fault = await client.fetchQuery(tradeCountQuery(withPeriod(next, period))).then(
        () => null,
        // Any other failure is the page's to show.
        (thrown: unknown) => filterFault(thrown, next, period),
      );
      setChecking(false);
      if (mine !== turn.current) return;
      if (fault) {
        setRefused({ ...fault, calls, column: Math.max(fault.column - (ahead === "" ? 0 : ahead.length + 1), 1) });
        return;
      }
    }
    reset();
    change({ q: next });
  };
  /** Puts a suggestion in; a finished condition takes effect at once if `andCommit`. */
  const pick = (suggestion: Suggestion, andCommit: boolean) => {
    const text = draft.text.slice(0, completion.from) + suggestion.insert + draft.text.slice(completion.to);
    type(text, completion.from + suggestion.insert.length);
    if (andCommit && !suggestion.open) void commit(text);
  };

  return {
    draft,
    before,
    behind,
    fields,
    suggestions: isOpen ? completion.suggestions : [],
    active,
    refused,
    isChecking,
    setActive,
    setOpen,
    type,
    reset,
    commit,
    pick,
    editChip: (chip: Term) => {
      const replaces = terms(q).findIndex((one) => one.start === chip.start);
      edit({ text: chip.text, caret: chip.text.length, replaces, whole: false });
    },
    removeChip: (chip: Term) => {
      change({
        q: joined(
          terms(q)
            .filter((one) => one.start !== chip.start)
            .map(textOf),
        ),
      });
    },
    editWhole: () => {
      edit({ text: q, caret: q.length, replaces: null, whole: true });
    },
    clear: () => {
      reset();
      change({ q: "" });
    },
  };
}

export type FilterEditor = ReturnType<typeof useFilterEditor>;
