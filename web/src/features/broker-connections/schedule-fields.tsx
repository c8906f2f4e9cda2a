import type { SyncSchedule } from "../../api/generated";
import { CheckField, InputField, SelectField } from "../../ui/field";
import { SCHEDULES } from "./connection-view";
import type { Said } from "./said";

interface Props {
  said: Said;
  onChange: (said: Said) => void;
}

/** When to sync, from which day on, and whether somebody looks first. */
export function ScheduleFields({ said, onChange }: Props) {
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          label="Sync"
          value={said.schedule}
          onChange={(event) => {
            onChange({ ...said, schedule: event.target.value as SyncSchedule });
          }}
        >
          {Object.entries(SCHEDULES).map(([schedule, label]) => (
            <option key={schedule} value={schedule}>
              {label}
            </option>
          ))}
        </SelectField>
        <InputField
          label="First day"
          optional
          type="date"
          hint="Empty: all that the broker has."
          value={said.since}
          onChange={(event) => {
            onChange({ ...said, since: event.target.value });
          }}
        />
      </div>
      <CheckField
        label="Review each import before it counts"
        hint="Otherwise new fills enter the ledger at once; an import can always be undone."
        checked={said.review}
        onChange={(event) => {
          onChange({ ...said, review: event.target.checked });
        }}
      />
    </>
  );
}
