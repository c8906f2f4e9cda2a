import type { FigureOut, MetricOut } from "../../api/generated";
import { sign } from "../../lib/decimal";
import { mediumDay } from "../../lib/dates";
import { count, duration, exactMoney, money, multiple, NOTHING, percent, ratio } from "../../lib/format";

/** A figure as it is shown: its text, every digit of it, and whether it is a gain or a loss. */
export interface ShownFigure {
  text: string;
  exact: string;
  direction: -1 | 0 | 1;
}

const MISSING: ShownFigure = { text: NOTHING, exact: "", direction: 0 };
/** Money that is a result; other money (fees, a drawdown's depth) is an amount. */
const RESULTS = new Set([
  "net_pnl",
  "gross_pnl",
  "expectancy",
  "sum_of_wins",
  "sum_of_losses",
  "average_win",
  "average_loss",
  "largest_win",
  "largest_loss",
  "median_trade",
  "median_win",
  "median_loss",
  "average_day",
  "best_day",
  "worst_day",
]);

export function showFigure(figure: FigureOut, metric: MetricOut, currency: string): ShownFigure {
  const { value } = figure;
  if (value === null) return MISSING;
  if (metric.unit === "money") return showMoney(String(value), metric.key, currency);
  if (metric.unit === "date") return { text: mediumDay(String(value)), exact: String(value), direction: 0 };
  const number = Number(value);
  return { text: showNumber(number, metric), exact: String(value), direction: 0 };
}

function showMoney(value: string, key: string, currency: string): ShownFigure {
  const isResult = RESULTS.has(key);
  return {
    text: money(value, { signed: isResult }),
    exact: exactMoney(value, currency),
    direction: isResult ? sign(value) : 0,
  };
}

function showNumber(value: number, { unit }: MetricOut): string {
  switch (unit) {
    case "percent":
      return percent(value);
    case "count":
      return count(value);
    case "days":
      return `${count(value)}\u00a0d`;
    case "seconds":
      return duration(value);
    case "r":
      return multiple(value);
    case "years":
      return `${ratio(value, 1)}\u00a0y`;
    default:
      return ratio(value);
  }
}

/** The two ends of the 95 % interval, in the metric's own unit. */
export function showInterval(figure: FigureOut, metric: MetricOut): string | null {
  if (!figure.interval) return null;
  const { low, high } = figure.interval;
  const end = (value: number): string =>
    metric.unit === "money" ? money(value.toFixed(2), { signed: RESULTS.has(metric.key) }) : showNumber(value, metric);
  return `${end(low)} to ${end(high)}`;
}

const METHODS: Record<string, string> = { wilson: "Wilson’s score", t: "Student’s t", bootstrap: "bootstrap" };

export function methodName(method: string): string {
  return METHODS[method] ?? method;
}

/** The catalogue's reasons (domain/metrics/metric.py: REASONS), for the notes of figures without a value. */
const NOTES: Record<string, string> = {
  no_trades: "No closed trade.",
  no_days: "No day with a realised result.",
  no_capital: "Returns need the capital that the accounts began with.",
  no_risk: "No trade with an initial risk: give trades a stop or a planned risk.",
  no_times: "No such trade with known clock times.",
  no_quantity: "No quantity traded.",
  no_wins: "No winner.",
  no_losses: "No loser.",
  no_outcomes: "Neither a winner nor a loser.",
  no_gross_profit: "No profit before fees to compare the fees with.",
  no_drawdown: "Never below an earlier peak.",
  n_lt_min: "Too few values for the formula.",
  zero_variance: "All values are alike.",
  zero_quantile: "The quantile divided by is zero.",
  zero_time: "Losers were held no time.",
  under_a_year: "Less than a year of returns is not annualised.",
  sharpe_not_positive: "No track record is long enough while the Sharpe ratio is not positive.",
  outside_domain: "Skewness and kurtosis are outside the expansion’s domain.",
  ruined: "All capital was lost on a day.",
  not_recovered: "The peak has not been regained.",
  unaligned_days: "The returns’ days are not known.",
  out_of_range: "The value is too large to be written.",
};

export function showNote(note: string | null): string | null {
  return note === null ? null : (NOTES[note] ?? note);
}

const SAMPLES: Record<string, string> = { trades: "trades", r: "trades with a risk", days: "days", returns: "days" };

/** A metric's name without what its definition says anyway. */
export function shortName(name: string): string {
  return name.replace(/ \(.*\)$/, "");
}

/** What n counts. */
export function sampleNoun(basis: string): string {
  return SAMPLES[basis] ?? "values";
}
