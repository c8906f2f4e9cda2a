import type { CalendarDayOut } from "../../../api/generated";
import { shortDay } from "../../../lib/dates";
import { sign } from "../../../lib/decimal";
import { exactMoney, money, plural } from "../../../lib/format";
import { classes } from "../../../ui/classes";
import { MoneyText } from "../../../ui/money-text";
import { figureTone } from "../figure-card";
import type { MonthView } from "./calendar-view";
import { MonthCurve } from "./month-curve";

interface Props {
  view: MonthView;
  currency: string;
  onOpen: (period: string) => void;
}

/** What the month came to, beside its days. */
export function MonthSummary({ view, currency, onOpen }: Props) {
  const { total, gains, losses, best, worst, curve } = view;
  return (
    <section aria-label="The month" className="min-w-0 rounded-lg border border-line bg-surface p-4">
      <h2 className="text-xs text-soft">Net P&amp;L of the month</h2>
      <p
        title={total ? exactMoney(total.net, currency) : undefined}
        className={classes(
          "text-2xl font-semibold tracking-tight whitespace-nowrap",
          total ? figureTone(sign(total.net)) : "text-faint",
        )}
      >
        {total ? money(total.net, { signed: true }) : "–"}
        <span className="ml-1.5 text-sm font-normal tracking-normal text-faint">{currency}</span>
      </p>
      <p className="mb-3 text-2xs text-faint">
        {total ? `${plural(total.trades, "trade")} closed on ${plural(total.days, "day")}` : "Nothing was closed in this month."}
      </p>
      {curve.length > 0 && <MonthCurve curve={curve} currency={currency} />}
      {total && (
        <dl className="mt-3 grid grid-cols-[auto_1fr] gap-y-1.5 border-t border-line pt-3 text-sm [&>dd]:text-right [&>dt]:text-soft">
          <dt>Days up, down</dt>
          <dd>
            {gains} <span className="text-faint">/</span> {losses}
          </dd>
          <dt>Best day</dt>
          <dd>{best && <DayLink day={best} currency={currency} onOpen={onOpen} />}</dd>
          <dt>Worst day</dt>
          <dd>{worst && <DayLink day={worst} currency={currency} onOpen={onOpen} />}</dd>
          <dt>Fees</dt>
          <dd>
            <MoneyText value={view.fees} currency={currency} />
          </dd>
        </dl>
      )}
    </section>
  );
}

function DayLink({ day, currency, onOpen }: { day: CalendarDayOut; currency: string; onOpen: (day: string) => void }) {
  return (
    <button
      type="button"
      onClick={() => {
        onOpen(day.day);
      }}
      className="rounded-sm hover:underline touch:min-h-11"
    >
      <span className="mr-2 text-faint">{shortDay(day.day)}</span>
      <MoneyText value={day.net} currency={currency} result />
    </button>
  );
}
