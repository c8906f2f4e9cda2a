import type { TradeDetailOut } from "../../../api/generated";
import { inUtc, instant, longDay, zoneCity } from "../../../lib/dates";
import { duration, money, multiple, quantity } from "../../../lib/format";
import { IconButton } from "../../../ui/button";
import { classes } from "../../../ui/classes";
import { MoneyText } from "../../../ui/money-text";
import { ShareTrade } from "./share-trade";
import type { TradeSteps } from "./trade-page";
import { pricePlaces } from "./trade-view";

interface Props {
  trade: TradeDetailOut;
  steps: TradeSteps;
  zone: string;
}

export function TradeHeader({ trade, steps, zone }: Props) {
  const isOpen = trade.status === "open";
  const places = pricePlaces(trade);
  return (
    <header className="flex flex-col gap-2 px-1">
      <div className="flex items-center gap-2">
        <h1 className="shrink-0 text-lg font-semibold">{trade.symbol}</h1>
        <span className="rounded-sm bg-sunken px-1.5 text-xs leading-5 text-soft">{trade.side}</span>
        {isOpen && <span className="rounded-sm bg-accent-wash px-1.5 text-xs leading-5 text-accent">open</span>}
        <span className="min-w-0 flex-1 truncate text-xs text-faint">{trade.account_name}</span>
        <div className="flex items-center">
          <ShareTrade trade={trade} />
          <IconButton
            icon="up"
            label="Previous trade (k)"
            disabled={steps.previous === null}
            onClick={() => {
              steps.go(steps.previous);
            }}
          />
          <IconButton
            icon="down"
            label="Next trade (j)"
            disabled={steps.next === null}
            onClick={() => {
              steps.go(steps.next);
            }}
          />
          <IconButton icon="close" label="Back to the table (Esc)" onClick={steps.close} />
        </div>
      </div>
      <div className="flex flex-wrap items-end gap-x-8 gap-y-2">
        <p className={classes("text-2xl font-semibold tracking-tight", isOpen && "text-faint")}>
          <MoneyText value={trade.net} currency={trade.currency} withCurrency result={!isOpen} />
          {trade.r !== null && <span className="ml-3 text-lg font-medium text-soft">{multiple(trade.r)}</span>}
        </p>
        <dl className="flex flex-wrap gap-x-6 gap-y-1 text-xs">
          <Fact name="Size">{quantity(trade.quantity)}</Fact>
          <Fact name="Entry" title={trade.entry_price}>
            {quantity(trade.entry_price, places)}
          </Fact>
          {trade.exit_price !== null && (
            <Fact name="Exit" title={trade.exit_price}>
              {quantity(trade.exit_price, places)}
            </Fact>
          )}
          <Fact name="Fees">{trade.fees_known ? money(trade.fees, { currency: trade.currency }) : "not known"}</Fact>
          {trade.held_seconds !== null && <Fact name="Held">{duration(trade.held_seconds)}</Fact>}
        </dl>
      </div>
      <p className="text-xs text-faint">
        <When at={trade.opened_at} day={trade.opened_on} known={trade.times_known} zone={zone} />
        {trade.closed_at && trade.closed_on && (
          <>
            {" to "}
            <When at={trade.closed_at} day={trade.closed_on} known={trade.times_known} zone={zone} />
          </>
        )}
        {trade.times_known ? `, ${zoneCity(zone)} time` : ", the file states no times"}
      </p>
      {!trade.fees_known && (
        <p className="text-xs text-warn">A file did not state its fees: the net is before those.</p>
      )}
      {trade.base_net === null && (
        <p className="text-xs text-warn">
          No exchange rate to {trade.base_currency} is known: the trade is beside the totals, not in them.
        </p>
      )}
    </header>
  );
}

function Fact({ name, title, children }: { name: string; title?: string; children: React.ReactNode }) {
  return (
    <div title={title}>
      <dt className="text-faint">{name}</dt>
      <dd className="text-sm">{children}</dd>
    </div>
  );
}

function When({ at, day, known, zone }: { at: string; day: string; known: boolean; zone: string }) {
  if (!known) return <>{longDay(day)}</>;
  return (
    <time dateTime={at} title={inUtc(at)}>
      {instant(at, zone)}
    </time>
  );
}
