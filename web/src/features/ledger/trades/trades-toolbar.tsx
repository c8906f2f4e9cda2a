import { count, plural } from "../../../lib/format";
import { prefer, usePreferences } from "../../../lib/preferences";
import { Button, buttonClass, IconButton } from "../../../ui/button";
import { Icon } from "../../../ui/icon";
import { Menu, MenuCheck, MenuItem, MenuLine } from "../../../ui/menu";
import { DownloadTrades } from "./download-trades";
import { COLUMNS, type TradeColumn } from "./columns";

interface Props {
  columns: readonly TradeColumn[];
  loaded: number;
  total: number | null;
  sorted: boolean;
  onUnsort: () => void;
}

export function TradesToolbar({ columns, loaded, total, sorted, onUnsort }: Props) {
  const { density } = usePreferences();
  const shown = columns.map((column) => column.id);
  return (
    <div className="flex min-h-11 shrink-0 items-center gap-2 border-b border-line bg-surface px-4">
      <h1 className="text-base font-semibold">Trades</h1>
      <span className="text-xs text-faint" aria-live="polite">
        {total === null ? "" : loaded < total ? `${count(loaded)} of ${plural(total, "trade")} loaded` : plural(total, "trade")}
      </span>
      <div className="ml-auto flex items-center gap-1 max-sm:hidden">
        {sorted && (
          <Button size="sm" kind="quiet" icon="sort" onClick={onUnsort}>
            Newest first
          </Button>
        )}
        <DownloadTrades />
        <IconButton
          icon="rows"
          label={density === "compact" ? "Comfortable rows" : "Compact rows"}
          aria-pressed={density === "compact"}
          onClick={() => {
            prefer({ density: density === "compact" ? "comfortable" : "compact" });
          }}
        />
        <Menu
          align="end"
          trigger={
            <button type="button" className={buttonClass("quiet")}>
              <Icon name="columns" />
              Columns
            </button>
          }
        >
          {COLUMNS.map((column) => (
            <MenuCheck
              key={column.id}
              checked={shown.includes(column.id)}
              disabled={column.id === "symbol"}
              onChange={(checked) => {
                prefer({ tradeColumns: checked ? [...shown, column.id] : shown.filter((id) => id !== column.id) });
              }}
            >
              {column.name}
            </MenuCheck>
          ))}
          <MenuLine />
          <MenuItem
            icon="undo"
            onSelect={() => {
              prefer({ tradeColumns: null });
            }}
          >
            As at first
          </MenuItem>
        </Menu>
      </div>
    </div>
  );
}
