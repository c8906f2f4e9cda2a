import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { Dimension } from "../../../api/generated";
import { equityQuery, summaryQuery } from "../../../api/queries/analytics";
import { accountsQuery } from "../../../api/queries/ledger";
import { prefer, usePreferences } from "../../../lib/preferences";
import { useView } from "../../../lib/view";
import { Button } from "../../../ui/button";
import { EmptyState } from "../../../ui/empty-state";
import { Menu, MenuItem } from "../../../ui/menu";
import { useTitle } from "../../../ui/use-title";
import { DIMENSIONS } from "../drill";
import { AllFigures } from "./all-figures";
import { BreakdownPanel } from "./breakdown-panel";
import { HeatmapPanel } from "./heatmap-panel";
import { Notices } from "./notices";
import { SummaryPanel } from "./summary-panel";

interface Props {
  /** Shown instead of everything while there is nothing in the workspace. */
  firstUse: ReactNode;
  recentTrades: ReactNode;
}

const BREAKDOWNS_DEFAULT: readonly Dimension[] = ["symbol", "weekday", "hour", "hold"];
const BREAKDOWNS_MAX = 8;

export function DashboardPage({ firstUse, recentTrades }: Props) {
  useTitle("Dashboard");
  const { question, change } = useView();
  const summary = useQuery(summaryQuery(question)).data;
  const equity = useQuery(equityQuery(question)).data;
  const [allFigures, setAllFigures] = useState(false);
  const value = (key: string): number => Number(summary?.figures.find((figure) => figure.key === key)?.value ?? 0);
  const nothing = summary !== undefined && value("trades") + value("open_trades") + value("unconverted") === 0;
  if (nothing && question === "") return firstUse;
  if (nothing) {
    return (
      <EmptyState
        icon="filter"
        title="No closed trade matches"
        action={
          <Button
            onClick={() => {
              change({ q: "", period: "" });
            }}
          >
            Clear filter and period
          </Button>
        }
      >
        Nothing was closed in this period under this filter.
      </EmptyState>
    );
  }
  return (
    <div className="mx-auto flex w-full max-w-page flex-col gap-4 p-3 sm:p-4">
      <Notices />
      <SummaryPanel
        onAllFigures={() => {
          setAllFigures(true);
        }}
      />
      <div className="grid gap-4 lg:grid-cols-2">
        <HeatmapPanel points={equity?.points ?? []} currency={equity?.currency ?? ""} />
        {recentTrades}
      </div>
      <Breakdowns />
      <AllFigures open={allFigures} onOpenChange={setAllFigures} />
    </div>
  );
}

function Breakdowns() {
  const accounts = useQuery(accountsQuery).data?.items ?? [];
  const kept = usePreferences().breakdowns as readonly Dimension[] | null;
  const shown = kept ?? BREAKDOWNS_DEFAULT;
  const keep = (breakdowns: readonly Dimension[]) => {
    prefer({ breakdowns });
  };
  const missing = DIMENSIONS.filter((one) => !shown.includes(one.value));
  return (
    <>
      <div className="grid gap-4 lg:grid-cols-2">
        {shown.map((by, place) => (
          <BreakdownPanel
            key={by}
            by={by}
            accounts={accounts}
            onChange={(next) => {
              keep(shown.map((one, at) => (at === place ? next : one)).filter((one, at, all) => all.indexOf(one) === at));
            }}
            onRemove={
              shown.length > 1
                ? () => {
                    keep(shown.filter((one) => one !== by));
                  }
                : null
            }
          />
        ))}
      </div>
      {shown.length < BREAKDOWNS_MAX && (
        <div>
          <Menu trigger={<Button icon="plus">Add a breakdown</Button>}>
            {missing.map((one) => (
              <MenuItem
                key={one.value}
                onSelect={() => {
                  keep([...shown, one.value]);
                }}
              >
                {one.label}
              </MenuItem>
            ))}
          </Menu>
        </div>
      )}
    </>
  );
}
