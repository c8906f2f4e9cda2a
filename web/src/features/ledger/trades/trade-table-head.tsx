import { toggled, type SortBy } from "../../../lib/sorting";
import { classes } from "../../../ui/classes";
import { Icon } from "../../../ui/icon";
import type { CellContext, TradeColumn } from "./columns";

interface Props {
  columns: readonly TradeColumn[];
  context: CellContext;
  template: string;
  sorts: readonly SortBy[];
  onSort: (sorts: SortBy[]) => void;
}

export function TradeTableHead({ columns, context, template, sorts, onSort }: Props) {
  return (
    <div role="rowgroup" className="sticky top-0 z-[2] bg-surface">
      <div
        role="row"
        aria-rowindex={1}
        style={{ gridTemplateColumns: template }}
        className="grid h-9 items-center border-b border-line px-4 text-xs text-faint"
      >
        {columns.map((column, place) => (
          <HeadCell
            key={column.id}
            column={column}
            place={place}
            note={column.isMoney ? context.currency : null}
            places={column.places?.(context) ?? 0}
            sorts={sorts}
            onSort={onSort}
          />
        ))}
      </div>
    </div>
  );
}

interface CellProps {
  column: TradeColumn;
  place: number;
  note: string | null;
  places: number;
  sorts: readonly SortBy[];
  onSort: (sorts: SortBy[]) => void;
}

function HeadCell({ column, place, note, places, sorts, onSort }: CellProps) {
  const at = sorts.findIndex((sort) => sort.id === column.sort);
  const sort = sorts[at];
  const label = <span className="truncate">{note ? `${column.name}, ${note}` : column.name}</span>;
  return (
    <div
      role="columnheader"
      aria-colindex={place + 1}
      aria-sort={sort ? (sort.desc ? "descending" : "ascending") : undefined}
      className={classes("min-w-0 pr-4", column.isNumber && "text-right")}
      // Over the middle of the decimals, where there are any.
      style={places > 0 ? { paddingRight: `calc(16px + ${String(places / 2)}ch)` } : undefined}
    >
      {column.sort === null ? (
        label
      ) : (
        <button
          type="button"
          title={`Sort by ${column.name.toLowerCase()}; with Shift as one more`}
          onClick={(event) => {
            if (column.sort) onSort(toggled(sorts, column.sort, event.shiftKey));
          }}
          className={classes(
            "inline-flex h-7 max-w-full items-center gap-1 truncate rounded-sm hover:text-ink",
            sort && "font-medium text-ink",
          )}
        >
          {label}
          {sort && <Icon name={sort.desc ? "arrowDown" : "arrowUp"} size={10} />}
          {sort && sorts.length > 1 && <span className="text-2xs text-faint">{at + 1}</span>}
        </button>
      )}
    </div>
  );
}
