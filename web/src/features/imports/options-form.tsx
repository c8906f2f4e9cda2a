import { useQuery } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import type { ImportOut } from "../../api/generated";
import { asProblem } from "../../api/problem";
import { formatsQuery } from "../../api/queries/imports";
import { accountsQuery } from "../../api/queries/ledger";
import { zones } from "../../lib/zones";
import { Button } from "../../ui/button";
import { SelectField } from "../../ui/field";
import { ProblemBox } from "../../ui/problem-box";
import { byBroker } from "./format-guides";
import type { ImportActs } from "./mutations";
import { type Options, optionsIn, optionsOf } from "./options-view";

/** Says how to read the file where it was misunderstood; then it is read again. */
export function OptionsForm({ one, acts }: { one: ImportOut; acts: ImportActs }) {
  const [options, setOptions] = useState(() => optionsOf(one));
  const formats = useQuery(formatsQuery).data?.items ?? [];
  const accounts = useQuery(accountsQuery).data?.items ?? [];
  const set = (change: Partial<Options>) => {
    setOptions({ ...options, ...change });
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    acts.retry.mutate(optionsIn(options));
  };
  return (
    <form aria-label="How to read the file" onSubmit={submit} className="flex flex-col gap-3">
      <SelectField
        label="Format"
        value={options.format}
        onChange={(event) => {
          set({ format: event.target.value });
        }}
      >
        <option value="">Recognise it</option>
        {byBroker(formats).map(({ broker, formats: known }) => (
          <optgroup key={broker} label={broker}>
            {known.map((format) => (
              <option key={format.key} value={format.key}>
                {format.title}
              </option>
            ))}
          </optgroup>
        ))}
      </SelectField>
      <SelectField
        label="Into account"
        value={options.accountId}
        onChange={(event) => {
          set({ accountId: event.target.value });
        }}
      >
        <option value="">As the file says</option>
        {accounts.map((account) => (
          <option key={account.id} value={account.id}>
            {account.name}
          </option>
        ))}
      </SelectField>
      <ReadingFields options={options} set={set} />
      {acts.retry.error && <ProblemBox problem={asProblem(acts.retry.error)} />}
      <Button type="submit" kind="solid" busy={acts.retry.isPending}>
        Read again
      </Button>
    </form>
  );
}

/** What any table may leave open: its clock, its dates, its numbers. */
export function ReadingFields({ options, set }: { options: Options; set: (change: Partial<Options>) => void }) {
  return (
    <>
      <SelectField
        label="Times are of"
        value={options.timezone}
        onChange={(event) => {
          set({ timezone: event.target.value });
        }}
      >
        <option value="">As the format or account says</option>
        {zones().map((zone) => (
          <option key={zone} value={zone}>
            {zone.replaceAll("_", " ")}
          </option>
        ))}
      </SelectField>
      <SelectField
        label="Dates"
        value={options.dateOrder}
        onChange={(event) => {
          set({ dateOrder: event.target.value as Options["dateOrder"] });
        }}
      >
        <option value="">As the file shows</option>
        <option value="ymd">Year, month, day: 2026-03-09</option>
        <option value="mdy">Month, day, year: 03/09/2026</option>
        <option value="dmy">Day, month, year: 09.03.2026</option>
      </SelectField>
      <SelectField
        label="Decimal mark"
        value={options.decimalMark}
        onChange={(event) => {
          set({ decimalMark: event.target.value as Options["decimalMark"] });
        }}
      >
        <option value="">As the file shows</option>
        <option value=".">Point: 1,234.50</option>
        <option value=",">Comma: 1.234,50</option>
      </SelectField>
    </>
  );
}
