import { useQuery } from "@tanstack/react-query";
import { Link, useMatches } from "@tanstack/react-router";
import { useState } from "react";
import { meQuery } from "../api/queries/people";
import { AccountSwitch } from "../features/filter/account-switch";
import { FilterBar } from "../features/filter/filter-bar";
import { PeriodControl } from "../features/filter/period-control";
import { NewWorkspaceDialog } from "../features/workspaces/new-workspace-dialog";
import { WorkspaceMenu } from "../features/workspaces/workspace-menu";
import { useSlug } from "../lib/view";
import { buttonClass, IconButton } from "../ui/button";
import { Icon } from "../ui/icon";
import { leaveSession } from "./leave-session";

const UNFILTERED = /\/(?:imports|accounts|settings)(?:\/|$)/;
const WITHOUT_PERIOD = /\/calendar$/;

/** One bar for all pages; what narrows trades is only there where trades are shown. */
export function TopBar({ onPalette }: { onPalette: () => void }) {
  const workspace = useSlug();
  const [adding, setAdding] = useState(false);
  const me = useQuery(meQuery).data;
  const name = me?.workspaces.find((one) => one.slug === workspace)?.name ?? "";
  const path = useMatches().at(-1)?.pathname ?? "";
  const filtered = !UNFILTERED.test(path);
  return (
    <header className="sticky top-0 z-20 border-b border-line bg-page">
      <div className="flex min-h-(--bar) flex-wrap items-center gap-x-2 gap-y-1.5 px-3 py-2 sm:px-4">
        <AccountSwitch workspace={name}>
          <WorkspaceMenu
            onNew={() => {
              setAdding(true);
            }}
            onSignOut={() => void leaveSession()}
          />
        </AccountSwitch>
        {adding && (
          <NewWorkspaceDialog
            onClose={() => {
              setAdding(false);
            }}
          />
        )}
        {filtered && (
          <div className="order-last flex w-full min-w-0 md:order-none md:w-auto md:flex-1">
            <FilterBar />
          </div>
        )}
        <div className="ml-auto flex items-center gap-1.5">
          {filtered && !WITHOUT_PERIOD.test(path) && <PeriodControl />}
          <IconButton icon="search" label="Command palette (Ctrl K)" bordered onClick={onPalette} />
          <Link
            to="/w/$workspace/imports"
            params={{ workspace }}
            aria-label="Import a file"
            className={buttonClass("solid")}
          >
            <Icon name="imports" />
            <span className="max-lg:hidden">Import</span>
          </Link>
        </div>
      </div>
    </header>
  );
}
