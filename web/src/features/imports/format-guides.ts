import type { FormatOut } from "../../api/generated";

/** Where each broker keeps the export, in the words of its own menus. */
const GUIDES: Record<string, string> = {
  apex_orders: "Orders or Movements › Export, on the web platform",
  atas_journal: "Statistics › Export, sheet Journal",
  avatrade_orders: "Orders › Export, in German",
  ctrader_positions: "History › right click › Statement",
  fidelity_history: "Activity & Orders › History › Download",
  ftmo_trades: "Account MetriX › Trading journal › Export CSV",
  generic_fills: "Any CSV or spreadsheet: one row a fill, with symbol, time, side, quantity and price",
  generic_trades: "Any CSV or spreadsheet: one row a round trip, with entry and exit",
  ibkr_activity: "Performance & Reports › Statements › Activity, as CSV",
  ibkr_flex_csv: "Performance & Reports › Flex Queries: a query with the section Trades, level Executions, as CSV",
  ibkr_flex_xml: "Performance & Reports › Flex Queries: a query with the section Trades, level Executions, as XML",
  ibkr_transactions: "Performance & Reports › Transaction History › Download, as CSV",
  metatrader4_statement: "Terminal › Account History › right click › Save as Report",
  metatrader5_deals: "Toolbox › History › right click › Deals, then Report",
  metatrader5_positions: "Toolbox › History › right click › Positions, then Report",
  ninjatrader_executions: "Control Center › Executions › right click › Export",
  ninjatrader_performance: "New › Trade Performance › Trades › right click › Export",
  projectx_orders: "Orders › Export",
  projectx_trades: "Trades › Export",
  quantower_trades: "Trades panel › Export, as CSV",
  rithmic_orders: "Order History › Completed Orders, with the columns Qty Filled and Update Time › Export",
  rithmic_performance: "Trader Performance › Trade Statistics › Export",
  schwab_equity_awards: "Equity Award Center › Transaction History › Export",
  schwab_realised_lots: "Accounts › Realized Gain/Loss › Export, with lot details",
  schwab_transactions: "Accounts › History › Export",
  thinkorswim_activity: "Monitor › Activity and Positions › Export, with the Filled Orders",
  thinkorswim_statement: "Monitor › Account Statement › menu at the top right › Export to File",
  tradervue_executions: "Trades › Export › Executions",
  tradervue_trades: "Trades › Export › CSV",
  tradezella_trades: "Trade View › Export",
  tradingview_orders: "Trading panel › History › Export data",
  tradingview_performance: "Trading panel or Tradovate › Performance › Download, as CSV",
  tradingview_strategy: "Strategy Tester › List of trades › Export data",
  tradovate_orders: "Account Reports › Orders, as CSV",
  tradovate_pairs: "Account Reports › Position History, as CSV",
};

export interface BrokerFormats {
  broker: string;
  formats: { key: string; title: string; zone: string; guide: string }[];
}

const OTHERS = "Any other";

/** The layouts by broker, in alphabetical order, tables of one's own last. */
export function byBroker(formats: readonly FormatOut[]): BrokerFormats[] {
  const brokers = new Map<string, BrokerFormats>();
  for (const { key, broker, title, zone } of formats) {
    const name = broker || OTHERS;
    const known = brokers.get(name) ?? { broker: name, formats: [] };
    known.formats.push({ key, title, zone, guide: GUIDES[key] ?? "" });
    brokers.set(name, known);
  }
  return [...brokers.values()].sort(
    (one, other) => Number(one.broker === OTHERS) - Number(other.broker === OTHERS) || one.broker.localeCompare(other.broker),
  );
}

/** Those whose name, or one of whose layouts, has what is typed in it; all of them where nothing is. */
export function matching(brokers: readonly BrokerFormats[], typed: string): BrokerFormats[] {
  const wanted = typed.trim().toLowerCase();
  return brokers.filter(
    ({ broker, formats }) =>
      broker.toLowerCase().includes(wanted) || formats.some(({ title }) => title.toLowerCase().includes(wanted)),
  );
}
