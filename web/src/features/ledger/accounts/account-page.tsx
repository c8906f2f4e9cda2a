import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { AccountOut } from "../../../api/generated";
import { asProblem } from "../../../api/problem";
import { condition } from "../../../lib/filter/compose";
import { money, NOTHING } from "../../../lib/format";
import { useSlug } from "../../../lib/view";
import { Button, buttonClass, IconButton } from "../../../ui/button";
import { classes } from "../../../ui/classes";
import { EmptyState } from "../../../ui/empty-state";
import { Menu, MenuItem } from "../../../ui/menu";
import { ProblemBox } from "../../../ui/problem-box";
import { Loading, Skeleton } from "../../../ui/skeleton";
import { useTitle } from "../../../ui/use-title";
import { AccountDialog } from "./account-dialog";
import { ActionDialog } from "./action-dialog";
import { ActionsPanel } from "./actions-panel";
import { METHODS } from "./account-form-view";
import { DeliveriesPanel } from "./deliveries-panel";
import { CashDialog } from "./cash-dialog";
import { CashPanel } from "./cash-panel";
import { ExecutionsPanel, type FillQuestion } from "./executions-panel";
import { FillDialog } from "./fill-dialog";
import { ReconciliationPanel } from "./reconciliation-panel";
import { useAccounts } from "./use-accounts";

export function AccountPage() {
  const { accountId = "" } = useParams({ strict: false }) as { accountId?: string };
  const workspace = useSlug();
  const found = useAccounts();
  const account = found.data?.items.find((one) => one.id === accountId);
  useTitle(account?.name ?? "Account");
  return (
    <div className="mx-auto flex w-full max-w-page flex-col gap-4 px-4 py-4 sm:px-6 sm:py-5">
      {found.isPending && (
        <Loading label="Loading the account" className="flex flex-col gap-4">
          <Skeleton className="h-14 w-72" />
          <Skeleton className="h-16 w-full" />
          <Skeleton className="h-96 w-full" />
        </Loading>
      )}
      {found.isError && !account && (
        <ProblemBox large problem={asProblem(found.error)} onRetry={() => void found.refetch()} />
      )}
      {found.isSuccess && !account && (
        <EmptyState
          icon="accounts"
          title="There is no such account"
          action={
            <Link to="/w/$workspace/accounts" params={{ workspace }} className={buttonClass("solid")}>
              All accounts
            </Link>
          }
        />
      )}
      {account && <Account key={account.id} account={account} accounts={found.data?.items ?? []} />}
    </div>
  );
}

/** What the list is narrowed to stands in the address. */
function useQuestion(): [FillQuestion, (next: FillQuestion) => void] {
  const navigate = useNavigate();
  const { unmatched, symbol = "" } = useSearch({ strict: false }) as { unmatched?: string; symbol?: string };
  const change = (next: FillQuestion) => {
    if (next.symbol === symbol && next.unmatched === (unmatched === "yes")) return;
    void navigate({
      to: ".",
      search: ((before: Record<string, unknown>) => ({
        ...before,
        symbol: next.symbol || undefined,
        unmatched: next.unmatched ? "yes" : undefined,
      })) as never,
      replace: true,
      resetScroll: false,
    });
  };
  return [{ symbol, unmatched: unmatched === "yes" }, change];
}

function Account({ account, accounts }: { account: AccountOut; accounts: readonly AccountOut[] }) {
  const [question, setQuestion] = useQuestion();
  const [open, setOpen] = useState<"edit" | "fill" | "action" | "cash" | null>(null);
  const close = () => {
    setOpen(null);
  };
  const enter = () => {
    setOpen("fill");
  };
  const act = () => {
    setOpen("action");
  };
  return (
    <>
      <Header
        account={account}
        onEdit={() => {
          setOpen("edit");
        }}
        onEnter={enter}
        onAction={act}
      />
      {account.deriving && (
        <p role="status" className="rounded-md bg-warn-wash px-3 py-2 text-sm">
          Its trades are being derived anew. Until that is done, figures are those from before the change.
        </p>
      )}
      <Facts account={account} />
      <ReconciliationPanel account={account} />
      <ExecutionsPanel account={account} question={question} onQuestion={setQuestion} onEnter={enter} />
      <ActionsPanel account={account} onEnter={act} />
      <DeliveriesPanel account={account} />
      <CashPanel
        account={account}
        onEnter={() => {
          setOpen("cash");
        }}
      />
      {open === "edit" && <AccountDialog account={account} onClose={close} />}
      {open === "fill" && <FillDialog accounts={accounts} account={account} onClose={close} />}
      {open === "action" && <ActionDialog account={account} onClose={close} />}
      {open === "cash" && <CashDialog account={account} onClose={close} />}
    </>
  );
}

interface HeaderProps {
  account: AccountOut;
  onEdit: () => void;
  onEnter: () => void;
  onAction: () => void;
}

function Header({ account, onEdit, onEnter, onAction }: HeaderProps) {
  const workspace = useSlug();
  const navigate = useNavigate();
  const trades = condition("account", account.name || account.id);
  return (
    <header className="flex flex-wrap items-end gap-x-4 gap-y-3">
      <div className="min-w-0 flex-1 basis-64">
        <nav aria-label="Breadcrumb" className="text-sm">
          <Link to="/w/$workspace/accounts" params={{ workspace }} className="text-soft hover:underline">
            Accounts
          </Link>
          <span aria-hidden="true" className="text-faint">
            {" "}
            /
          </span>
        </nav>
        <h1 className="mt-0.5 text-xl font-semibold break-words">{account.name}</h1>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Link
          to="/w/$workspace/trades"
          params={{ workspace }}
          search={{ q: trades }}
          className={classes(buttonClass(), "max-sm:hidden")}
        >
          Show its trades
        </Link>
        <Button onClick={onEdit}>Change</Button>
        <Button kind="solid" icon="plus" onClick={onEnter}>
          Enter a fill
        </Button>
        <Menu align="end" trigger={<IconButton icon="more" label="More" bordered />}>
          <MenuItem onSelect={onAction}>Enter a corporate action</MenuItem>
          <MenuItem
            onSelect={() => {
              void navigate({ to: "/w/$workspace/trades", params: { workspace }, search: { q: trades } });
            }}
          >
            Show its trades
          </MenuItem>
        </Menu>
      </div>
    </header>
  );
}

function Facts({ account }: { account: AccountOut }) {
  const facts: [string, string][] = [
    ["Broker", account.broker || NOTHING],
    ["Number", account.number || NOTHING],
    ["Currency", account.currency],
    ["Time zone", account.timezone.replaceAll("_", " ")],
    ["Trading day ends", account.session_ends?.slice(0, 5) ?? "as usual"],
    ["Cost basis", METHODS[account.method].label + (account.long_only ? ", never short" : "")],
    ["Starting capital", account.capital === null ? "not stated" : money(account.capital, { currency: account.currency })],
  ];
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-3 rounded-lg border border-line bg-surface px-4 py-3">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt className="text-2xs text-faint">{name}</dt>
          <dd className="text-sm">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
