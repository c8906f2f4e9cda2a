import type { ImportOut, OptionsIn } from "../../api/generated";

/** The options as a form holds them: an empty text leaves it to the file. */
export interface Options {
  format: string;
  accountId: string;
  timezone: string;
  dateOrder: "" | "ymd" | "mdy" | "dmy";
  decimalMark: "" | "." | ",";
}

export function optionsOf({ options, account_id }: Pick<ImportOut, "options" | "account_id">): Options {
  return {
    format: options.format ?? "",
    accountId: account_id ?? "",
    timezone: options.timezone ?? "",
    dateOrder: (options.date_order ?? "") as Options["dateOrder"],
    decimalMark: (options.decimal_mark ?? "") as Options["decimalMark"],
  };
}

/** As the server takes them: null takes back what was said before. */
export function optionsIn(options: Options): OptionsIn {
  return {
    format: options.format || null,
    account_id: options.accountId || null,
    timezone: options.timezone || null,
    date_order: options.dateOrder || null,
    decimal_mark: options.decimalMark || null,
  };
}
