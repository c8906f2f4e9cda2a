import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { AccountOut } from "../../api/generated";
import { accountsQuery } from "../../api/queries/ledger";
import { valuesFor, withValues } from "../../lib/filter/compose";
import { useView } from "../../lib/view";
import { buttonClass } from "../../ui/button";
import { classes } from "../../ui/classes";
import { Icon } from "../../ui/icon";
import { Menu, MenuCheck, MenuItem, MenuLabel, MenuLine } from "../../ui/menu";

/** Which accounts count: the same as `account:` in the filter, by hand. `children`: what else the menu holds. */
export function AccountSwitch({ workspace, children }: { workspace: string; children?: ReactNode }) {
  const { q, change } = useView();
  const accounts = useQuery(accountsQuery).data?.items ?? [];
  const named = valuesFor(q, "account").map((value) => value.toLowerCase());
  const chosen = accounts.filter((account) => isNamed(account, named));
  const set = (next: readonly AccountOut[]) => {
    change({ q: withValues(q, "account", next.length === accounts.length ? [] : next.map((one) => one.name)) });
  };
  return (
    <Menu
      trigger={
        <button
          type="button"
          title="Accounts shown, and workspaces"
          className={classes(buttonClass("quiet"), "min-w-0 px-2!")}
        >
          <span className="max-w-36 truncate font-semibold text-ink">{workspace}</span>
          <span className={classes("max-w-40 truncate max-lg:sr-only", named.length > 0 ? "text-accent" : "text-faint")}>
            {summary(chosen, named.length)}
          </span>
          <Icon name="down" size={12} className="text-faint" />
        </button>
      }
    >
      <MenuLabel>Accounts shown</MenuLabel>
      <MenuCheck
        checked={named.length === 0}
        onChange={() => {
          set([]);
        }}
      >
        All accounts
      </MenuCheck>
      {accounts.length > 0 && <MenuLine />}
      {accounts.map((account) => (
        <MenuCheck
          key={account.id}
          checked={isNamed(account, named)}
          hint={account.currency}
          onChange={(checked) => {
            set(checked ? [...chosen, account] : chosen.filter((one) => one.id !== account.id));
          }}
        >
          {account.name}
        </MenuCheck>
      ))}
      {accounts.length === 0 && (
        <MenuItem disabled onSelect={() => undefined}>
          The first import makes them
        </MenuItem>
      )}
      {children}
    </Menu>
  );
}

function isNamed(account: AccountOut, named: readonly string[]): boolean {
  return named.includes(account.name.toLowerCase()) || named.includes(account.id);
}

function summary(chosen: readonly AccountOut[], named: number): string {
  if (named === 0) return "All accounts";
  return chosen.length === 1 ? (chosen[0]?.name ?? "") : `${String(chosen.length)} accounts`;
}
