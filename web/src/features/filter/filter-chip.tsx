import type { Term } from "../../lib/filter/tokens";
import { classes } from "../../ui/classes";
import { Icon } from "../../ui/icon";

interface Props {
  term: Term;
  faulty: boolean;
  onEdit: () => void;
  onRemove: () => void;
}

/** A condition that is in force: click to edit, cross to take it away. */
export function FilterChip({ term, faulty, onEdit, onRemove }: Props) {
  if (term.kind === "or") return <span className="px-0.5 text-2xs font-semibold text-faint">OR</span>;
  return (
    <span
      className={classes(
        "flex h-6 max-w-72 shrink-0 items-center rounded-sm text-xs touch:h-9",
        faulty ? "bg-loss-wash text-loss" : "bg-accent-wash text-ink",
      )}
    >
      <button
        type="button"
        title={`Edit ${term.text}`}
        onClick={onEdit}
        className="flex h-full min-w-0 items-center gap-1 rounded-sm pl-1.5 hover:underline"
      >
        <ChipText term={term} />
      </button>
      <button
        type="button"
        aria-label={`Remove ${term.text}`}
        onClick={onRemove}
        className="flex h-full items-center rounded-sm px-1 text-soft hover:text-ink touch:px-2"
      >
        <Icon name="close" size={12} />
      </button>
    </span>
  );
}

const SIGNS: Record<string, string> = { ">=": "≥", "<=": "≤", ">": ">", "<": "<", "=": "=" };

function ChipText({ term }: { term: Term }) {
  if (term.kind !== "condition") return <span className="truncate">{term.text}</span>;
  const sign = SIGNS[term.operator ?? ""];
  return (
    <>
      {term.negated && <span className="font-semibold text-loss">not</span>}
      <span className="text-soft">{term.field}</span>
      {sign && <span className="text-soft">{sign}</span>}
      <span className="truncate font-medium">{term.values.join(", ")}</span>
    </>
  );
}
