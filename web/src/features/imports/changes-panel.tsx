import { Link } from "@tanstack/react-router";
import type { ChangedNetOut, ChangedTradeOut, ImportOut, PreviewOut, TradeStandingOut } from "../../api/generated";
import { inUtc } from "../../lib/dates";
import { count, plural } from "../../lib/format";
import { useSlug } from "../../lib/view";
import { Badge } from "../../ui/badge";
import { MoneyText } from "../../ui/money-text";
import { Panel } from "../../ui/panel";
import { ScrollRegion } from "../../ui/scroll-region";
import { Cell, HeadCell, Row, Table } from "../../ui/table";
import { changeOf, sizeOf } from "./changes-view";
import { previewInstant } from "./import-view";

/** Stored trades that come out otherwise: as they stand, and as committing would leave them. */
export function ChangesPanel({ one, preview }: { one: ImportOut; preview: PreviewOut }) {
  const { count: all = 0, net = [], trades = [] } = preview.changes ?? {};
  if (all === 0) return null;
  const stored = one.state === "committed";
  // Said once, in the column's head, where all have the same.
  const currency = net.length === 1 ? net[0]?.currency : undefined;
  return (
    <Panel
      title={stored ? "Stored trades it changed" : "Stored trades it would change"}
      note={plural(all, "trade")}
      actions={<Nets nets={net} />}
      bodyClassName="pb-1"
    >
      <ScrollRegion label="Stored trades, before and after">
        <Table>
          <thead>
            <tr>
              <HeadCell className="pl-4">Trade</HeadCell>
              <HeadCell>Change</HeadCell>
              <HeadCell className="max-sm:hidden">Quantity</HeadCell>
              <HeadCell className="pr-4 text-right">{currency ? `Net, ${currency}` : "Net"}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {trades.map((trade) => (
              <Change key={trade.id} trade={trade} zone={preview.zone ?? "UTC"} stored={stored} withCurrency={!currency} />
            ))}
          </tbody>
        </Table>
      </ScrollRegion>
      {all > trades.length && (
        <p className="border-t border-line px-4 py-2.5 text-sm text-faint">
          The {count(trades.length)} opened last are shown; {count(all - trades.length)} more change, and are in the sums
          above.
        </p>
      )}
    </Panel>
  );
}

interface ChangeProps {
  trade: ChangedTradeOut;
  zone: string;
  stored: boolean;
  withCurrency: boolean;
}

function Change({ trade, zone, stored, withCurrency }: ChangeProps) {
  const { label, tone, meaning } = changeOf(trade);
  const { before, after, currency } = trade;
  return (
    <Row>
      <Cell className="pl-4">
        <TradeName trade={trade} stored={stored} />
        <p className="text-xs text-faint" title={inUtc(trade.opened_at)}>
          <span className="capitalize">{trade.side}</span>, {previewInstant(trade.opened_at, zone, trade.times_known)}
        </p>
      </Cell>
      <Cell>
        <Badge tone={tone}>{label}</Badge>
        {meaning && <p className="mt-0.5 text-xs text-faint">{meaning}</p>}
        <p className="mt-0.5 text-xs text-soft sm:hidden">
          <Size before={before} after={after} />
        </p>
      </Cell>
      <Cell className="whitespace-nowrap max-sm:hidden">
        <Size before={before} after={after} />
      </Cell>
      <Cell className="pr-4 text-right">
        <span className="flex flex-wrap items-baseline justify-end gap-x-1.5">
          <span className="text-soft">
            <MoneyText value={before.net} currency={currency} />
          </span>
          <To />
          {after ? (
            <MoneyText value={after.net} currency={currency} withCurrency={withCurrency} result />
          ) : (
            <span className="text-faint">none</span>
          )}
        </span>
      </Cell>
    </Row>
  );
}

/** Leads to the trade while there is one: what was merged is looked for where its fills are. */
function TradeName({ trade, stored }: { trade: ChangedTradeOut; stored: boolean }) {
  const workspace = useSlug();
  const tradeId = stored && !trade.after ? trade.merged_into : trade.id;
  if (!tradeId) return <span className="font-medium">{trade.symbol}</span>;
  return (
    <Link
      to="/w/$workspace/trades/$tradeId"
      params={{ workspace, tradeId }}
      className="font-medium text-accent hover:underline touch:inline-flex touch:min-h-11 touch:items-center"
    >
      {trade.symbol}
    </Link>
  );
}

function Size({ before, after }: { before: TradeStandingOut; after: TradeStandingOut | null }) {
  const [from, to] = [`${sizeOf(before)} ${before.status}`, after && `${sizeOf(after)} ${after.status}`];
  if (from === to) return <span className="text-soft">{from}</span>;
  return (
    <>
      <span className="text-soft">{from}</span> <To /> {to ?? <span className="text-faint">none</span>}
    </>
  );
}

function To() {
  return (
    <>
      <span aria-hidden="true" className="text-faint">
        →
      </span>
      <span className="sr-only"> to </span>
    </>
  );
}

function Nets({ nets }: { nets: readonly ChangedNetOut[] }) {
  return (
    <dl className="flex flex-wrap items-baseline justify-end gap-x-4 text-sm">
      <dt className="text-xs text-faint">Their net</dt>
      {nets.map(({ currency, before, after }) => (
        <dd key={currency} className="flex items-baseline gap-1.5">
          <span className="text-soft">
            <MoneyText value={before} />
          </span>
          <To />
          <span className="font-semibold">
            <MoneyText value={after} currency={currency} withCurrency result />
          </span>
        </dd>
      ))}
    </dl>
  );
}
