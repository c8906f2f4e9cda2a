import type { ComponentProps } from "react";
import { classes } from "./classes";

/** Plain tables: quiet heads, lines between rows, the platform's own semantics. */
export function Table({ className, ...rest }: ComponentProps<"table">) {
  return <table {...rest} className={classes("w-full border-collapse text-sm", className)} />;
}

export function HeadCell({ className, ...rest }: ComponentProps<"th">) {
  return (
    <th
      scope="col"
      {...rest}
      className={classes("px-2 pb-1.5 text-left text-2xs font-normal whitespace-nowrap text-faint", className)}
    />
  );
}

export function Row({ className, ...rest }: ComponentProps<"tr">) {
  return <tr {...rest} className={classes("border-t border-line", className)} />;
}

export function Cell({ className, ...rest }: ComponentProps<"td">) {
  return <td {...rest} className={classes("px-2 py-1.5 align-top compact:py-1", className)} />;
}
