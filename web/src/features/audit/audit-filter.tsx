import type { AuditActionOut } from "../../api/generated";
import type { AuditView } from "../../api/queries/audit";
import { InputField, SelectField } from "../../ui/field";
import { groupsOf, spoken } from "./entry-view";

interface Props {
  view: AuditView;
  actions: readonly AuditActionOut[];
  /** Of members: id, name. */
  names: ReadonlyMap<string, string>;
  onChange: (change: Partial<AuditView>) => void;
}

const RESULTS = [
  { value: "", label: "Done or refused" },
  { value: "done", label: "Done" },
  { value: "refused", label: "Refused" },
] as const;

/** What of the log to show. */
export function AuditFilter({ view, actions, names, onChange }: Props) {
  const ofWorkspace = view.whose === "workspace";
  return (
    <form
      aria-label="Filter of the log"
      className="grid grid-cols-2 gap-x-3 gap-y-2 px-4 pb-3 md:grid-cols-5"
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      {ofWorkspace && (
        <SelectField
          label="About"
          value={view.action}
          onChange={(event) => {
            onChange({ action: event.target.value });
          }}
        >
          <option value="">Everything</option>
          {groupsOf(actions, view.whose).map((group) => (
            <option key={group} value={group}>
              {spoken(group)}
            </option>
          ))}
        </SelectField>
      )}
      {ofWorkspace && names.size > 1 && (
        <SelectField
          label="Who"
          value={view.person}
          onChange={(event) => {
            onChange({ person: event.target.value });
          }}
        >
          <option value="">Everybody</option>
          {[...names].map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
      <SelectField
        label="Result"
        value={view.result}
        onChange={(event) => {
          const chosen = RESULTS.find((one) => one.value === event.target.value);
          onChange({ result: chosen?.value ?? "" });
        }}
      >
        {RESULTS.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </SelectField>
      <InputField
        label="From"
        type="date"
        value={view.from}
        max={view.to || undefined}
        onChange={(event) => {
          onChange({ from: event.target.value });
        }}
      />
      <InputField
        label="To"
        type="date"
        value={view.to}
        min={view.from || undefined}
        onChange={(event) => {
          onChange({ to: event.target.value });
        }}
      />
    </form>
  );
}
