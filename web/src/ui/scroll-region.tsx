import type { ReactNode } from "react";
import { classes } from "./classes";

interface Props {
  label: string;
  children: ReactNode;
  className?: string;
}

/** What may be wider than the screen: it scrolls by itself, with the keyboard too. */
export function ScrollRegion({ label, children, className }: Props) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- without a place for the focus, arrow keys cannot scroll it
    <div role="region" aria-label={label} tabIndex={0} className={classes("relative overflow-x-auto", className)}>
      {children}
    </div>
  );
}
