import type { FigureOut, MetricOut } from "../../api/generated";
import { count } from "../../lib/format";
import { classes } from "../../ui/classes";
import { Formula } from "../../ui/formula";
import { Icon } from "../../ui/icon";
import { Popover } from "../../ui/popover";
import { methodName, sampleNoun, shortName, showFigure, showInterval, showNote } from "./figure-view";

export interface FigureProps {
  figure: FigureOut;
  metric: MetricOut;
  currency: string;
}

const TONES = { "1": "text-gain", "-1": "text-loss", "0": "" } as const;

export function figureTone(direction: -1 | 0 | 1): string {
  return TONES[`${direction}`];
}

/** One figure with its sample and interval; its name opens the definition. */
export function FigureCard({ figure, metric, currency }: FigureProps) {
  const shown = showFigure(figure, metric, currency);
  const interval = showInterval(figure, metric);
  const faint = !figure.enough || figure.value === null;
  return (
    <div className="flex min-w-0 flex-col gap-0.5">
      <Definition figure={figure} metric={metric} currency={currency} />
      <p
        title={shown.exact}
        className={classes(
          "text-xl font-semibold tracking-tight whitespace-nowrap",
          faint ? "text-faint" : figureTone(shown.direction),
        )}
      >
        {shown.text}
      </p>
      <p className="min-h-4 text-2xs text-faint">
        {figure.value === null ? showNote(figure.note) : <Sample figure={figure} metric={metric} interval={interval} />}
      </p>
    </div>
  );
}

function Sample({ figure, metric, interval }: { figure: FigureOut; metric: MetricOut; interval: string | null }) {
  return (
    <span className="flex flex-wrap items-center gap-x-1.5">
      <span className="whitespace-nowrap">n {count(figure.n)}</span>
      {!figure.enough && <TooFew needed={metric.sample_min} />}
      {interval && <span className="whitespace-nowrap">95 %: {interval}</span>}
    </span>
  );
}

/** The mark of a sample that is too small to say anything: hatched, with the reason. */
export function TooFew({ needed }: { needed: number }) {
  return (
    <span
      title={`Fewer than ${String(needed)}: too few to rely on.`}
      className="inline-flex items-center gap-1 rounded-sm bg-warn-wash px-1 font-medium whitespace-nowrap text-warn"
    >
      <span className="hatched size-2 rounded-[2px]" aria-hidden="true" />
      too few
    </span>
  );
}

function Definition({ figure, metric, currency }: FigureProps) {
  const shown = showFigure(figure, metric, currency);
  const note = showNote(figure.note);
  return (
    <Popover
      label={metric.name}
      className="w-[360px] p-4"
      trigger={
        <button
          type="button"
          className="group flex max-w-full items-center gap-1 self-start rounded-sm text-xs text-soft hover:text-ink touch:relative touch:after:absolute touch:after:inset-x-0 touch:after:-inset-y-3.5"
        >
          <span className="truncate underline decoration-line decoration-dotted underline-offset-4 group-hover:decoration-faint">
            {shortName(metric.name)}
          </span>
        </button>
      }
    >
      <h2 className="text-sm font-semibold">{metric.name}</h2>
      <Formula latex={metric.formula} label={`Formula of ${metric.name}`} />
      <p className="text-sm text-soft">{metric.convention}</p>
      <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 border-t border-line pt-3 text-xs">
        <dt className="text-faint">Value</dt>
        <dd className="break-all">{shown.exact || note}</dd>
        <dt className="text-faint">Sample</dt>
        <dd>
          {count(figure.n)} {sampleNoun(metric.basis)}; honest from {count(metric.sample_min)}
        </dd>
        {figure.interval && (
          <>
            <dt className="text-faint">95 % interval</dt>
            <dd>
              {showInterval(figure, metric)} by {methodName(figure.interval.method)}
            </dd>
          </>
        )}
        <dt className="text-faint">Source</dt>
        <dd>{metric.source}</dd>
      </dl>
      {!figure.enough && figure.value !== null && (
        <p className="mt-3 flex items-start gap-2 rounded-md bg-warn-wash p-2 text-xs text-warn">
          <Icon name="warning" size={14} />
          The sample is smaller than {count(metric.sample_min)}: chance may explain it.
        </p>
      )}
    </Popover>
  );
}
