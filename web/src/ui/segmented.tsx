import { useId } from "react";
import { classes } from "./classes";

interface Props<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
  size?: "sm" | "md";
}

/** One of a few: radio buttons that look like a switch, so arrow keys and screen readers know them. */
export function Segmented<T extends string>({ label, value, options, onChange, size = "md" }: Props<T>) {
  const name = useId();
  return (
    <fieldset className="inline-flex max-w-full rounded-md border border-line bg-sunken p-0.5">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className={classes(
            "relative flex cursor-pointer items-center justify-center rounded-sm px-2.5 whitespace-nowrap select-none touch:min-h-10",
            "has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-1 has-[:focus-visible]:outline-accent",
            size === "sm" ? "h-6 text-xs" : "h-7 text-sm",
            option.value === value ? "bg-surface font-medium text-ink shadow-low" : "text-soft hover:text-ink",
          )}
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => {
              onChange(option.value);
            }}
            className="absolute inset-0 cursor-pointer opacity-0"
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
