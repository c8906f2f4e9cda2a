import type { EquityPointOut } from "../../../api/generated";
import { longDay } from "../../../lib/dates";
import { MoneyText } from "../../../ui/money-text";

/** The chart's numbers, newest first. */
export function EquityTable({ points, currency }: { points: readonly EquityPointOut[]; currency: string }) {
  return (
    // Scrolled with the keyboard as well.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div tabIndex={0} role="region" aria-label="Equity by day as a table" className="max-h-[340px] overflow-auto">
      <table className="w-full text-sm">
        <thead className="sticky top-0 bg-surface text-xs text-faint">
          <tr className="[&>th]:py-1.5 [&>th]:font-normal">
            <th scope="col" className="text-left">
              Day
            </th>
            <th scope="col" className="text-right">
              Trades
            </th>
            <th scope="col" className="text-right">
              Net, {currency}
            </th>
            <th scope="col" className="text-right max-sm:hidden">
              Fees
            </th>
            <th scope="col" className="text-right">
              Equity
            </th>
            <th scope="col" className="text-right max-sm:hidden">
              Under water
            </th>
          </tr>
        </thead>
        <tbody>
          {[...points].reverse().map((point) => (
            <tr key={point.day} className="border-t border-line [&>td]:py-1 [&>td]:text-right">
              <th scope="row" className="text-left font-normal whitespace-nowrap">
                {longDay(point.day)}
              </th>
              <td>{point.trades}</td>
              <td>
                <MoneyText value={point.net} result />
              </td>
              <td className="max-sm:hidden">
                <MoneyText value={point.fees} />
              </td>
              <td>
                <MoneyText value={point.equity} result />
              </td>
              <td className="max-sm:hidden">
                <MoneyText value={point.drawdown} className="text-soft" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
