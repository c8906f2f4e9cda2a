import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { SummaryOut } from "../../../api/generated";
import { summaryQuery } from "../../../api/queries/analytics";
import { unmatchedQuery } from "../../../api/queries/ledger";
import { count, percent, plural } from "../../../lib/format";
import { useSlug, useView } from "../../../lib/view";
import { and } from "../../../lib/filter/compose";
import { Icon } from "../../../ui/icon";

const FEES_UNKNOWN = "-has:fees status:closed";

/** What keeps the figures from being the whole truth, and where to mend it. */
export function Notices() {
  const workspace = useSlug();
  const { q, question } = useView();
  const summary = useQuery(summaryQuery(question)).data;
  const unmatched = useQuery(unmatchedQuery).data?.items ?? [];
  const accountId = unmatched[0]?.account_id;
  const withoutFees = summary ? unstatedFees(summary) : 0;
  return (
    <ul className="flex flex-col gap-1.5 empty:hidden">
      {accountId && (
        <Notice>
          {plural(unmatched.length, "fill")} found nothing open to close and {unmatched.length === 1 ? "is" : "are"} outside
          all figures: an earlier file is probably missing.{" "}
          <Link
            to="/w/$workspace/accounts/$accountId"
            params={{ workspace, accountId }}
            search={{ unmatched: "yes" } as never}
            className="font-medium underline"
          >
            Show them
          </Link>
        </Notice>
      )}
      {summary?.unconverted.map((beside) => (
        <Notice key={beside.currency}>
          {plural(beside.trades, "trade")} in {beside.currency} {beside.trades === 1 ? "is" : "are"} beside the totals: no
          exchange rate to {summary.currency} is known.
        </Notice>
      ))}
      {withoutFees > 0 && (
        <Notice>
          {count(withoutFees)} of {plural(tradesOf(summary), "trade")} ({percent(withoutFees / tradesOf(summary), 0)}) come
          from files that state no fees: their net is before fees.{" "}
          <Link
            to="/w/$workspace/trades"
            params={{ workspace }}
            search={{ q: and(q, FEES_UNKNOWN) }}
            className="font-medium underline"
          >
            Show them
          </Link>
        </Notice>
      )}
    </ul>
  );
}

function tradesOf(summary: SummaryOut | undefined): number {
  return Number(summary?.figures.find((figure) => figure.key === "trades")?.value ?? 0);
}

function unstatedFees(summary: SummaryOut): number {
  const known = summary.figures.find((figure) => figure.key === "fees_known")?.value;
  return typeof known === "number" ? Math.round((1 - known) * tradesOf(summary)) : 0;
}

function Notice({ children }: { children: React.ReactNode }) {
  return (
    <li className="flex items-start gap-2 rounded-md bg-warn-wash px-3 py-2 text-xs text-ink">
      <Icon name="info" size={14} className="mt-px text-warn" />
      <span>{children}</span>
    </li>
  );
}
