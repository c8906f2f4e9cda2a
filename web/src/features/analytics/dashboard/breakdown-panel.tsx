import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { AccountOut, Dimension } from "../../../api/generated";
import { asProblem } from "../../../api/problem";
import { breakdownQuery } from "../../../api/queries/analytics";
import { toCsv } from "../../../lib/csv";
import { useView } from "../../../lib/view";
import { Button, IconButton } from "../../../ui/button";
import { classes } from "../../../ui/classes";
import { copyText } from "../../../ui/copy";
import { Icon } from "../../../ui/icon";
import { Menu, MenuItem, MenuLabel, MenuLine } from "../../../ui/menu";
import { ProblemBox } from "../../../ui/problem-box";
import { Loading, Skeleton } from "../../../ui/skeleton";
import { DIMENSIONS } from "../drill";
import { BreakdownBars } from "./breakdown-bars";
import { type BreakdownMeasure, breakdownRows, largest } from "./breakdown-view";

interface Props {
  by: Dimension;
  accounts: readonly AccountOut[];
  onChange: (by: Dimension) => void;
  onRemove: (() => void) | null;
}

const ROWS_SHOWN = 7;
const MEASURES = [
  { value: "net_pnl", label: "Net P&L" },
  { value: "expectancy", label: "Expectancy" },
] as const satisfies readonly { value: BreakdownMeasure; label: string }[];

/** Where the result comes from, by one dimension of the reader's choice. */
export function BreakdownPanel({ by, accounts, onChange, onRemove }: Props) {
  const { question } = useView();
  const found = useQuery(breakdownQuery(question, by));
  const [measure, setMeasure] = useState<BreakdownMeasure>("net_pnl");
  const [all, setAll] = useState(false);
  const label = DIMENSIONS.find((one) => one.value === by)?.label ?? by;
  const { rows, zero, overlapping } = found.data
    ? breakdownRows(found.data, measure, accounts)
    : { rows: [], zero: 0, overlapping: false };
  const shown = all ? rows : largest(rows, ROWS_SHOWN);
  return (
    <section
      aria-label={`By ${label.toLowerCase()}`}
      className="flex min-w-0 flex-col rounded-lg border border-line bg-surface"
    >
      <header className="flex min-h-12 items-center gap-2 py-2 pr-2 pl-4">
        <h2 className="text-sm font-semibold">
          <Chooser by={by} label={label} onChange={onChange} />
        </h2>
        {overlapping && <span className="text-xs text-faint">a trade may count in several</span>}
        <div className="ml-auto flex items-center">
          <Menu
            align="end"
            trigger={<IconButton icon="more" label={`Options for ${label.toLowerCase()}`} size="sm" />}
          >
            <MenuLabel>Bars show</MenuLabel>
            {MEASURES.map((one) => (
              <MenuItem
                key={one.value}
                {...(one.value === measure && { icon: "check" as const })}
                onSelect={() => {
                  setMeasure(one.value);
                }}
              >
                {one.label}
              </MenuItem>
            ))}
            <MenuLine />
            <MenuItem
              icon="copy"
              onSelect={() => {
                void copyText(asCsv(label, measure, rows), "The table");
              }}
            >
              Copy as CSV
            </MenuItem>
            {onRemove && (
              <MenuItem icon="close" onSelect={onRemove}>
                Remove from the dashboard
              </MenuItem>
            )}
          </Menu>
        </div>
      </header>
      <div className={classes("min-w-0 flex-1 px-4 pb-3", found.isPlaceholderData && "opacity-60")}>
        {found.isPending && <Waiting />}
        {found.isError && <ProblemBox problem={asProblem(found.error)} onRetry={() => void found.refetch()} />}
        {found.data && rows.length === 0 && <p className="py-8 text-center text-sm text-faint">No closed trade.</p>}
        {found.data && rows.length > 0 && (
          <BreakdownBars
            label={label}
            measure={MEASURES.find((one) => one.value === measure)?.label ?? ""}
            currency={found.data.currency}
            rows={shown}
            zero={zero}
          />
        )}
        {rows.length > ROWS_SHOWN && (
          <Button
            kind="quiet"
            size="sm"
            className="mt-1 -ml-2"
            onClick={() => {
              setAll(!all);
            }}
          >
            {all ? `The ${String(ROWS_SHOWN)} largest only` : `All ${String(rows.length)}`}
          </Button>
        )}
      </div>
    </section>
  );
}

function Chooser({ by, label, onChange }: { by: Dimension; label: string; onChange: (by: Dimension) => void }) {
  return (
    <Menu
      trigger={
        <button type="button" className="flex items-center gap-1 rounded-sm hover:text-accent touch:min-h-11">
          <span className="sr-only">Break down by: </span>
          {label}
          <Icon name="down" size={12} className="text-faint" />
        </button>
      }
    >
      {DIMENSIONS.map((one) => (
        <MenuItem
          key={one.value}
          {...(one.value === by && { icon: "check" as const })}
          onSelect={() => {
            onChange(one.value);
          }}
        >
          {one.label}
        </MenuItem>
      ))}
    </Menu>
  );
}

function asCsv(label: string, measure: string, rows: ReturnType<typeof breakdownRows>["rows"]): string {
  const body = rows.map((row) => [row.name, row.value, String(row.trades), String(row.winRate?.value ?? "")]);
  return toCsv([label, measure, "trades", "win_rate"], body);
}

function Waiting() {
  return (
    <Loading label="Loading the breakdown" className="flex flex-col gap-3 pt-1">
      {[70, 90, 40, 60, 50, 80].map((width) => (
        <span key={width} style={{ width: `${String(width)}%` }}>
          <Skeleton className="h-4" />
        </span>
      ))}
    </Loading>
  );
}

