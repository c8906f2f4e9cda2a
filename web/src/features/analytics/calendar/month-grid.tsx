import { useEffect, useRef } from "react";
import type { CalendarSpanOut } from "../../../api/generated";
import { approximate } from "../../../lib/decimal";
import { longDay, shortDay, weekdayName } from "../../../lib/dates";
import { briefMoney, money, plural } from "../../../lib/format";
import { classes } from "../../../ui/classes";
import { MoneyText, tone } from "../../../ui/money-text";
import { dayAfter, type DayCell, type MonthView } from "./calendar-view";

interface Props {
  view: MonthView;
  currency: string;
  current: string;
  today: string;
  onMove: (day: string) => void;
  onOpen: (period: string) => void;
}

const STEPS = 4;

/** The month as weeks of days; arrow keys go from day to day and on into the next month, Enter shows the trades. */
export function MonthGrid({ view, currency, current, today, onMove, onOpen }: Props) {
  const grid = useRef<HTMLDivElement>(null);
  const hadFocus = useRef(false);
  useEffect(() => {
    // The day that was gone to may be one of a month that has only just been drawn.
    if (hadFocus.current) grid.current?.querySelector<HTMLElement>(`[data-day="${current}"]`)?.focus();
  }, [current, view.month]);
  const onKeyDown = (event: React.KeyboardEvent, cell: DayCell) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = dayAfter(event.key, cell.day, view.columns);
    if (next !== null) onMove(next);
    else if ((event.key === "Enter" || event.key === " ") && cell.result) onOpen(cell.day);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const template = { gridTemplateColumns: `repeat(${String(view.columns)}, minmax(0, 1fr)) minmax(0, 0.9fr)` };
  return (
    <div
      ref={grid}
      role="grid"
      aria-label="Days of the month. Arrow keys go from day to day, Page Up and Down from month to month, Enter shows the trades."
      aria-colcount={view.columns + 1}
      onFocus={() => {
        hadFocus.current = true;
      }}
      onBlur={() => {
        hadFocus.current = false;
      }}
      className="overflow-hidden rounded-lg border border-line bg-surface"
    >
      <div role="row" style={template} className="grid border-b border-line text-xs text-faint">
        {Array.from({ length: view.columns }, (_, at) => (
          <div key={at} role="columnheader" className="px-2 py-2 max-sm:px-1 max-sm:text-center">
            {weekdayName(at)}
          </div>
        ))}
        <div role="columnheader" className="border-l border-line px-2 py-2 text-right max-sm:px-1">
          Week
        </div>
      </div>
      {view.weeks.map((week) => (
        <div key={week.first} role="row" style={template} className="grid not-last:border-b border-line">
          {week.cells.map((cell) => (
            <Cell
              key={cell.day}
              cell={cell}
              currency={currency}
              isCurrent={cell.day === current}
              isToday={cell.day === today}
              onKeyDown={onKeyDown}
              onOpen={onOpen}
              onMove={onMove}
            />
          ))}
          <WeekTotal total={week.total} currency={currency} first={week.first} />
        </div>
      ))}
    </div>
  );
}

interface CellProps {
  cell: DayCell;
  currency: string;
  isCurrent: boolean;
  isToday: boolean;
  onKeyDown: (event: React.KeyboardEvent, cell: DayCell) => void;
  onOpen: (day: string) => void;
  onMove: (day: string) => void;
}

function Cell({ cell, currency, isCurrent, isToday, onKeyDown, onOpen, onMove }: CellProps) {
  const { day, isInside, result, direction, strength } = cell;
  const told = result
    ? `${longDay(day)}: ${money(result.net, { currency, signed: true })}, ${plural(result.trades, "trade")}`
    : `${longDay(day)}: nothing closed`;
  return (
    <div
      role="gridcell"
      data-day={day}
      tabIndex={isCurrent ? 0 : -1}
      title={result ? told : undefined}
      onClick={() => {
        if (result) onOpen(day);
        else onMove(day);
      }}
      onKeyDown={(event) => {
        onKeyDown(event, cell);
      }}
      className={classes(
        "relative flex h-16 min-w-0 flex-col justify-between border-line p-2 not-first:border-l sm:h-24 max-sm:p-1",
        "focus-visible:z-[1] focus-visible:-outline-offset-2",
        result && "cursor-pointer",
        !isInside && "bg-sunken",
      )}
    >
      {result && isInside && <Wash direction={direction} strength={strength} />}
      <span className="sr-only">{told}</span>
      <span
        aria-hidden="true"
        className={classes(
          "relative text-xs",
          isToday ? "-m-0.5 self-start rounded-full bg-solid px-1.5 font-medium text-solid-ink" : "text-soft",
          !isInside && "text-faint",
        )}
      >
        {Number(day.slice(8))}
      </span>
      {result && (
        <span aria-hidden="true" className={classes("relative flex min-w-0 flex-col sm:items-end", !isInside && "opacity-75")}>
          <span className={classes("truncate font-semibold max-sm:text-2xs sm:text-base", tone(result.net))}>
            {briefMoney(result.net, approximate(result.net))}
          </span>
          <span className="truncate text-2xs text-soft max-sm:hidden">{plural(result.trades, "trade")}</span>
        </span>
      )}
    </div>
  );
}

/** The ground of a day, in a few steps of one colour; the stronger, the larger the result. */
function Wash({ direction, strength }: { direction: -1 | 0 | 1; strength: number }) {
  if (direction === 0) return null;
  const step = Math.ceil(strength * STEPS) / STEPS;
  return (
    <>
      <span
        aria-hidden="true"
        className={classes("absolute inset-0", direction > 0 ? "bg-gain-wash" : "bg-loss-wash")}
        style={{ opacity: 0.35 + 0.65 * step }}
      />
      <span
        aria-hidden="true"
        className={classes(
          "absolute bottom-0 h-0.5",
          direction > 0 ? "left-0 bg-gain-fill" : "right-0 bg-loss-fill",
        )}
        style={{ width: `${String(Math.max(strength, 0.04) * 100)}%` }}
      />
    </>
  );
}

function WeekTotal({ total, currency, first }: { total: CalendarSpanOut | null; currency: string; first: string }) {
  return (
    <div
      role="gridcell"
      className="flex min-w-0 flex-col items-end justify-end border-l border-line p-2 max-sm:p-1"
    >
      <span className="sr-only">Week of {shortDay(first)}: {total ? "" : "nothing closed"}</span>
      {total && (
        <>
          <span className="text-sm font-medium max-sm:hidden">
            <MoneyText value={total.net} currency={currency} result />
          </span>
          <span className={classes("truncate text-2xs font-medium sm:hidden", tone(total.net))}>
            {briefMoney(total.net, approximate(total.net))}
          </span>
          <span className="truncate text-2xs text-faint max-sm:hidden">{plural(total.trades, "trade")}</span>
        </>
      )}
    </div>
  );
}
