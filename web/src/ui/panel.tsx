import { type ReactNode, useId } from "react";
import { classes } from "./classes";

interface Props {
  title: string;
  /** What belongs beside the title: a count, a unit. */
  note?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  className?: string;
  bodyClassName?: string;
}

/** A part of a page with its heading: one quiet edge, nothing boxed inside it. */
export function Panel({ title, note, actions, children, className, bodyClassName }: Props) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={classes("flex min-w-0 flex-col rounded-lg border border-line bg-surface", className)}
    >
      <header className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
        <h2 id={id} className="text-sm font-semibold">
          {title}
        </h2>
        {note && <span className="text-xs text-faint">{note}</span>}
        {actions && <div className="ml-auto flex items-center gap-1">{actions}</div>}
      </header>
      <div className={classes("min-w-0 flex-1", bodyClassName ?? "px-4 pb-4")}>{children}</div>
    </section>
  );
}

interface PageProps {
  title: string;
  note?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  narrow?: boolean;
}

/** A page's heading and width. */
export function Page({ title, note, actions, children, narrow = false }: PageProps) {
  return (
    <div className={classes("mx-auto w-full px-4 py-4 sm:px-6 sm:py-5", narrow ? "max-w-xl" : "max-w-page")}>
      <header className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="text-xl font-semibold">{title}</h1>
        {note && <span className="text-sm text-faint">{note}</span>}
        {actions && <div className="ml-auto flex flex-wrap items-center gap-2">{actions}</div>}
      </header>
      {children}
    </div>
  );
}
