"""The report in the terminal: figures, a small equity curve, breakdowns, what was left out."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from rich.columns import Columns
from rich.console import Console, Group
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from tradesense.domain.metrics import CATALOGUE, Better, Figure, Metric, Unit
from tradesense.domain.statement import Verdict
from tradesense.domain.trade import TradeStatus
from tradesense.main.report.gather import GroupRow, Report

CURVE_WIDTH_MAX = 100
BESIDE_CURVE = 15
"""Columns that the frame and the labels take."""
CURVE_HEIGHT = 9
BLOCKS = " ▁▂▃▄▅▆▇█"
NOTES_MAX = 8


def print_report(report: Report, console: Console) -> None:
    for file in report.files:
        console.print(
            f"[bold]{escape(file.name)}[/]  {file.format_title}  [dim]times in {file.zone}[/]", highlight=False
        )
    console.print(_rows(report))
    if report.ledger.trades:
        curve = _curve([float(day.equity) for day in report.days], console.width - BESIDE_CURVE)
        console.print(Panel(curve, title=_title(report), title_align="left"))
        console.print(Columns([_figures(report), Group(*(_by(name, rows) for name, rows in report.by.items()))]))
    _print_notes(report, console)


def _rows(report: Report) -> Text:
    verdicts = report.ledger.verdicts
    said = ", ".join(f"{verdicts[one]} {one}" for one in Verdict if verdicts[one])
    trades = Counter(trade.status for trade in report.ledger.trades)
    text = f"{report.ledger.rows} rows: {said or 'none'} · {report.ledger.fills} fills · "
    return Text(text + f"{trades[TradeStatus.CLOSED]} closed trades, {trades[TradeStatus.OPEN]} open\n")


def _title(report: Report) -> str:
    net = report.days[-1].equity if report.days else Decimal(0)
    first, last = (report.days[0].day, report.days[-1].day) if report.days else ("", "")
    return f"net {signed(net)} {report.currency}   {first} – {last}"


def _curve(values: Sequence[float], width: int) -> Text:
    """An area chart of eighth blocks: every column the last value of its stretch of days."""
    if not values:
        return Text("no closed trades")
    count = max(1, min(width, CURVE_WIDTH_MAX, len(values)))
    columns = [values[(place + 1) * len(values) // count - 1] for place in range(count)]
    low, high = min(0.0, *columns), max(0.0, *columns)
    span = (high - low) or 1.0
    heights = [(value - low) / span * CURVE_HEIGHT for value in columns]
    lines = []
    for level in reversed(range(CURVE_HEIGHT)):
        cells = "".join(BLOCKS[max(0, min(8, round((height - level) * 8)))] for height in heights)
        label = high if level == CURVE_HEIGHT - 1 else low if level == 0 else None
        lines.append(f"{'' if label is None else f'{label:,.0f}':>10} {cells}")
    return Text("\n".join(lines), style="cyan")


def _figures(report: Report) -> Table:
    table = Table("metric", "value", "n", box=None, header_style="dim")
    table.columns[1].justify = table.columns[2].justify = "right"
    for key, figure in report.figures.items():
        metric = CATALOGUE[key]
        style = "" if figure.n >= metric.sample_min else "dim"
        table.add_row(metric.name, shown(figure, metric), str(figure.n), style=style)
    return table


def _by(name: str, rows: list[GroupRow]) -> Table:
    table = Table(name, "trades", "won", "net", box=None, header_style="dim")
    for column in table.columns[1:]:
        column.justify = "right"
    for row in sorted(rows, key=lambda row: -abs(row.net))[:8]:
        table.add_row(Text(row.key or "–"), str(row.trades), f"{row.won / row.trades:.0%}", signed(row.net))
    return table


def _print_notes(report: Report, console: Console) -> None:
    said = [note for note in report.ledger.notes if note.verdict is not Verdict.IGNORED]
    for note in said[:NOTES_MAX]:
        console.print(f"[yellow]line {note.line}[/] {note.verdict}: {escape(note.detail)}", highlight=False)
    if len(said) > NOTES_MAX:
        console.print(f"… and {len(said) - NOTES_MAX} more")


def signed(amount: Decimal) -> str:
    return f"{amount:+,.2f}"


def shown(figure: Figure, metric: Metric) -> str:
    """A figure as people read it; what is undefined says why. Costs and depths carry no plus."""
    value = figure.value
    if value is None:
        return f"– ({figure.note})"
    if isinstance(value, Decimal):
        return signed(value) if metric.better is Better.MORE else f"{value:,.2f}"
    if isinstance(value, str | int):
        return str(value)
    return f"{value:.1%}" if metric.unit is Unit.PERCENT else f"{value:,.2f}"
