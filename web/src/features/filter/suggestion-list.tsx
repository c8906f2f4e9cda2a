import { useEffect, useRef } from "react";
import type { Suggestion } from "../../lib/filter/complete";
import { classes } from "../../ui/classes";

interface Props {
  id: string;
  suggestions: readonly Suggestion[];
  active: number;
  onPick: (suggestion: Suggestion) => void;
  onPoint: (index: number) => void;
}

export function SuggestionList({ id, suggestions, active, onPick, onPoint }: Props) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label="Suggestions"
      className="absolute inset-x-0 top-full z-40 mt-1.5 max-h-80 overflow-auto rounded-lg bg-surface p-1 shadow-pop"
    >
      {suggestions.map((suggestion, index) => (
        <div
          key={suggestion.insert}
          id={`${id}-${String(index)}`}
          role="option"
          aria-selected={index === active}
          tabIndex={-1}
          // The field keeps the focus; keys are handled there.
          onPointerDown={(event) => {
            event.preventDefault();
            onPick(suggestion);
          }}
          onPointerMove={() => {
            if (index !== active) onPoint(index);
          }}
          className={classes(
            "flex cursor-default items-baseline gap-3 rounded-md px-2 py-1.5 touch:min-h-11 touch:items-center",
            index === active && "bg-hover",
          )}
        >
          <span className="shrink-0 text-sm font-medium">{suggestion.label}</span>
          <span className="truncate text-xs text-faint">{suggestion.hint}</span>
        </div>
      ))}
    </div>
  );
}
