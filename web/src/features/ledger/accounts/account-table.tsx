import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { AccountOut } from "../../../api/generated";
import { breakdownQuery } from "../../../api/queries/analytics";
import { unmatchedQuery } from "../../../api/queries/ledger";
import { zoneCity } from "../../../lib/dates";
import { count, NOTHING, plural } from "../../../lib/format";
import { useSlug } from "../../../lib/view";
import { Badge } from "../../../ui/badge";
import { MoneyText } from "../../../ui/money-text";
import { Cell, HeadCell, Row, Table } from "../../../ui/table";
import { METHODS } from "./account-form-view";
import { type AccountResult, resultsOf } from "./account-results";

/** The accounts with what each has come to. */
export function AccountTable({ accounts }: { accounts: readonly AccountOut[] }) {
  const breakdown = useQuery(breakdownQuery("", "account")).data;
  const unmatched = useQuery(unmatchedQuery).data?.items ?? [];
  const results = resultsOf(breakdown, unmatched);
  const currency = breakdown?.currency ?? "";
  return (
    <Table aria-label="Accounts">
      <thead className="max-sm:sr-only">
        <tr>
          <HeadCell className="pl-4">Account</HeadCell>
          <HeadCell className="max-lg:hidden">Number</HeadCell>
          <HeadCell>Currency</HeadCell>
          <HeadCell>Times of</HeadCell>
          <HeadCell className="max-lg:hidden">Cost basis</HeadCell>
          <HeadCell className="text-right max-md:hidden">Starting capital</HeadCell>
          <HeadCell className="text-right">Closed trades</HeadCell>
          <HeadCell className="pr-4 text-right">{currency ? `Net, ${currency}` : "Net"}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {accounts.map((account) => (
          <AccountRow key={account.id} account={account} result={results.get(account.id)} known={breakdown !== undefined} />
        ))}
      </tbody>
    </Table>
  );
}

interface RowProps {
  account: AccountOut;
  result: AccountResult | undefined;
  /** Whether results have been answered. */
  known: boolean;
}

function AccountRow({ account, result, known }: RowProps) {
  const workspace = useSlug();
  const unmatched = result?.unmatched ?? 0;
  return (
    <Row className="group relative first:border-t-0 sm:first:border-t hover:bg-hover max-sm:grid max-sm:grid-cols-[1fr_auto] max-sm:gap-y-0.5 max-sm:px-2 max-sm:py-2.5 max-sm:[&>td]:py-0">
      <Cell className="py-2.5 pl-4 max-sm:pl-2">
        <Link
          to="/w/$workspace/accounts/$accountId"
          params={{ workspace, accountId: account.id }}
          className="font-medium after:absolute after:inset-0 group-hover:text-accent"
        >
          {account.name}
        </Link>
        {unmatched > 0 && (
          <Badge tone="warn" className="ml-2">
            {plural(unmatched, "unmatched fill")}
          </Badge>
        )}
        {account.deriving && <Badge className="ml-2">Deriving its trades</Badge>}
        {account.broker && !account.name.includes(account.broker) && <p className="text-xs text-faint">{account.broker}</p>}
      </Cell>
      <Cell className="py-2.5 text-soft max-lg:hidden">{account.number || NOTHING}</Cell>
      <Cell className="py-2.5 text-soft max-sm:hidden">{account.currency}</Cell>
      <Cell className="py-2.5 text-soft max-sm:order-last max-sm:text-xs" title={account.timezone}>
        {zoneCity(account.timezone)}
        {account.session_ends && <span className="text-faint"> · day ends {account.session_ends.slice(0, 5)}</span>}
      </Cell>
      <Cell className="py-2.5 text-soft max-lg:hidden">
        {METHODS[account.method].label}
        {account.long_only && <span className="text-faint"> · never short</span>}
      </Cell>
      <Cell className="py-2.5 text-right max-md:hidden">
        {account.capital === null ? (
          <span className="text-faint">not stated</span>
        ) : (
          <MoneyText value={account.capital} currency={account.currency} />
        )}
      </Cell>
      <Cell className="py-2.5 text-right text-soft max-sm:order-last max-sm:text-xs">
        {known && count(result?.trades ?? 0)}
        {known && <span className="sm:hidden"> closed</span>}
      </Cell>
      <Cell className="py-2.5 pr-4 text-right font-medium max-sm:pr-2">
        {result?.net ? <MoneyText value={result.net} result /> : <span className="font-normal text-faint">{NOTHING}</span>}
      </Cell>
    </Row>
  );
}
