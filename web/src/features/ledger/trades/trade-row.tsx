import { memo } from "react";
import type { TradeOut } from "../../../api/generated";
import { shortInstant, mediumDay } from "../../../lib/dates";
import { duration, multiple, quantity } from "../../../lib/format";
import { classes } from "../../../ui/classes";
import { MoneyText } from "../../../ui/money-text";
import { LabelList } from "../label-list";
import { SideMark } from "../side-mark";
import type { CellContext, TradeColumn } from "./columns";

interface Props {
  trade: TradeOut;
  index: number;
  columns: readonly TradeColumn[];
  context: CellContext;
  template: string;
  top: number;
  height: number;
  isCurrent: boolean;
  isOpened: boolean;
  narrow: boolean;
  onPick: (index: number) => void;
}

/** One line of the grid. Kept as it is while the table scrolls past it. */
export const TradeRow = memo(function TradeRow(props: Props) {
  const { trade, index, columns, context, template, top, height, isCurrent, isOpened, narrow, onPick } = props;
  return (
    // Its keys are the grid's.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isOpened}
      data-row={index}
      tabIndex={isCurrent ? 0 : -1}
      style={{ transform: `translateY(${String(top)}px)`, height, gridTemplateColumns: narrow ? "1fr" : template }}
      onClick={() => {
        onPick(index);
      }}
      className={classes(
        "absolute inset-x-0 top-0 grid cursor-pointer items-center border-b border-line px-4 text-sm",
        "focus-visible:z-[1] focus-visible:-outline-offset-2",
        isOpened ? "bg-accent-wash" : "hover:bg-hover",
      )}
    >
      {narrow ? (
        <NarrowCell trade={trade} context={context} />
      ) : (
        columns.map((column, place) => (
          <div
            key={column.id}
            role="gridcell"
            aria-colindex={place + 1}
            className={classes("min-w-0 truncate pr-4", column.isNumber && "text-right")}
          >
            {column.cell(trade, context)}
          </div>
        ))
      )}
    </div>
  );
});

/** On a phone: what it was and what it brought, then when and how long. */
function NarrowCell({ trade, context }: { trade: TradeOut; context: CellContext }) {
  return (
    <div role="gridcell" aria-colindex={1} className="flex min-w-0 flex-col gap-0.5">
      <div className="flex items-center gap-2">
        <SideMark side={trade.side} />
        <span className="truncate font-medium">{trade.symbol}</span>
        <span className="text-faint">{quantity(trade.quantity)}</span>
        <span className="ml-auto font-medium">
          {trade.status === "open" ? (
            <span className="text-faint">open</span>
          ) : (
            <MoneyText value={trade.net} currency={trade.currency} withCurrency={context.currency === null} result />
          )}
        </span>
      </div>
      <div className="flex items-center gap-2 text-xs text-soft">
        <span className="whitespace-nowrap">
          {trade.times_known ? shortInstant(trade.opened_at, context.zone) : mediumDay(trade.opened_on)}
        </span>
        {trade.held_seconds !== null && <span className="whitespace-nowrap">{duration(trade.held_seconds)}</span>}
        <LabelList labels={trade.tags} />
        {trade.r !== null && <span className="ml-auto whitespace-nowrap">{multiple(trade.r)}</span>}
      </div>
    </div>
  );
}
