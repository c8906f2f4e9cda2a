import { expect, it } from "vitest";
import { optionsIn, optionsOf } from "./options-view";

const said = { format: "generic_fills", timezone: null, date_order: "dmy", decimal_mark: ",", mapping: null, repeated_times: null };

it("takes over what was said before", () => {
  expect(optionsOf({ options: said, account_id: null })).toEqual({
    format: "generic_fills",
    accountId: "",
    timezone: "",
    dateOrder: "dmy",
    decimalMark: ",",
  });
});

it("takes back with null what is left to the file again", () => {
  const options = { ...optionsOf({ options: said, account_id: "a-1" }), format: "", accountId: "" };
  expect(optionsIn(options)).toEqual({
    format: null,
    account_id: null,
    timezone: null,
    date_order: "dmy",
    decimal_mark: ",",
  });
});
