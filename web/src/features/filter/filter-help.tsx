import type { FilterFieldOut } from "../../api/generated";
import { IconButton } from "../../ui/button";
import { Popover, PopoverClose } from "../../ui/popover";

const EXAMPLES = [
  ["symbol:AAPL,TSLA", "either of two symbols"],
  ["symbol:ES*", "all symbols that begin so"],
  ["pnl>100", "net result above 100"],
  ["status:loss hold<5m", "losers held less than five minutes"],
  ["weekday:mon,fri hour:9..10", "by day and by the clock, opened 9:00 to 10:59"],
  ["closed:2026-01..2026-03", "trading days from January to March"],
  ["-has:stop", "without a stop"],
  ["side:long OR r>=2", "one or the other"],
  ['"gap and go"', "words in symbol, notes, tags or playbook"],
] as const;

interface Props {
  fields: readonly FilterFieldOut[];
  onTry: (example: string) => void;
}

export function FilterHelp({ fields, onTry }: Props) {
  return (
    <Popover
      label="How to filter"
      align="end"
      className="w-[420px] p-4"
      trigger={<IconButton icon="help" label="How to filter" size="sm" />}
    >
      <h2 className="text-sm font-semibold">How to filter</h2>
      <p className="mt-1 text-xs text-soft">
        A condition is a field and a value. Conditions stand side by side; a comma means “or”, a minus in front means
        “not”, two dots a range.
      </p>
      <ul className="mt-3 flex flex-col gap-0.5">
        {EXAMPLES.map(([example, meaning]) => (
          <li key={example}>
            <PopoverClose asChild>
              <button
                type="button"
                onClick={() => {
                  onTry(example);
                }}
                className="flex w-full items-baseline gap-3 rounded-md px-2 py-1 text-left hover:bg-hover touch:min-h-11"
              >
                <code className="shrink-0 font-mono text-xs text-accent">{example}</code>
                <span className="text-xs text-soft">{meaning}</span>
              </button>
            </PopoverClose>
          </li>
        ))}
      </ul>
      <h3 className="mt-3 border-t border-line pt-3 text-xs font-semibold">Fields</h3>
      <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 text-xs">
        {fields.map((field) => (
          <div key={field.name} className="contents">
            <dt className="font-mono">{field.name}</dt>
            <dd className="text-soft">{field.meaning}</dd>
          </div>
        ))}
      </dl>
    </Popover>
  );
}
