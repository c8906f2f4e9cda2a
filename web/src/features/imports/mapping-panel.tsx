import { type SubmitEvent, useState } from "react";
import type { ImportOut } from "../../api/generated";
import { asProblem } from "../../api/problem";
import { Button } from "../../ui/button";
import { classes } from "../../ui/classes";
import { Disclosure } from "../../ui/disclosure";
import { SelectField } from "../../ui/field";
import { Panel } from "../../ui/panel";
import { ProblemBox } from "../../ui/problem-box";
import { ScrollRegion } from "../../ui/scroll-region";
import { Segmented } from "../../ui/segmented";
import {
  doubled,
  KINDS,
  type Mapping,
  type MappingField,
  mappingIn,
  missingFields,
  ofKind,
  startingKind,
  startingMapping,
  type TableKind,
} from "./mapping-view";
import type { ImportActs } from "./mutations";
import { ReadingFields } from "./options-form";
import { type Options, optionsIn, optionsOf } from "./options-view";

interface Props {
  one: ImportOut;
  acts: ImportActs;
  columns: readonly string[];
  sample: readonly (readonly string[])[];
}

/** For tables nobody has seen before: the trader says once which column is which. */
export function MappingPanel({ one, acts, columns, sample }: Props) {
  const [kind, setKind] = useState<TableKind>(() => startingKind(one));
  const [said, setSaid] = useState<Mapping>(() => startingMapping(one));
  const [options, setOptions] = useState<Options>(() => optionsOf(one));
  const mapping = ofKind(kind, said);
  const needed = KINDS[kind].fields.filter((field) => field.required || field.field === "side");
  const more = KINDS[kind].fields.filter((field) => !needed.includes(field));
  const say = (field: string, column: string) => {
    setSaid({ ...said, [field]: column });
  };
  const missing = missingFields(kind, mapping);
  const twice = doubled(mapping);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (missing.length === 0) acts.retry.mutate({ ...optionsIn(options), ...mappingIn(kind, mapping) });
  };
  return (
    <Panel
      title="Say which column is which"
      note={KINDS[kind].hint}
      actions={
        <Segmented
          label="What a row is"
          size="sm"
          value={kind}
          options={(Object.keys(KINDS) as TableKind[]).map((value) => ({ value, label: KINDS[value].label }))}
          onChange={setKind}
        />
      }
      bodyClassName=""
    >
      <Sample columns={columns} sample={sample} mapping={mapping} kind={kind} />
      <form aria-label="Columns" onSubmit={submit} className="flex flex-col gap-3 p-4">
        <Columns fields={needed} columns={columns} mapping={mapping} onSay={say} />
        <Disclosure
          title="More columns"
          note={more.map((field) => field.label).join(", ")}
          open={more.some((field) => mapping[field.field])}
        >
          <Columns fields={more} columns={columns} mapping={mapping} onSay={say} />
        </Disclosure>
        <Disclosure title="Times, dates and numbers" note="if they are read wrongly">
          <div className={GRID}>
            <ReadingFields
              options={options}
              set={(change) => {
                setOptions({ ...options, ...change });
              }}
            />
          </div>
        </Disclosure>
        {acts.retry.error && <ProblemBox problem={asProblem(acts.retry.error)} />}
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" kind="solid" disabled={missing.length > 0} busy={acts.retry.isPending}>
            Read with these columns
          </Button>
          <p role="status" className="text-sm text-soft">
            {missing.length > 0 && `Still needed: ${missing.join(", ")}.`}
            {missing.length === 0 && twice.length > 0 && `${twice.join(", ")} is used twice.`}
          </p>
        </div>
      </form>
    </Panel>
  );
}

const GRID = "grid grid-cols-2 gap-x-4 gap-y-3 lg:grid-cols-3 xl:grid-cols-6";

interface ColumnsProps {
  fields: readonly MappingField[];
  columns: readonly string[];
  mapping: Mapping;
  onSay: (field: string, column: string) => void;
}

/** Our fields, each with the column that holds it. */
function Columns({ fields, columns, mapping, onSay }: ColumnsProps) {
  return (
    <div className={GRID}>
      {fields.map((field) => (
        <SelectField
          key={field.field}
          label={field.label}
          optional={!field.required}
          hint={field.hint}
          value={mapping[field.field] ?? ""}
          onChange={(event) => {
            onSay(field.field, event.target.value);
          }}
        >
          <option value="">None</option>
          {namesOf(columns).map((column) => (
            <option key={column} value={column}>
              {column}
            </option>
          ))}
        </SelectField>
      ))}
    </div>
  );
}

/** The first of several columns with one name is the one that is read; a column without a name cannot be named. */
function namesOf(columns: readonly string[]): string[] {
  return [...new Set(columns)].filter((column) => column.trim() !== "");
}

const SAMPLE_SHOWN = 5;

interface SampleProps {
  columns: readonly string[];
  sample: readonly (readonly string[])[];
  mapping: Mapping;
  kind: TableKind;
}

/** The file's own head and first rows; above each column what it was said to be. */
function Sample({ columns, sample, mapping, kind }: SampleProps) {
  const meanings = columns.map(
    (column) => KINDS[kind].fields.find((field) => mapping[field.field] === column)?.label ?? "",
  );
  return (
    <ScrollRegion label="First rows of the file" className="border-y border-line bg-sunken">
      <table className="w-full text-xs">
        <thead>
          <tr>
            {columns.map((column, place) => (
              <th key={place} scope="col" className="px-3 pt-2 pb-1.5 text-left align-bottom font-normal">
                <span className={classes("block h-4 font-medium text-accent", !meanings[place] && "invisible")}>
                  {meanings[place] || "–"}
                </span>
                <span className={classes("whitespace-nowrap", meanings[place] ? "text-ink" : "text-faint")}>
                  {column || `Column ${String(place + 1)}`}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sample.slice(0, SAMPLE_SHOWN).map((row, index) => (
            <tr key={index} className="border-t border-line">
              {columns.map((_, place) => (
                <td key={place} className="max-w-64 truncate px-3 py-1 text-soft">
                  {row[place]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
