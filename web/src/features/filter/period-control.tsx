import { useState } from "react";
import { useView } from "../../lib/view";
import { Button, buttonClass } from "../../ui/button";
import { classes } from "../../ui/classes";
import { InputField } from "../../ui/field";
import { Icon } from "../../ui/icon";
import { Popover } from "../../ui/popover";
import { periodLabel, PRESETS, readRange, writeRange } from "./period-view";

/** The days that trades closed on. */
export function PeriodControl() {
  const { period, change } = useView();
  const [open, setOpen] = useState(false);
  const choose = (next: string) => {
    change({ period: next });
    setOpen(false);
  };
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label="Period"
      align="end"
      className="w-64 p-2"
      trigger={
        <button
          type="button"
          aria-label={`Period: ${periodLabel(period)}`}
          className={classes(buttonClass("outline"), period !== "" && "border-accent! text-accent!")}
        >
          <Icon name="calendar" />
          <span className="max-w-44 truncate">{periodLabel(period)}</span>
          <Icon name="down" size={12} className="text-faint" />
        </button>
      }
    >
      <ul className="grid grid-cols-2 gap-0.5">
        {PRESETS.map((preset) => (
          <li key={preset.value}>
            <button
              type="button"
              aria-pressed={preset.value === period}
              onClick={() => {
                choose(preset.value);
              }}
              className={classes(
                "w-full rounded-md px-2 py-1.5 text-left text-sm hover:bg-hover touch:min-h-11",
                preset.value === period && "bg-accent-wash font-medium text-accent",
              )}
            >
              {preset.label}
            </button>
          </li>
        ))}
      </ul>
      <CustomRange key={period} period={period} onChoose={choose} />
    </Popover>
  );
}

function CustomRange({ period, onChoose }: { period: string; onChoose: (period: string) => void }) {
  const [range, setRange] = useState(readRange(period) ?? { first: "", last: "" });
  const [fault, setFault] = useState<string>();
  return (
    <form
      className="mt-2 flex flex-col gap-2 border-t border-line px-2 pt-3 pb-1"
      onSubmit={(event) => {
        event.preventDefault();
        const made = writeRange(range);
        if ("fault" in made) setFault(made.fault);
        else onChoose(made.period);
      }}
    >
      <InputField
        label="From"
        type="date"
        value={range.first}
        max={range.last || undefined}
        onChange={(event) => {
          setRange({ ...range, first: event.target.value });
        }}
      />
      <InputField
        label="To"
        type="date"
        value={range.last}
        min={range.first || undefined}
        error={fault}
        onChange={(event) => {
          setRange({ ...range, last: event.target.value });
        }}
      />
      <Button type="submit">Show these days</Button>
    </form>
  );
}
