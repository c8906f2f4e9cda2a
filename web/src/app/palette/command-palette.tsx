import * as Primitive from "@radix-ui/react-dialog";
import { useEffect, useId, useRef, useState } from "react";
import { classes } from "../../ui/classes";
import { Icon } from "../../ui/icon";
import { type Command, useCommands } from "./use-commands";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Everything by name: pages, actions, symbols, trades. */
export function CommandPalette({ open, onOpenChange }: Props) {
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Primitive.Content
          aria-describedby={undefined}
          className="fixed inset-x-3 top-[10vh] z-50 mx-auto flex max-h-[70vh] max-w-lg animate-rise flex-col overflow-hidden rounded-lg bg-surface shadow-pop"
        >
          <Primitive.Title className="sr-only">Command palette</Primitive.Title>
          <PaletteBody
            onDone={() => {
              onOpenChange(false);
            }}
          />
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

function PaletteBody({ onDone }: { onDone: () => void }) {
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(0);
  const commands = useCommands(typed, true);
  const id = useId();
  const at = Math.min(active, Math.max(commands.length - 1, 0));
  const run = (command: Command | undefined) => {
    if (!command) return;
    onDone();
    command.run();
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0 && commands.length > 0) {
      event.preventDefault();
      setActive((at + step + commands.length) % commands.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      run(commands[at]);
    }
  };
  return (
    <>
      <div className="flex items-center gap-2 border-b border-line px-4">
        <Icon name="search" className="text-faint" />
        <input
          role="combobox"
          aria-label="Search pages, symbols, trades and actions"
          aria-expanded={commands.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={commands.length > 0 ? `${id}-${String(at)}` : undefined}
          placeholder="Page, symbol, trade or action"
          value={typed}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setTyped(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
          className="h-12 flex-1 bg-transparent text-base outline-none focus-visible:outline-none"
        />
      </div>
      <CommandList id={id} commands={commands} active={at} onPoint={setActive} onRun={run} />
    </>
  );
}

interface ListProps {
  id: string;
  commands: readonly Command[];
  active: number;
  onPoint: (index: number) => void;
  onRun: (command: Command) => void;
}

function CommandList({ id, commands, active, onPoint, onRun }: ListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [active]);
  if (commands.length === 0) return <p className="px-4 py-6 text-center text-sm text-soft">Nothing goes by this name.</p>;
  return (
    <div ref={list} id={`${id}-list`} role="listbox" aria-label="Commands" className="overflow-auto p-1.5">
      {commands.map((command, index) => (
        <div key={command.id}>
          {command.group !== commands[index - 1]?.group && (
            <p aria-hidden="true" className="px-2.5 pt-2 pb-1 text-2xs font-semibold text-faint">
              {command.group}
            </p>
          )}
          {/* The field keeps the focus and takes the keys. */}
          <div
            id={`${id}-${String(index)}`}
            role="option"
            aria-selected={index === active}
            tabIndex={-1}
            onPointerMove={() => {
              if (index !== active) onPoint(index);
            }}
            onPointerDown={(event) => {
              event.preventDefault();
              onRun(command);
            }}
            className={classes(
              "flex items-center gap-3 rounded-md px-2.5 py-1.5 text-sm touch:min-h-11",
              index === active && "bg-hover",
            )}
          >
            <Icon name={command.icon} className="text-faint" />
            <span className="flex-1 truncate">{command.label}</span>
            <span className="text-xs text-faint">{command.hint}</span>
          </div>
        </div>
      ))}
    </div>
  );
}
