import { useId } from "react";
import { classes } from "./classes";
import { Icon } from "./icon";

interface Props {
  label: string;
  value: number | null;
  onChange: (value: number | null) => void;
}

const STEPS = [1, 2, 3, 4, 5] as const;

/** One to five, or not given: radio buttons drawn as stars; the chosen one again takes it back. */
export function Rating({ label, value, onChange }: Props) {
  const name = useId();
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="text-xs text-soft">{label}</legend>
      <div className="flex h-8 items-center touch:h-11">
        {STEPS.map((step) => (
          <label
            key={step}
            className="relative flex size-6 cursor-pointer items-center justify-center rounded-sm has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-accent touch:size-9"
          >
            <input
              type="radio"
              name={name}
              aria-label={`${String(step)} of 5`}
              checked={value === step}
              onChange={() => {
                onChange(step);
              }}
              onClick={() => {
                if (value === step) onChange(null);
              }}
              className="absolute inset-0 cursor-pointer opacity-0"
            />
            <Icon
              name="star"
              filled={value !== null && step <= value}
              className={classes(value !== null && step <= value ? "text-accent" : "text-edge")}
            />
          </label>
        ))}
        {value !== null && (
          <button
            type="button"
            aria-label={`Clear the ${label.toLowerCase()}`}
            onClick={() => {
              onChange(null);
            }}
            className="ml-1 rounded-sm px-1 text-2xs text-faint hover:text-ink touch:min-h-11 touch:min-w-11"
          >
            clear
          </button>
        )}
      </div>
    </fieldset>
  );
}
