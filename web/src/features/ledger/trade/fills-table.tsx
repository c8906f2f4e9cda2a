import { Link } from "@tanstack/react-router";
import type { ExecutionOut, LegOut, TradeDetailOut } from "../../../api/generated";
import { clock, inUtc, shortDay } from "../../../lib/dates";
import { quantity } from "../../../lib/format";
import { useSlug } from "../../../lib/view";
import { Button } from "../../../ui/button";
import { MoneyText } from "../../../ui/money-text";
import { isPartial, pricePlaces } from "./trade-view";

interface Props {
  trade: TradeDetailOut;
  zone: string;
  onVoid: (execution: ExecutionOut) => void;
}

/** The fills it is made of, each with the file and line that states it. */
export function FillsTable({ trade, zone, onVoid }: Props) {
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-sm">
        <thead className="text-2xs text-faint">
          <tr className="[&>th]:pb-1 [&>th]:font-normal [&>th]:whitespace-nowrap">
            <th scope="col" className="text-left">
              Time
            </th>
            <th scope="col" className="pl-3 text-left">
              Side
            </th>
            <th scope="col" className="pl-3 text-right">
              Quantity
            </th>
            <th scope="col" className="pl-3 text-right">
              Price
            </th>
            <th scope="col" className="pl-3 text-right @max-md:hidden">
              Fees
            </th>
            <th scope="col" className="pl-3 text-right @max-md:hidden">
              Position
            </th>
            <th scope="col" className="pl-4 text-left @max-md:hidden">
              From
            </th>
            <th scope="col">
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {trade.legs.map((leg) => (
            <Fill
              key={leg.execution.id}
              leg={leg}
              zone={zone}
              currency={trade.currency}
              places={pricePlaces(trade)}
              onVoid={onVoid}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface FillProps {
  leg: LegOut;
  zone: string;
  currency: string;
  places: number;
  onVoid: (execution: ExecutionOut) => void;
}

function Fill({ leg, zone, currency, places, onVoid }: FillProps) {
  const { execution } = leg;
  return (
    <tr className="border-t border-line [&>td]:py-1.5">
      <td className="whitespace-nowrap" title={execution.time_known ? inUtc(execution.executed_at) : "The file states no time"}>
        <span className="text-soft">{shortDay(execution.day)}</span>
        {execution.time_known && <span className="ml-1.5">{clock(execution.executed_at, zone)}</span>}
        <div className="max-w-44 text-xs @md:hidden">
          <Lineage execution={execution} />
        </div>
      </td>
      <td className="pl-3 capitalize">{execution.side}</td>
      <td className="pl-3 text-right whitespace-nowrap">
        {quantity(leg.quantity)}
        {isPartial(leg) && <span className="text-faint"> of {quantity(execution.quantity)}</span>}
      </td>
      <td className="pl-3 text-right">{quantity(execution.price, places)}</td>
      <td className="pl-3 text-right text-soft @max-md:hidden">
        {execution.fees === null ? (
          <span className="text-faint">not known</span>
        ) : (
          <MoneyText value={leg.fees} currency={currency} />
        )}
      </td>
      <td className="pl-3 text-right text-soft @max-md:hidden">{quantity(leg.position)}</td>
      <td className="max-w-56 pl-4 @max-md:hidden">
        <Lineage execution={execution} />
      </td>
      <td className="w-12 text-right [&>button]:-mr-2">
        <Button
          kind="quiet"
          size="sm"
          aria-label={`Void this fill: ${execution.side} ${quantity(execution.quantity)} at ${quantity(execution.price)}`}
          onClick={() => {
            onVoid(execution);
          }}
        >
          Void
        </Button>
      </td>
    </tr>
  );
}

/** File and line, each leading to its import. */
export function Lineage({ execution }: { execution: Pick<ExecutionOut, "by_hand" | "sources"> }) {
  const workspace = useSlug();
  if (execution.by_hand && execution.sources.length === 0) return <span className="text-faint">by hand</span>;
  return (
    <ul>
      {execution.sources.map((source) => (
        <li key={`${source.import_id}-${String(source.line)}`} className="flex min-w-0 max-sm:leading-6">
          <Link
            to="/w/$workspace/imports/$importId"
            params={{ workspace, importId: source.import_id }}
            title={`${source.file_name}, line ${String(source.line)}`}
            className="truncate text-accent hover:underline"
          >
            {source.file_name}
          </Link>
          <span className="text-faint">:{source.line}</span>
        </li>
      ))}
    </ul>
  );
}
