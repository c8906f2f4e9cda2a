import type { ImportOut } from "../../api/generated";
import { classes } from "../../ui/classes";
import { Icon } from "../../ui/icon";
import { Progress } from "../../ui/progress";
import { progressNote, UNDOING, workOf } from "./import-view";

const STEPS = ["Received", "Reading", "Deriving trades", "Done"] as const;

/** What a worker is doing with the file at this moment. */
export function ImportProgress({ one }: { one: ImportOut }) {
  const undoing = one.phase === UNDOING;
  const at = stepOf(one);
  return (
    <section aria-label="Progress" className="flex flex-col gap-3 rounded-lg border border-line bg-surface px-4 py-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <p role="status" className="font-medium">
          {workOf(one)}
        </p>
        <p className="text-sm text-faint">{progressNote(one)}</p>
      </div>
      <Progress label={workOf(one)} value={null} />
      {!undoing && (
        <ol className="flex flex-wrap gap-x-5 gap-y-1 text-xs">
          {STEPS.map((step, index) => (
            <li
              key={step}
              aria-current={index === at ? "step" : undefined}
              className={classes(
                "flex items-center gap-1",
                index < at && "text-soft",
                index === at && "font-medium text-accent",
                index > at && "text-faint",
              )}
            >
              {index < at && <Icon name="check" size={12} />}
              {step}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function stepOf({ state, phase }: ImportOut): number {
  if (state === "received") return 0;
  return phase === "deriving" ? 2 : 1;
}
