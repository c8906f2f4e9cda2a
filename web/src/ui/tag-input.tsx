import { type Ref, useId, useState } from "react";
import { classes } from "./classes";
import { Icon } from "./icon";

interface Props {
  label: string;
  values: readonly string[];
  suggestions: readonly string[];
  placeholder?: string;
  most: number;
  /** The text as a value, or null when it cannot be one. */
  read: (typed: string) => string | null;
  onChange: (values: string[]) => void;
  inputRef?: Ref<HTMLInputElement>;
}

const OFFERED_MAX = 8;

/** Several labels: type and Enter (or a comma) adds, Backspace takes the last one back. */
export function TagInput({ label, values, suggestions, placeholder, most, read, onChange, inputRef }: Props) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(-1);
  const [isOpen, setOpen] = useState(false);
  const offered = isOpen ? offers(suggestions, values, typed) : [];
  const add = (text: string) => {
    const value = read(text);
    setTyped("");
    setActive(-1);
    if (value !== null && !values.includes(value) && values.length < most) onChange([...values, value]);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const last = offered.length - 1;
    if (event.key === "Enter" || event.key === ",") {
      event.preventDefault();
      add(offered[active] ?? typed);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      const down = event.key === "ArrowDown";
      setActive(down ? (active >= last ? 0 : active + 1) : active <= 0 ? last : active - 1);
    } else if (event.key === "Backspace" && typed === "" && values.length > 0) {
      onChange(values.slice(0, -1));
    } else if (event.key === "Escape") {
      event.stopPropagation();
      if (isOpen && offered.length > 0) setOpen(false);
      else (event.target as HTMLElement).blur();
    }
  };
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="text-xs text-soft">
        {label}
      </label>
      <div className="relative">
        <div className="flex min-h-8 flex-wrap items-center gap-1 rounded-md border border-line bg-surface px-1.5 py-1 focus-within:border-accent hover:border-edge touch:min-h-11">
          {values.map((value) => (
            <span key={value} className="flex h-6 max-w-full items-center rounded-sm bg-accent-wash pl-1.5 text-xs">
              <span className="truncate">{value}</span>
              <button
                type="button"
                aria-label={`Remove ${value}`}
                onClick={() => {
                  onChange(values.filter((one) => one !== value));
                }}
                className="flex h-full items-center px-1 text-soft hover:text-ink touch:px-2"
              >
                <Icon name="close" size={10} />
              </button>
            </span>
          ))}
          <input
            ref={inputRef}
            id={id}
            role="combobox"
            aria-expanded={offered.length > 0}
            aria-controls={`${id}-list`}
            aria-activedescendant={active >= 0 ? `${id}-${String(active)}` : undefined}
            autoComplete="off"
            value={typed}
            placeholder={values.length === 0 ? placeholder : ""}
            onChange={(event) => {
              setTyped(event.target.value);
              setActive(-1);
              setOpen(true);
            }}
            onFocus={() => {
              setOpen(true);
            }}
            onBlur={() => {
              setOpen(false);
              if (typed.trim() !== "") add(typed);
            }}
            onKeyDown={onKeyDown}
            className="h-6 min-w-20 flex-1 bg-transparent px-1 text-sm outline-none focus-visible:outline-none"
          />
        </div>
        {offered.length > 0 && (
          <div
            id={`${id}-list`}
            role="listbox"
            aria-label={`${label} in use`}
            className="absolute inset-x-0 top-full z-20 mt-1 max-h-60 overflow-auto rounded-md bg-surface p-1 shadow-pop"
          >
            {offered.map((value, index) => (
              <div
                key={value}
                id={`${id}-${String(index)}`}
                role="option"
                aria-selected={index === active}
                tabIndex={-1}
                onPointerDown={(event) => {
                  event.preventDefault();
                  add(value);
                }}
                className={classes(
                  "cursor-default rounded-sm px-2 py-1 text-sm hover:bg-hover touch:py-3",
                  index === active && "bg-hover",
                )}
              >
                {value}
              </div>
            ))}
          </div>
        )}
      </div>
    </div>
  );
}

function offers(suggestions: readonly string[], values: readonly string[], typed: string): string[] {
  const text = typed.trim().toLowerCase();
  return suggestions.filter((one) => !values.includes(one) && one.toLowerCase().includes(text)).slice(0, OFFERED_MAX);
}
