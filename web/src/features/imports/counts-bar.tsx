import type { CountsOut } from "../../api/generated";
import { count, plural } from "../../lib/format";
import { classes } from "../../ui/classes";
import { type CountedVerdict, fillsNote, verdictCounts } from "./import-view";

const FILLS: Record<CountedVerdict, string> = {
  new: "bg-solid",
  duplicate: "bg-edge",
  ignored: "bg-line",
  quarantined: "bg-warn/60",
  rejected: "bg-loss-fill",
};

/** Every row of the file under one of five verdicts: they add up to all of them. */
export function CountsBar({ counts }: { counts: CountsOut }) {
  const parts = verdictCounts(counts);
  return (
    <section aria-label="What became of the rows" className="rounded-lg border border-line bg-surface px-4 py-3">
      <p className="mb-2 flex items-baseline justify-between text-sm">
        <span className="font-semibold">{plural(counts.rows, "row")}</span>
        <span className="text-xs text-faint">{fillsNote(counts)}</span>
      </p>
      <div aria-hidden="true" className="flex h-2 gap-px overflow-hidden rounded-full bg-hover">
        {parts.map(
          (part) =>
            part.count > 0 && (
              <span key={part.verdict} className={FILLS[part.verdict]} style={{ flex: `${String(part.share)} 1 4px` }} />
            ),
        )}
      </div>
      <dl className="mt-3 grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-5">
        {parts.map((part) => (
          <div key={part.verdict} className="min-w-0">
            <dt className="flex items-center gap-1.5 text-xs text-soft">
              <span aria-hidden="true" className={classes("size-2 rounded-full", FILLS[part.verdict])} />
              {part.label}
            </dt>
            <dd className={classes("text-xl font-semibold", part.count === 0 && "text-faint")}>{count(part.count)}</dd>
            <dd className="text-2xs text-faint">{part.meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
