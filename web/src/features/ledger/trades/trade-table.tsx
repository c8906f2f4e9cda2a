import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { TradeOut } from "../../../api/generated";
import { useHotkeys } from "../../../lib/hotkeys";
import { usePreferences } from "../../../lib/preferences";
import type { SortBy } from "../../../lib/sorting";
import { classes } from "../../../ui/classes";
import { NARROW, useMedia } from "../../../ui/use-media";
import { columnContext, leastWidth, ROW_PADDING, type TradeColumn } from "./columns";
import { rowAfter } from "./table-keys";
import { TradeRow } from "./trade-row";
import { TradeTableHead } from "./trade-table-head";
import { TradeTableTotals } from "./trade-table-totals";

interface Props {
  trades: readonly TradeOut[];
  /** All that match, loaded or not; null while it is not known. */
  total: number | null;
  columns: readonly TradeColumn[];
  sorts: readonly SortBy[];
  zone: string;
  accounts: ReadonlyMap<string, string>;
  openedId: string | null;
  /** The trade that was open before: where the reader was. */
  returnTo: string | null;
  faded: boolean;
  onSort: (sorts: SortBy[]) => void;
  onOpen: (trade: TradeOut) => void;
  /** The end of what is loaded comes near. */
  onNearEnd: () => void;
}

const ROW_HEIGHTS = { comfortable: 36, compact: 28, narrow: 56 };
const HEAD_HEIGHT = 36;
const FOOT_HEIGHT = 40;
const NEAR_END_ROWS = 60;
/** What stays in sight above the row somebody comes back to. */
const SIGHT = 200;

/** The grid of trades: as many rows drawn as fit the screen, however many there are. */
export function TradeTable(props: Props) {
  const { trades, total, columns, sorts, zone, accounts, openedId, returnTo, faded, onSort, onOpen, onNearEnd } = props;
  const { density } = usePreferences();
  const narrow = useMedia(NARROW);
  const height = narrow ? ROW_HEIGHTS.narrow : ROW_HEIGHTS[density];
  const frame = useRef<HTMLDivElement>(null);
  const place = (id: string | null) => (id === null ? -1 : trades.findIndex((trade) => trade.id === id));
  const openedAt = place(openedId);
  const [current, setCurrent] = useState(() => Math.max(openedAt, place(returnTo), 0));
  if (openedAt >= 0 && openedAt !== current) setCurrent(openedAt);
  // Its functions are called while this renders, never kept.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtual = useVirtualizer({
    count: trades.length,
    getScrollElement: () => frame.current,
    estimateSize: () => height,
    overscan: 12,
    scrollPaddingStart: narrow ? 0 : HEAD_HEIGHT,
    scrollPaddingEnd: FOOT_HEIGHT,
    initialOffset: () => Math.max(current * height - SIGHT, 0),
  });
  useEffect(() => {
    virtual.measure();
  }, [virtual, height]);

  const rows = virtual.getVirtualItems();
  const lastDrawn = rows.at(-1)?.index ?? 0;
  useEffect(() => {
    if (lastDrawn >= trades.length - NEAR_END_ROWS) onNearEnd();
  }, [lastDrawn, trades.length, onNearEnd]);

  const context = useMemo(() => columnContext(trades, zone, accounts), [trades, zone, accounts]);
  const template = useMemo(() => columns.map((column) => column.width).join(" "), [columns]);
  const minWidth = useMemo(() => columns.reduce((sum, column) => sum + leastWidth(column), ROW_PADDING), [columns]);

  const latest = useRef({ trades, onOpen });
  useEffect(() => {
    latest.current = { trades, onOpen };
  });
  const pick = useCallback((index: number) => {
    setCurrent(index);
    const trade = latest.current.trades[index];
    if (trade) latest.current.onOpen(trade);
  }, []);

  useEffect(() => {
    // Asking where to scroll makes the browser lay the table out: only when the row is not in sight.
    const { startIndex = 0, endIndex = 0 } = virtual.range ?? {};
    if (openedAt >= 0 && (openedAt <= startIndex || openedAt >= endIndex - 1)) {
      virtual.scrollToIndex(openedAt, { align: "auto" });
    }
  }, [virtual, openedAt]);

  const here = Math.min(current, trades.length - 1);
  const go = (index: number) => {
    setCurrent(index);
    virtual.scrollToIndex(index, { align: "auto" });
    // At once, so that an Enter that follows finds it; a row that is only drawn by the scroll, after that.
    if (!focusRow(frame.current, index)) requestAnimationFrame(() => focusRow(frame.current, index));
    if (openedId !== null && trades[index]) onOpen(trades[index]);
  };
  /** From anywhere on the page: the first press goes to the row, the next ones on from it. */
  const step = (by: number) => {
    const isThere = frame.current?.contains(document.activeElement) === true;
    go(Math.min(Math.max(here + (isThere ? by : 0), 0), trades.length - 1));
  };
  useHotkeys(
    {
      j: () => {
        step(1);
      },
      k: () => {
        step(-1);
      },
    },
    openedId === null,
  );
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const onScreen = Math.floor(((frame.current?.clientHeight ?? 0) - HEAD_HEIGHT - FOOT_HEIGHT) / height);
    const next = rowAfter(event.key, here, trades.length - 1, onScreen);
    const isOnRow = event.target instanceof HTMLElement && event.target.dataset["row"] !== undefined;
    if (event.key === "Enter" && isOnRow) pick(here);
    else if (next !== null) go(next);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      ref={frame}
      role="grid"
      tabIndex={-1}
      aria-label="Trades"
      aria-rowcount={(total ?? trades.length) + 2}
      aria-colcount={narrow ? 1 : columns.length}
      aria-multiselectable={false}
      onKeyDown={onKeyDown}
      className={classes("relative flex min-h-0 flex-1 flex-col overflow-auto bg-surface outline-none", faded && "opacity-60")}
    >
      <div style={narrow ? undefined : { minWidth }} className="flex min-h-full flex-col">
        {!narrow && (
          <TradeTableHead columns={columns} context={context} template={template} sorts={sorts} onSort={onSort} />
        )}
        <div role="rowgroup" className="relative shrink-0" style={{ height: virtual.getTotalSize() }}>
          {rows.map((row) => {
            const trade = trades[row.index];
            return trade ? (
              <TradeRow
                key={trade.id}
                trade={trade}
                index={row.index}
                columns={columns}
                context={context}
                template={template}
                top={row.start}
                height={height}
                isCurrent={row.index === here}
                isOpened={trade.id === openedId}
                narrow={narrow}
                onPick={pick}
              />
            ) : null;
          })}
        </div>
        <TradeTableTotals columns={columns} template={template} narrow={narrow} />
      </div>
    </div>
  );
}

function focusRow(frame: HTMLElement | null, index: number): boolean {
  const row = frame?.querySelector<HTMLElement>(`[data-row="${String(index)}"]`);
  row?.focus({ preventScroll: true });
  return row !== null && row !== undefined;
}
