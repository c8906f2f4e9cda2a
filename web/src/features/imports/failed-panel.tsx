import type { ImportProblemOut } from "../../api/generated";
import { Icon } from "../../ui/icon";

/** What to do, for the reasons that do not say it themselves. */
const ADVICE: Record<string, string> = {
  "import.nothing_in_it": "Export a longer period, or the report that lists executions.",
  "import.crashed": "Read it again. If it ends the same way, tell whoever runs TradeSense the name of the file.",
};

/** Why nothing came of it. */
export function FailedPanel({ problem }: { problem: ImportProblemOut }) {
  const advice = ADVICE[problem.code];
  return (
    <section role="alert" className="flex gap-3 rounded-lg border border-line bg-loss-wash px-4 py-3">
      <Icon name="warning" size={18} className="mt-0.5 text-loss" />
      <div className="min-w-0 text-sm">
        <p className="font-medium">{problem.title}</p>
        {problem.detail && <p className="text-soft">{problem.detail}</p>}
        {advice && <p className="text-soft">{advice}</p>}
        <p className="mt-1 text-xs text-faint">{problem.code}</p>
      </div>
    </section>
  );
}
