import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { AccountOut } from "../../../api/generated";
import { asProblem } from "../../../api/problem";
import { accountsQuery } from "../../../api/queries/ledger";
import { zoneCity } from "../../../lib/dates";
import { NOTHING } from "../../../lib/format";
import { useSlug } from "../../../lib/view";
import { Button, buttonClass } from "../../../ui/button";
import { EmptyState } from "../../../ui/empty-state";
import { MoneyText } from "../../../ui/money-text";
import { Page } from "../../../ui/panel";
import { ProblemBox } from "../../../ui/problem-box";
import { Loading, Skeleton } from "../../../ui/skeleton";
import { Cell, HeadCell, Row, Table } from "../../../ui/table";
import { useTitle } from "../../../ui/use-title";
import { AccountDialog } from "./account-dialog";
import { METHODS } from "./account-form-view";
import { FillDialog } from "./fill-dialog";

export function AccountsPage() {
  useTitle("Accounts");
  const workspace = useSlug();
  const navigate = useNavigate();
  const found = useQuery(accountsQuery);
  const accounts = found.data?.items ?? [];
  const [open, setOpen] = useState<"account" | "fill" | null>(null);
  const close = () => {
    setOpen(null);
  };
  const add = (
    <Button
      icon="plus"
      kind={accounts.length === 0 ? "solid" : "outline"}
      onClick={() => {
        setOpen("account");
      }}
    >
      Add account
    </Button>
  );
  return (
    <Page
      title="Accounts"
      actions={
        accounts.length > 0 && (
          <>
            {add}
            <Button
              icon="plus"
              onClick={() => {
                setOpen("fill");
              }}
            >
              Enter a fill
            </Button>
          </>
        )
      }
    >
      <div className="rounded-lg border border-line bg-surface sm:pt-2">
        {found.isPending && <Waiting />}
        {found.isError && !found.data && (
          <ProblemBox large problem={asProblem(found.error)} onRetry={() => void found.refetch()} />
        )}
        {found.isSuccess && accounts.length === 0 && (
          <EmptyState
            icon="accounts"
            title="No accounts yet"
            action={
              <>
                <Link to="/w/$workspace/imports" params={{ workspace }} className={buttonClass()}>
                  Import a file
                </Link>
                {add}
              </>
            }
          >
            A broker’s file brings its accounts along. To enter trades by hand, add an account first.
          </EmptyState>
        )}
        {accounts.length > 0 && <AccountTable accounts={accounts} />}
      </div>
      {open === "account" && (
        <AccountDialog
          account={null}
          onClose={close}
          onSaved={(saved) => {
            void navigate({ to: "/w/$workspace/accounts/$accountId", params: { workspace, accountId: saved.id } });
          }}
        />
      )}
      {open === "fill" && accounts[0] && <FillDialog accounts={accounts} account={accounts[0]} onClose={close} />}
    </Page>
  );
}

function AccountTable({ accounts }: { accounts: readonly AccountOut[] }) {
  return (
    <Table aria-label="Accounts">
      <thead className="max-sm:sr-only">
        <tr>
          <HeadCell className="pl-4">Account</HeadCell>
          <HeadCell>Number</HeadCell>
          <HeadCell>Currency</HeadCell>
          <HeadCell>Times of</HeadCell>
          <HeadCell>Cost basis</HeadCell>
          <HeadCell className="pr-4 text-right">Starting capital</HeadCell>
        </tr>
      </thead>
      <tbody>
        {accounts.map((account) => (
          <AccountRow key={account.id} account={account} />
        ))}
      </tbody>
    </Table>
  );
}

function AccountRow({ account }: { account: AccountOut }) {
  const workspace = useSlug();
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
        {account.broker && <p className="text-xs text-faint">{account.broker}</p>}
      </Cell>
      <Cell className="py-2.5 text-soft max-sm:hidden">{account.number || NOTHING}</Cell>
      <Cell className="py-2.5 text-soft max-sm:text-right">{account.currency}</Cell>
      <Cell className="py-2.5 text-soft max-sm:py-0 max-sm:text-xs" title={account.timezone}>
        {zoneCity(account.timezone)}
        {account.session_ends && <span className="text-faint"> · day ends {account.session_ends.slice(0, 5)}</span>}
      </Cell>
      <Cell className="py-2.5 text-soft max-sm:hidden">
        {METHODS[account.method].label}
        {account.long_only && <span className="text-faint"> · never short</span>}
      </Cell>
      <Cell className="py-2.5 pr-4 text-right max-sm:pr-2 max-sm:py-0 max-sm:text-xs">
        {account.capital === null ? (
          <span className="text-faint">not stated</span>
        ) : (
          <MoneyText value={account.capital} currency={account.currency} />
        )}
      </Cell>
    </Row>
  );
}

function Waiting() {
  return (
    <Loading label="Loading the accounts" className="flex flex-col gap-4 p-4">
      {Array.from({ length: 4 }, (_, index) => (
        <Skeleton key={index} className="h-7 w-full" />
      ))}
    </Loading>
  );
}
