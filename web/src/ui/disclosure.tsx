import type { ReactNode } from "react";
import { classes } from "./classes";
import { Icon } from "./icon";

interface Props {
  title: string;
  note?: string;
  children: ReactNode;
  /** Only where it starts; afterwards the reader decides. */
  open?: boolean;
  /** Told when it is opened: for what is only then worth asking for. */
  onOpen?: () => void;
  className?: string;
}

/** What only some need: a line that opens. */
export function Disclosure({ title, note, children, open = false, onOpen, className }: Props) {
  return (
    <details
      open={open}
      className={classes("group", className)}
      onToggle={(event) => {
        if (event.currentTarget.open) onOpen?.();
      }}
    >
      <summary className="flex min-h-8 cursor-pointer list-none items-center gap-1.5 rounded-sm text-sm font-medium touch:min-h-11 [&::-webkit-details-marker]:hidden">
        <Icon name="right" size={12} className="shrink-0 text-faint transition-transform group-open:rotate-90" />
        <span className="min-w-0">
          {title} {note && <span className="font-normal text-faint">{note}</span>}
        </span>
      </summary>
      <div className="pt-3">{children}</div>
    </details>
  );
}
