import type { ImportOut, OptionsIn } from "../../api/generated";
import { mappingOf } from "./understanding-view";

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

type Start = Pick<ImportOut, "format" | "options" | "preview">;

/** What a row of the table is, as far as is known. */
export function startingKind({ format, options, preview }: Start): TableKind {
  const known = options.format ?? format;
  if (known === "generic_fills" || known === "generic_trades") return known;
  return preview?.proposal?.["exit_price"] ? "generic_trades" : "generic_fills";
}

/** Where a mapping begins: with what was said, else with how the file was read, else with the server's proposal. */
export function startingMapping({ options, preview }: Start): Mapping {
  if (options.mapping && Object.keys(options.mapping).length > 0) return options.mapping;
  return preview?.manners ? mappingOf(preview.manners.columns) : (preview?.proposal ?? {});
}

/** Only of the fields that a table of this kind has. */
export function ofKind(kind: TableKind, mapping: Mapping): Mapping {
  const fields = KINDS[kind].fields.map((one) => one.field);
  return Object.fromEntries(Object.entries(mapping).filter(([name]) => fields.includes(name)));
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
  const said = Object.entries(ofKind(kind, mapping)).filter(([, column]) => column !== "");
  return { format: kind, mapping: Object.fromEntries(said) };
}
