import type { ReactNode } from "react";
import type { TradeOut } from "../../../api/generated";
import { clock, inUtc, shortInstant, mediumDay } from "../../../lib/dates";
import { decimals } from "../../../lib/decimal";
import { alignedOnMark, duration, money, multiple, NOTHING, quantity } from "../../../lib/format";
import { MoneyText } from "../../../ui/money-text";
import { LabelList } from "../label-list";
import { SideMark } from "../side-mark";

/** What cells need to know beyond their trade. */
export interface CellContext {
  zone: string;
  accounts: ReadonlyMap<string, string>;
  /** Set where all rows loaded so far agree: then it stands in the head instead of in each cell. */
  currency: string | null;
  /** Decimals of the prices loaded so far, so that they line up on their mark. */
  priceDecimals: number;
  quantityDecimals: number;
}

export interface TradeColumn {
  id: string;
  name: string;
  /** The name the API sorts by; null: it does not. */
  sort: string | null;
  /** A CSS grid track. */
  width: string;
  isNumber: boolean;
  isDefault: boolean;
  isMoney?: boolean;
  /** Decimals its numbers are padded to, so that they line up on their mark. */
  places?: (context: CellContext) => number;
  cell: (trade: TradeOut, context: CellContext) => ReactNode;
}

const PRICE_DECIMALS_MAX = 6;
/** Of so many trades the decimals are looked at: a hundred thousand would hold up the scrolling. */
const SAMPLE_MAX = 2_000;
const none = <span className="text-faint">{NOTHING}</span>;

export function columnContext(trades: readonly TradeOut[], zone: string, accounts: ReadonlyMap<string, string>): CellContext {
  const currencies = new Set(trades.map((trade) => trade.currency));
  let priceDecimals = 2;
  let quantityDecimals = 0;
  for (const trade of trades.slice(0, SAMPLE_MAX)) {
    priceDecimals = Math.max(priceDecimals, decimals(trade.entry_price), decimals(trade.exit_price ?? "0"));
    quantityDecimals = Math.max(quantityDecimals, decimals(trade.quantity));
  }
  return {
    zone,
    accounts,
    currency: currencies.size === 1 ? ([...currencies][0] ?? null) : null,
    priceDecimals: Math.min(priceDecimals, PRICE_DECIMALS_MAX),
    quantityDecimals: Math.min(quantityDecimals, PRICE_DECIMALS_MAX),
  };
}

function amount(value: string, trade: TradeOut, context: CellContext, result: boolean): ReactNode {
  return (
    <MoneyText value={value} currency={trade.currency} withCurrency={context.currency === null} result={result} />
  );
}

const byPrice = (context: CellContext): number => context.priceDecimals;
const byQuantity = (context: CellContext): number => context.quantityDecimals;

function number(value: string, places: number): ReactNode {
  const text = quantity(value);
  return <span title={value}>{alignedOnMark(text, places, Math.min(decimals(value), PRICE_DECIMALS_MAX))}</span>;
}

function moment(at: string, day: string, trade: TradeOut, zone: string): ReactNode {
  if (!trade.times_known) return <span title="The file states no time">{mediumDay(day)}</span>;
  return <span title={`${clock(at, zone)}, ${inUtc(at)}`}>{shortInstant(at, zone)}</span>;
}

function column(id: string, name: string, width: string, cell: TradeColumn["cell"], more: Partial<TradeColumn> = {}): TradeColumn {
  return { id, name, width, cell, sort: null, isNumber: false, isDefault: false, ...more };
}

const NUMBER = { isNumber: true };
const DEFAULT = { isDefault: true };

export const COLUMNS: readonly TradeColumn[] = [
  column(
    "symbol",
    "Symbol",
    "minmax(150px, 1.2fr)",
    (trade) => (
      <span className="flex min-w-0 items-center gap-2">
        <SideMark side={trade.side} />
        <span className="truncate font-medium">{trade.symbol}</span>
      </span>
    ),
    { sort: "symbol", ...DEFAULT },
  ),
  column("opened", "Opened", "118px", (trade, { zone }) => moment(trade.opened_at, trade.opened_on, trade, zone), {
    sort: "opened_at",
    ...DEFAULT,
  }),
  column(
    "net",
    "Net",
    "112px",
    (trade, context) =>
      trade.status === "open" ? <span className="text-faint">open</span> : amount(trade.net, trade, context, true),
    { sort: "net", isMoney: true, ...NUMBER, ...DEFAULT },
  ),
  column("r", "R", "92px", (trade) => (trade.r === null ? none : multiple(trade.r)), {
    sort: "r",
    ...NUMBER,
    ...DEFAULT,
  }),
  column("held", "Held", "84px", (trade) => (trade.held_seconds === null ? none : duration(trade.held_seconds)), {
    sort: "held",
    ...NUMBER,
    ...DEFAULT,
  }),
  column("quantity", "Size", "84px", (trade, context) => number(trade.quantity, context.quantityDecimals), {
    sort: "quantity",
    places: byQuantity,
    ...NUMBER,
    ...DEFAULT,
  }),
  column("entry", "Entry", "112px", (trade, context) => number(trade.entry_price, context.priceDecimals), {
    sort: "entry_price",
    places: byPrice,
    ...NUMBER,
    ...DEFAULT,
  }),
  column(
    "exit",
    "Exit",
    "112px",
    (trade, context) => 
      trade.exit_price === null ? (
        <span className="text-faint">{alignedOnMark(NOTHING, context.priceDecimals, 0)}</span>
      ) : (
        number(trade.exit_price, context.priceDecimals)
      ),
    { sort: "exit_price", places: byPrice, ...NUMBER, ...DEFAULT },
  ),
  column(
    "fees",
    "Fees",
    "80px",
    (trade, context) =>
      trade.fees_known ? amount(trade.fees, trade, context, false) : <span className="text-faint">not known</span>,
    { sort: "fees", isMoney: true, ...NUMBER, ...DEFAULT },
  ),
  column("gross", "Gross", "112px", (trade, context) => amount(trade.gross, trade, context, true), {
    sort: "gross",
    isMoney: true,
    ...NUMBER,
  }),
  column("tags", "Tags", "minmax(120px, 1fr)", (trade) => <LabelList labels={trade.tags} />, DEFAULT),
  column("playbook", "Playbook", "minmax(100px, 0.8fr)", (trade) => <Plain text={trade.playbook} />, {
    sort: "playbook",
    ...DEFAULT,
  }),
  column(
    "closed",
    "Closed",
    "118px",
    (trade, { zone }) =>
      trade.closed_at && trade.closed_on ? moment(trade.closed_at, trade.closed_on, trade, zone) : none,
    { sort: "closed_at" },
  ),
  column("account", "Account", "minmax(120px, 1fr)", (trade, { accounts }) => (
    <Plain text={accounts.get(trade.account_id) ?? null} />
  )),
  column("class", "Class", "80px", (trade) => <Plain text={trade.asset_class} />),
  column("mistakes", "Mistakes", "minmax(110px, 1fr)", (trade) => <LabelList labels={trade.mistakes} />),
  column("emotions", "Emotions", "minmax(110px, 1fr)", (trade) => <LabelList labels={trade.emotions} />),
  column("rating", "Rating", "76px", (trade) => (trade.rating === null ? none : `${String(trade.rating)} / 5`), {
    sort: "rating",
    ...NUMBER,
  }),
  column("risk", "Risk", "96px", (trade, context) =>
    trade.risk === null ? none : money(trade.risk, context.currency === null ? { currency: trade.currency } : {}),
    NUMBER,
  ),
  column("fills", "Fills", "64px", (trade) => trade.executions, NUMBER),
];

function Plain({ text }: { text: string | null }) {
  return text === null ? null : <span className="truncate text-soft">{text}</span>;
}

/** The pixels a grid track takes at least: `112px`, `minmax(120px, 1fr)`. */
export function leastWidth({ width }: TradeColumn): number {
  return Number(/(\d+)px/.exec(width)?.[1] ?? 0);
}

export const ROW_PADDING = 32;

/** The first columns for which there is room; the result's is among them. */
export function fittingColumns(columns: readonly TradeColumn[], width: number): readonly TradeColumn[] {
  let left = width - ROW_PADDING;
  return columns.filter((one) => {
    left -= leastWidth(one);
    return left >= 0 || one.id === "symbol" || one.id === "net";
  });
}

export function shownColumns(kept: readonly string[] | null): TradeColumn[] {
  return COLUMNS.filter((one) => one.id === "symbol" || (kept ? kept.includes(one.id) : one.isDefault));
}
