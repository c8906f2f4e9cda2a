import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { TradeOut } from "../../api/generated";
import { filterFieldsQuery, recentTradesQuery } from "../../api/queries/ledger";
import { mediumDay } from "../../lib/dates";
import { money } from "../../lib/format";
import { condition } from "../../lib/filter/compose";
import { prefer, usePreferences } from "../../lib/preferences";
import { useSlug } from "../../lib/view";
import type { IconName } from "../../ui/icon";
import { leaveSession } from "../leave-session";
import { PAGES, SIDE_PAGES } from "../navigation";

export interface Command {
  id: string;
  group: "Pages" | "Actions" | "Symbols" | "Trades";
  label: string;
  hint: string;
  icon: IconName;
  run: () => void;
}

const SYMBOLS_MAX = 8;
const TRADES_MAX = 6;

/** What the palette offers for what is typed. */
export function useCommands(typed: string, open: boolean): Command[] {
  const text = typed.trim();
  const prefix = /^[\w./ -]{1,20}$/.test(text) ? condition("symbol", `${text}*`) : "";
  const fields = useQuery({ ...filterFieldsQuery, enabled: open }).data?.items ?? [];
  const trades = useQuery({ ...recentTradesQuery(prefix, TRADES_MAX), enabled: open && (text === "" || prefix !== "") });
  const fixed = useFixedCommands();
  const go = useGo();

  const symbols = (fields.find((field) => field.name === "symbol")?.values ?? [])
    .filter((symbol) => text !== "" && symbol.toLowerCase().includes(text.toLowerCase()))
    .slice(0, SYMBOLS_MAX)
    .map<Command>((symbol) => ({
      id: `symbol:${symbol}`,
      group: "Symbols",
      label: symbol,
      hint: "filter the trades",
      icon: "filter",
      run: () => {
        go("/w/$workspace/trades", { q: condition("symbol", symbol) });
      },
    }));
  const found = (trades.data?.items ?? []).map<Command>((trade) => ({
    id: trade.id,
    group: "Trades",
    label: `${trade.symbol} ${trade.side}`,
    hint: tradeHint(trade),
    icon: "trades",
    run: () => {
      go("/w/$workspace/trades/$tradeId", {}, trade.id);
    },
  }));
  const matching = fixed.filter((command) => command.label.toLowerCase().includes(text.toLowerCase()));
  return [...matching, ...symbols, ...found];
}

function tradeHint(trade: TradeOut): string {
  return `${mediumDay(trade.opened_on)} · ${money(trade.net, { currency: trade.currency, signed: true })}`;
}

function useGo() {
  const navigate = useNavigate();
  const workspace = useSlug();
  return (to: string, search: Record<string, string> = {}, tradeId?: string) => {
    void navigate({ to, params: { workspace, ...(tradeId && { tradeId }) }, search } as never);
  };
}

function useFixedCommands(): Command[] {
  const go = useGo();
  const { density, palette } = usePreferences();
  const pages = [...PAGES, ...SIDE_PAGES].map<Command>((page) => ({
    id: page.to,
    group: "Pages",
    label: page.label,
    hint: page.keys,
    icon: page.icon,
    run: () => {
      go(page.to);
    },
  }));
  const action = (label: string, icon: IconName, run: () => void, hint = ""): Command => ({
    id: label,
    group: "Actions",
    label,
    hint,
    icon,
    run,
  });
  const dark = document.documentElement.dataset["theme"] === "dark";
  return [
    ...pages,
    action("Import a file", "imports", () => {
      go("/w/$workspace/imports");
    }),
    action(dark ? "Light theme" : "Dark theme", "sun", () => {
      prefer({ theme: dark ? "light" : "dark" });
    }),
    action(density === "compact" ? "Comfortable rows" : "Compact rows", "rows", () => {
      prefer({ density: density === "compact" ? "comfortable" : "compact" });
    }),
    action(palette === "safe" ? "Green and red results" : "Colour-blind-safe results", "star", () => {
      prefer({ palette: palette === "safe" ? "standard" : "safe" });
    }),
    action("Sign out", "signOut", () => {
      void leaveSession();
    }),
  ];
}
