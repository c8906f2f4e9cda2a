import type { TradeDetailOut } from "../../../api/generated";
import { sign } from "../../../lib/decimal";
import { clock, longDay, shortInstant } from "../../../lib/dates";
import { money, quantity } from "../../../lib/format";
import { MoneyText } from "../../../ui/money-text";
import { workOut } from "./trade-view";

interface Props {
  trade: TradeDetailOut;
  zone: string;
}

/** In place of a fill that is another trade's, or that there is none of: spun off, merged, paid out. */
const PASSED_ON = "corporate action";

/** How the result comes about: each part of an exit against the part of an entry it closed. */
export function WorkedSteps({ trade, zone }: Props) {
  const worked = workOut(trade);
  if (worked.steps.length === 0) {
    return <p className="text-sm text-soft">Nothing is closed yet: there is no result to work out.</p>;
  }
  const sameDay = new Set(trade.legs.map((leg) => leg.execution.day)).size === 1;
  const time = (at: string | undefined): string =>
    at === undefined ? "" : !trade.times_known ? "" : sameDay ? clock(at, zone) : shortInstant(at, zone);
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-sm">
        <thead className="text-2xs text-faint">
          <tr className="[&>th]:pb-1 [&>th]:font-normal [&>th]:whitespace-nowrap">
            <th scope="col" className="text-left">
              Entry to exit
            </th>
            <th scope="col" className="pl-4 text-left @max-md:hidden">
              Worked out
            </th>
            <th scope="col" className="pl-4 text-right @max-md:hidden">
              Gross
            </th>
            <th scope="col" className="pl-4 text-right @max-md:hidden">
              Fees
            </th>
            <th scope="col" className="pl-4 text-right">
              Net, {trade.currency}
            </th>
          </tr>
        </thead>
        <tbody>
          {worked.steps.map((step) => (
            <tr key={step.key} className="border-t border-line [&>td]:py-1.5 [&>td]:align-top">
              <th scope="row" className="py-1.5 text-left align-top font-normal whitespace-nowrap text-soft">
                {time(step.entry?.executed_at) || (step.entry ? quantity(step.entry.price) : PASSED_ON)}
                <span className="px-1 text-faint">→</span>
                {time(step.exit?.executed_at) || (step.exit ? quantity(step.exit.price) : PASSED_ON)}
                <span className="block text-ink @md:hidden">{step.formula}</span>
                <span className="block text-xs text-faint @md:hidden">
                  {money(step.gross, { signed: true })} gross, {money(negative(step.fees))} fees
                </span>
              </th>
              <td className="pl-4 whitespace-nowrap @max-md:hidden">{step.formula}</td>
              <td className="pl-4 text-right @max-md:hidden">
                <MoneyText value={step.gross} currency={trade.currency} result className="text-ink!" />
              </td>
              <td className="pl-4 text-right text-soft @max-md:hidden">{money(negative(step.fees))}</td>
              <td className="pl-4 text-right font-medium">
                <MoneyText value={step.net} currency={trade.currency} result />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="border-t border-edge font-semibold [&>td]:py-1.5">
            <th scope="row" className="py-1.5 text-left font-semibold">
              {worked.addsUp ? "Total" : "Realised so far"}
            </th>
            <td className="@max-md:hidden" />
            <td className="pl-4 text-right @max-md:hidden">
              <MoneyText value={worked.gross} currency={trade.currency} result className="text-ink!" />
            </td>
            <td className="pl-4 text-right text-soft @max-md:hidden">{money(negative(worked.fees))}</td>
            <td className="pl-4 text-right">
              <MoneyText value={worked.net} currency={trade.currency} result />
            </td>
          </tr>
        </tfoot>
      </table>
      {trade.days.length > 1 && <ByDay trade={trade} />}
    </div>
  );
}

/** A cost takes away; a rebate (a negative cost) gives. */
function negative(fees: string): string {
  return sign(fees) === 0 ? "0" : fees.startsWith("-") ? fees.slice(1) : `-${fees}`;
}

function ByDay({ trade }: { trade: TradeDetailOut }) {
  return (
    <table className="mt-4 text-sm">
      <caption className="pb-1 text-left text-2xs text-faint">Realised by day</caption>
      <tbody>
        {trade.days.map((day) => (
          <tr key={day.day} className="border-t border-line">
            <th scope="row" className="py-1 pr-6 text-left font-normal">
              {longDay(day.day)}
            </th>
            <td className="py-1 text-right">
              <MoneyText value={day.net} currency={trade.currency} result />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
