import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { FigureOut, MetricOut, SummaryOut } from "../../../api/generated";
import { asProblem } from "../../../api/problem";
import { equityQuery, metricsQuery, summaryQuery } from "../../../api/queries/analytics";
import { toCsv } from "../../../lib/csv";
import { mediumDay, zoneCity } from "../../../lib/dates";
import { sign } from "../../../lib/decimal";
import { exactMoney, money, plural } from "../../../lib/format";
import { useView } from "../../../lib/view";
import { Button, IconButton } from "../../../ui/button";
import { classes } from "../../../ui/classes";
import { copyText } from "../../../ui/copy";
import { ProblemBox } from "../../../ui/problem-box";
import { Loading, Skeleton } from "../../../ui/skeleton";
import { FigureCard, figureTone } from "../figure-card";
import { EquityChart } from "./equity-chart";
import { EquityTable } from "./equity-table";

const CHART_HEIGHT = 236;
/** On a phone the curve comes between the result and the figures: their frame gives its parts up to the panel's. */
const FIGURES = "relative flex flex-col gap-x-10 gap-y-5 px-5 pt-4 pb-2 xl:flex-row max-sm:contents";
const GRID =
  "grid flex-1 grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3 lg:grid-cols-5 max-sm:order-2 max-sm:px-5 max-sm:pt-2 max-sm:pb-5";

/** The five beside the net result; the first of two that has a value stands in the last place. */
const KEY_FIGURES = [["win_rate"], ["profit_factor"], ["expectancy"], ["max_drawdown"], ["expectancy_r", "payoff_ratio"]];

/** How did I do: the net result, what carries it, and how it came about. */
export function SummaryPanel({ onAllFigures }: { onAllFigures: () => void }) {
  const { question } = useView();
  const summary = useQuery(summaryQuery(question));
  const metrics = useQuery(metricsQuery);
  if (summary.isError) {
    return (
      <section aria-label="Result" className="rounded-lg border border-line bg-surface">
        <ProblemBox large problem={asProblem(summary.error)} onRetry={() => void summary.refetch()} />
      </section>
    );
  }
  return (
    <section
      aria-label="Result"
      className={classes(
        "flex min-w-0 flex-col rounded-lg border border-line bg-surface transition-opacity",
        summary.isPlaceholderData && "opacity-60",
      )}
    >
      {summary.data && metrics.data ? (
        <Figures summary={summary.data} metrics={metrics.data.items} onAllFigures={onAllFigures} />
      ) : (
        <FiguresWaiting />
      )}
      <Equity />
    </section>
  );
}

interface FiguresProps {
  summary: SummaryOut;
  metrics: readonly MetricOut[];
  onAllFigures: () => void;
}

function Figures({ summary, metrics, onAllFigures }: FiguresProps) {
  const figure = (key: string) => summary.figures.find((one) => one.key === key);
  const metric = (key: string) => metrics.find((one) => one.key === key);
  const net = figure("net_pnl");
  const chosen = KEY_FIGURES.flatMap((keys) => {
    const best = keys.find((key) => (figure(key)?.value ?? null) !== null) ?? keys.at(-1) ?? "";
    const [found, known] = [figure(best), metric(best)];
    return found && known ? [{ figure: found, metric: known }] : [];
  });
  return (
    <div className={FIGURES}>
      {net && <Net net={net} summary={summary} />}
      <div className={GRID}>
        {chosen.map((one) => (
          <FigureCard key={one.metric.key} {...one} currency={summary.currency} />
        ))}
        <Button className="self-center sm:hidden" onClick={onAllFigures}>
          All figures
        </Button>
      </div>
      <Button
        kind="quiet"
        size="sm"
        className="self-start max-xl:absolute max-xl:top-3 max-xl:right-3 max-sm:hidden"
        onClick={onAllFigures}
      >
        All figures
      </Button>
    </div>
  );
}

function Net({ net, summary }: { net: FigureOut; summary: SummaryOut }) {
  const value = net.value === null ? null : String(net.value);
  const days =
    summary.first_day && summary.last_day
      ? `${mediumDay(summary.first_day)} – ${mediumDay(summary.last_day)}`
      : "no day yet";
  return (
    <div className="shrink-0 max-sm:px-5 max-sm:pt-4">
      <h1 className="text-xs text-soft">Net P&amp;L</h1>
      <p
        title={value === null ? undefined : exactMoney(value, summary.currency)}
        className={classes(
          "text-hero font-semibold tracking-tight whitespace-nowrap",
          value !== null && figureTone(sign(value)),
        )}
      >
        {value === null ? "–" : money(value, { signed: true })}
        <span className="ml-1.5 text-base font-normal tracking-normal text-faint">{summary.currency}</span>
      </p>
      <p className="text-2xs text-faint" title={`Days in ${summary.timezone}`}>
        {plural(net.n, "closed trade")}, {days}, {zoneCity(summary.timezone)} days
      </p>
    </div>
  );
}

function FiguresWaiting() {
  return (
    <Loading label="Loading the figures" className={FIGURES}>
      <div className="max-sm:px-5 max-sm:pt-4">
        <Skeleton className="h-4 w-16" />
        <Skeleton className="mt-1 h-10 w-64" />
        <Skeleton className="mt-1.5 h-3 w-56" />
      </div>
      <div className={GRID}>
        {KEY_FIGURES.map(([key]) => (
          <div key={key}>
            <Skeleton className="h-4 w-20" />
            <Skeleton className="mt-1 h-6 w-24" />
            <Skeleton className="mt-1.5 h-3 w-28" />
          </div>
        ))}
      </div>
    </Loading>
  );
}

function Equity() {
  const { question, change } = useView();
  const equity = useQuery(equityQuery(question));
  const [asTable, setAsTable] = useState(false);
  if (equity.isError) return <ProblemBox large problem={asProblem(equity.error)} />;
  if (!equity.data) {
    return (
      <Loading label="Loading the equity curve" className="px-5 pt-3 pb-5 max-sm:order-1">
        <Skeleton className="h-[322px] w-full" />
      </Loading>
    );
  }
  const { points, currency } = equity.data;
  const copy = () => {
    const rows = points.map((one) => [one.day, one.net, one.fees, String(one.trades), one.equity, one.drawdown]);
    void copyText(toCsv(["day", "net", "fees", "trades", "equity", "drawdown"], rows), "The equity curve");
  };
  return (
    <div className="px-5 pb-3 max-sm:order-1 max-sm:pt-2">
      <div className="mb-1 flex items-center gap-1">
        <h2 className="text-xs text-soft">Equity, realised by day</h2>
        <span className="text-2xs text-faint max-md:hidden">· drag over days to make them the period</span>
        <div className="ml-auto flex">
          <IconButton
            icon={asTable ? "chart" : "table"}
            label={asTable ? "Show as chart" : "Show as table"}
            size="sm"
            onClick={() => {
              setAsTable(!asTable);
            }}
          />
          <IconButton icon="copy" label="Copy as CSV" size="sm" onClick={copy} />
        </div>
      </div>
      {points.length === 0 && <p className="py-24 text-center text-sm text-faint">No closed trade in these days.</p>}
      {points.length > 0 && asTable && <EquityTable points={points} currency={currency} />}
      {points.length > 0 && !asTable && (
        <EquityChart
          points={points}
          currency={currency}
          height={CHART_HEIGHT}
          onPeriod={(period) => {
            change({ period });
          }}
        />
      )}
    </div>
  );
}
