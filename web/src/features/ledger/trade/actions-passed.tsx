import type { TradeDetailOut } from "../../../api/generated";
import { dayIn, mediumDay } from "../../../lib/dates";
import { MoneyText } from "../../../ui/money-text";
import { ACTION_KINDS, effectOf, termsOf } from "../accounts/action-view";

/** The corporate actions that the trade went through, oldest first. */
export function ActionsPassed({ trade, zone }: { trade: TradeDetailOut; zone: string }) {
  return (
    <ol className="flex flex-col gap-2 text-sm">
      {trade.corporate_actions.map((action) => (
        <li key={action.id} className="flex flex-wrap items-baseline gap-x-3">
          <span className="text-soft">{mediumDay(dayIn(action.effective_at, zone))}</span>
          <span className="font-medium">
            {ACTION_KINDS[action.kind].label}, {action.symbol}
            {action.target_symbol && ` → ${action.target_symbol}`}
          </span>
          <span className="text-soft">{[termsOf(action), effectOf(action)].filter(Boolean).join(" · ")}</span>
          {action.effect && action.effect.cash !== "0.00" && (
            <MoneyText value={action.effect.cash} currency={action.currency} withCurrency />
          )}
        </li>
      ))}
    </ol>
  );
}
