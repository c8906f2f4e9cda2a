import { useQuery } from "@tanstack/react-query";
import type { MetricOut } from "../../../api/generated";
import { asProblem } from "../../../api/problem";
import { metricsQuery, summaryQuery } from "../../../api/queries/analytics";
import { useView } from "../../../lib/view";
import { Dialog } from "../../../ui/dialog";
import { ProblemBox } from "../../../ui/problem-box";
import { Loading, Skeleton } from "../../../ui/skeleton";
import { FigureCard } from "../figure-card";

const BASES = [
  { basis: "trades", title: "Of trades", note: "each closed round trip counts once" },
  { basis: "r", title: "Of trades with a risk", note: "results in units of what was at risk" },
  { basis: "days", title: "Of days", note: "what each trading day realised" },
  { basis: "returns", title: "Of daily returns", note: "days in relation to the capital of the accounts" },
] as const;

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Every figure of the catalogue, by what it is worked out from. */
export function AllFigures({ open, onOpenChange }: Props) {
  const metrics = useQuery(metricsQuery).data?.items ?? [];
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="All figures"
      description="A name opens its formula, convention and source. Figures on too small a sample are pale and marked."
      width="xl"
    >
      <div className="flex flex-col gap-8 pt-2 pb-6">
        {BASES.map(({ basis, title, note }) => (
          <section key={basis} aria-label={title}>
            <h3 className="mb-3 border-b border-line pb-1.5 text-sm font-semibold">
              {title} <span className="font-normal text-faint">· {note}</span>
            </h3>
            <Group metrics={metrics.filter((metric) => metric.basis === basis)} />
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function Group({ metrics }: { metrics: readonly MetricOut[] }) {
  const { question } = useView();
  const summary = useQuery({
    ...summaryQuery(question, metrics.map((metric) => metric.key).join(",")),
    enabled: metrics.length > 0,
  });
  if (summary.isError) return <ProblemBox problem={asProblem(summary.error)} onRetry={() => void summary.refetch()} />;
  return (
    <Loaded label="Loading figures" ready={summary.data !== undefined}>
      {metrics.map((metric) => {
        const figure = summary.data?.figures.find((one) => one.key === metric.key);
        return figure ? (
          <FigureCard key={metric.key} figure={figure} metric={metric} currency={summary.data?.currency ?? ""} />
        ) : (
          <Skeleton key={metric.key} className="h-16 w-full" />
        );
      })}
    </Loaded>
  );
}

function Loaded({ label, ready, children }: { label: string; ready: boolean; children: React.ReactNode }) {
  const grid = "grid grid-cols-2 gap-x-6 gap-y-5 sm:grid-cols-3 lg:grid-cols-4";
  if (ready) return <div className={grid}>{children}</div>;
  return (
    <Loading label={label} className={grid}>
      {children}
    </Loading>
  );
}
