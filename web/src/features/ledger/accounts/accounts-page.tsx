import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { asProblem } from "../../../api/problem";
import { useSlug } from "../../../lib/view";
import { Button, buttonClass } from "../../../ui/button";
import { EmptyState } from "../../../ui/empty-state";
import { Page } from "../../../ui/panel";
import { ProblemBox } from "../../../ui/problem-box";
import { Loading, Skeleton } from "../../../ui/skeleton";
import { useTitle } from "../../../ui/use-title";
import { AccountDialog } from "./account-dialog";
import { AccountTable } from "./account-table";
import { FillDialog } from "./fill-dialog";
import { useAccounts } from "./use-accounts";

export function AccountsPage() {
  useTitle("Accounts");
  const workspace = useSlug();
  const navigate = useNavigate();
  const found = useAccounts();
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

function Waiting() {
  return (
    <Loading label="Loading the accounts" className="flex flex-col gap-4 p-4">
      {Array.from({ length: 4 }, (_, index) => (
        <Skeleton key={index} className="h-7 w-full" />
      ))}
    </Loading>
  );
}
