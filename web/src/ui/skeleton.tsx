import { classes } from "./classes";

/** Keeps the place of what is still coming. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={classes("block animate-pulse rounded-sm bg-hover", className)} />;
}

/** Says aloud that something is coming, around its skeletons. */
export function Loading({ label, className, children }: { label: string; className?: string; children: React.ReactNode }) {
  return (
    <div role="status" aria-label={label} className={className}>
      {children}
    </div>
  );
}
