import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { ImportOut, PreviewOut, PreviewTradeOut } from "../../api/generated";
import { inUtc } from "../../lib/dates";
import { count, plural, quantity } from "../../lib/format";
import { useSlug } from "../../lib/view";
import { Button } from "../../ui/button";
import { MoneyText } from "../../ui/money-text";
import { Panel } from "../../ui/panel";
import { ScrollRegion } from "../../ui/scroll-region";
import { Cell, HeadCell, Row, Table } from "../../ui/table";
import { previewInstant } from "./import-view";

const SHOWN_FIRST = 10;

/** The trades that come of the file: what committing makes, or made. */
export function TradesPreview({ one, preview }: { one: ImportOut; preview: PreviewOut }) {
  const workspace = useSlug();
  const known = preview.trades ?? [];
  const [all, setAll] = useState(false);
  const trades = all ? known : known.slice(0, SHOWN_FIRST);
  const made = preview.trades_new ?? 0;
  const stored = one.state === "committed";
  const currency = onlyCurrency(known);
  return (
    <Panel
      title={stored ? "Trades it made" : "Trades it would make"}
      note={plural(made, "trade")}
      actions={<Nets preview={preview} />}
      bodyClassName="pb-1"
    >
      {trades.length === 0 ? (
        <p className="px-4 pb-3 text-sm text-faint">
          {(preview.changes?.count ?? 0) > 0
            ? "No new one: its fills belong to trades that are stored."
            : "None: every fill in the file is known already, or there are none that can be told."}
        </p>
      ) : (
        <ScrollRegion label="Trades of the file">
          <Table>
            <thead>
              <tr>
                <HeadCell className="pl-4">Symbol</HeadCell>
                <HeadCell className="max-sm:hidden">Side</HeadCell>
                <HeadCell className="text-right max-sm:hidden">Quantity</HeadCell>
                <HeadCell className="pl-4 max-sm:hidden">Opened</HeadCell>
                <HeadCell>Closed</HeadCell>
                <HeadCell className="pr-4 text-right">{currency ? `Net, ${currency}` : "Net"}</HeadCell>
              </tr>
            </thead>
            <tbody>
              {trades.map((trade, index) => (
                <PreviewRow key={index} trade={trade} zone={preview.zone ?? "UTC"} withCurrency={currency === null} />
              ))}
            </tbody>
          </Table>
        </ScrollRegion>
      )}
      {trades.length < known.length && (
        <div className="border-t border-line p-2.5 text-center">
          <Button
            size="sm"
            onClick={() => {
              setAll(true);
            }}
          >
            Show {count(known.length - trades.length)} more
          </Button>
        </div>
      )}
      {all && !stored && made > known.length && (
        <p className="border-t border-line px-4 py-2.5 text-sm text-faint">
          {count(made - known.length)} more are shown with the trades once it is committed.
        </p>
      )}
      {stored && made > trades.length && (
        <p className="border-t border-line px-4 py-2.5 text-sm">
          <Link
            to="/w/$workspace/trades"
            params={{ workspace }}
            search={{ q: `import:${one.id}` }}
            className="text-accent hover:underline"
          >
            All its trades
          </Link>
        </p>
      )}
    </Panel>
  );
}

/** Said once, in the column's head, where all have the same. */
function onlyCurrency(trades: readonly PreviewTradeOut[]): string | null {
  const currencies = new Set(trades.map((trade) => trade.currency));
  return currencies.size === 1 ? (trades[0]?.currency ?? null) : null;
}

function PreviewRow({ trade, zone, withCurrency }: { trade: PreviewTradeOut; zone: string; withCurrency: boolean }) {
  return (
    <Row>
      <Cell className="pl-4 font-medium">
        {trade.symbol}
        <p className="text-xs font-normal text-faint sm:hidden">
          {trade.side} {quantity(trade.quantity)}
        </p>
      </Cell>
      <Cell className="text-soft capitalize max-sm:hidden">{trade.side}</Cell>
      <Cell className="text-right max-sm:hidden">{quantity(trade.quantity)}</Cell>
      <Cell className="pl-4 whitespace-nowrap text-soft max-sm:hidden" title={inUtc(trade.opened_at)}>
        {previewInstant(trade.opened_at, zone, trade.times_known)}
      </Cell>
      <Cell className="whitespace-nowrap text-soft" title={trade.closed_at ? inUtc(trade.closed_at) : undefined}>
        {trade.closed_at ? previewInstant(trade.closed_at, zone, trade.times_known) : <span className="text-faint">open</span>}
      </Cell>
      <Cell className="pr-4 text-right">
        {trade.status === "closed" ? (
          <MoneyText value={trade.net} currency={trade.currency} withCurrency={withCurrency} result />
        ) : (
          <span className="text-faint">–</span>
        )}
      </Cell>
    </Row>
  );
}

function Nets({ preview }: { preview: PreviewOut }) {
  const nets = preview.net ?? [];
  if (nets.length === 0) return null;
  return (
    <dl className="flex flex-wrap items-baseline justify-end gap-x-4 text-sm">
      <dt className="text-xs text-faint">Net of the closed ones</dt>
      {nets.map((one) => (
        <dd key={one.currency} className="font-semibold">
          <MoneyText value={one.net} currency={one.currency} withCurrency result />
        </dd>
      ))}
    </dl>
  );
}
