import type { OptionsIn } from "../../api/generated";

/** Which column of an unknown table holds what: the fields of the server's two generic tables. */
export type TableKind = "generic_fills" | "generic_trades";

export interface MappingField {
  field: string;
  label: string;
  hint: string;
  required: boolean;
}

const field = (name: string, label: string, hint: string, required = false): MappingField => ({
  field: name,
  label,
  hint,
  required,
});

const SYMBOL = field("symbol", "Symbol", "AAPL, ESM6, EUR/USD", true);
const QUANTITY = field("quantity", "Quantity", "shares, contracts, units", true);
const COMMON = [
  field("fees", "Fees", "without one they are not known"),
  field("account", "Account", "without one: a new account"),
  field("currency", "Currency", "without one: the workspace’s"),
  field("asset_class", "Asset class", "stock, future, option …"),
  field("multiplier", "Multiplier", "what one point is worth"),
];

export const KINDS: Record<TableKind, { label: string; hint: string; fields: readonly MappingField[] }> = {
  generic_fills: {
    label: "Fills",
    hint: "Each row buys or sells.",
    fields: [
      SYMBOL,
      field("when", "Date and time", "or the time alone, with a date beside it", true),
      field("side", "Side", "buy, sell …; without one the quantity’s sign tells"),
      QUANTITY,
      field("price", "Price", "per unit", true),
      field("date", "Date, if apart", "where the time has a column of its own"),
      ...COMMON,
      field("execution", "Fill number", "the broker’s own, to know a fill again"),
    ],
  },
  generic_trades: {
    label: "Completed trades",
    hint: "Each row has an entry and an exit.",
    fields: [
      SYMBOL,
      field("opened", "Opened", "date and time of the entry", true),
      field("closed", "Closed", "date and time of the exit"),
      field("side", "Side", "long, short, buy, sell"),
      QUANTITY,
      field("entry_price", "Entry price", "per unit", true),
      field("exit_price", "Exit price", "per unit", true),
      field("profit", "Profit", "checks the rest, and tells a point’s worth"),
      ...COMMON,
    ],
  },
};

export type Mapping = Readonly<Record<string, string>>;

/** Words that column names have in them, likeliest first. */
const NAMES: Record<string, RegExp> = {
  symbol: /symbol|ticker|instrument|contract|security|product|market|pair|isin/,
  when: /when|date.?time|timestamp|executed|filled|^time|time$|wann/,
  date: /^date$|trade.?date|datum/,
  side: /side|action|buy|b\/s|direction|way|type|long/,
  quantity: /quantity|qty|amount|shares|size|volume|contracts|units|menge/,
  price: /^price|fill.?price|avg|rate|cost|kurs|preis/,
  fees: /fee|commission|charge|gebühr/,
  account: /account|konto/,
  currency: /currency|ccy|währung/,
  asset_class: /asset|class/,
  multiplier: /multiplier|point.?value/,
  execution: /exec.*id|fill.*id|deal/,
  opened: /open|entry.*(?:time|date)|entered/,
  closed: /close|exit.*(?:time|date)|exited/,
  entry_price: /entry.*price|open.*price|^entry$|buy.?price/,
  exit_price: /exit.*price|close.*price|^exit$|sell.?price/,
  profit: /profit|p&l|pnl|p\/l|result|gain/,
};

const DATE = /\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|^\d{8}\b/;
const CLOCK = /\d{1,2}:\d{2}/;
const SIDE = /^(?:buy|sell|bought|sold|long|short|b|s|kauf|verkauf)$/i;
const TICKER = /^[A-Z][A-Z0-9./_-]{0,14}$/;
const LOOKS: Record<string, (text: string) => boolean> = {
  when: (text) => DATE.test(text) && CLOCK.test(text),
  opened: (text) => DATE.test(text),
  side: (text) => SIDE.test(text),
  symbol: (text) => TICKER.test(text) && !SIDE.test(text),
};

/** A first answer for each field: by the column's name, else by what stands in it. A column serves once. */
export function guessMapping(kind: TableKind, columns: readonly string[], sample: readonly (readonly string[])[]): Mapping {
  const taken = new Set<string>();
  const guessed: Record<string, string> = {};
  const give = (name: string, found: string | undefined) => {
    if (found === undefined) return;
    guessed[name] = found;
    taken.add(found);
  };
  const { fields } = KINDS[kind];
  // Names that are meant, before looks that are only likely; what is needed, before what is not.
  for (const needed of [true, false]) {
    for (const one of fields.filter((each) => each.required === needed)) {
      give(one.field, columns.find((column) => !taken.has(column) && NAMES[one.field]?.test(column.toLowerCase())));
    }
  }
  for (const one of fields) {
    const looks = LOOKS[one.field];
    if (!looks || guessed[one.field] !== undefined) continue;
    give(one.field, columns.find((column, place) => !taken.has(column) && allLook(sample, place, looks)));
  }
  return guessed;
}

function allLook(sample: readonly (readonly string[])[], place: number, looks: (text: string) => boolean): boolean {
  const texts = sample.map((row) => (row[place] ?? "").trim()).filter((text) => text !== "");
  return texts.length > 0 && texts.every(looks);
}

/** The labels of the fields that are needed and have no column yet. */
export function missingFields(kind: TableKind, mapping: Mapping): string[] {
  return KINDS[kind].fields
    .filter((one) => one.required && !mapping[one.field] && !(one.field === "when" && mapping["date"]))
    .map((one) => one.label);
}

/** Fields whose column another field has as well: most likely a slip. */
export function doubled(mapping: Mapping): string[] {
  const columns = Object.values(mapping).filter((column) => column !== "");
  return [...new Set(columns.filter((column, index) => columns.indexOf(column) !== index))];
}

/** What is sent: only fields of the kind that have a column. */
export function mappingIn(kind: TableKind, mapping: Mapping): OptionsIn {
  const fields = KINDS[kind].fields.map((one) => one.field);
  const said = Object.entries(mapping).filter(([name, column]) => fields.includes(name) && column !== "");
  return { format: kind, mapping: Object.fromEntries(said) };
}
