"""The report as one HTML page: charts drawn as SVG, no script from elsewhere, nothing loaded."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from html import escape

from tradesense.domain.equity import EquityPoint
from tradesense.domain.metrics import CATALOGUE
from tradesense.domain.number import plain
from tradesense.domain.statement import Verdict
from tradesense.main.report.gather import GroupRow, Report, ShownTrade
from tradesense.main.report.terminal import shown, signed

WIDTH, HEIGHT, BAND = 920, 300, 90
TICKS = 4
TRADES_MAX = 2_000

STYLE = """
:root{color-scheme:light dark;--ink:#1a1d21;--dim:#667085;--line:#e4e7ec;--page:#fff;--gain:#0b7a53;--loss:#c4362b;
--accent:#3257d6}
@media(prefers-color-scheme:dark){:root{--ink:#e6e8eb;--dim:#98a2b3;--line:#2b3038;--page:#14171b;--gain:#34c38f;
--loss:#ff7a6b;--accent:#8aa4ff}}
body{font:14px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--page);max-width:960px;margin:32px auto;
padding:0 16px;font-variant-numeric:tabular-nums}
h1{font-size:20px;margin:0}h2{font-size:14px;margin:32px 0 8px;color:var(--dim);font-weight:600}
p{margin:4px 0;color:var(--dim)}table{border-collapse:collapse;width:100%}
th,td{padding:4px 8px;border-bottom:1px solid var(--line);text-align:right;white-space:nowrap}
th:first-child,td:first-child{text-align:left}th{color:var(--dim);font-weight:500}
.few{color:var(--dim)}.gain{color:var(--gain)}.loss{color:var(--loss)}
.cols{display:grid;grid-template-columns:repeat(auto-fit,minmax(260px,1fr));gap:24px}
svg{width:100%;height:auto;display:block}text{font:11px system-ui,sans-serif;fill:var(--dim)}
.scroll{overflow-x:auto}
"""


def page(report: Report) -> str:
    net = report.days[-1].equity if report.days else Decimal(0)
    files = "".join(
        f"<p>{escape(file.name)} · {escape(file.format_title)} · times in {escape(file.zone)}</p>"
        for file in report.files
    )
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>TradeSense report</title>'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><style>{STYLE}</style>'
        f'<h1>Net <span class="{_tone(net)}">{signed(net)} {report.currency}</span></h1>{files}'
        f"<h2>Equity and drawdown</h2>{equity_svg(report.days)}"
        f"<h2>Figures</h2>{_figures(report)}"
        f'<div class="cols">{"".join(_by(name, rows) for name, rows in report.by.items())}</div>'
        f"<h2>Trades</h2>{_trades(report.trades)}{_rows(report)}</html>"
    )


def equity_svg(days: Sequence[EquityPoint]) -> str:
    """The running total with its zero line, and below it how far it is under its highest."""
    if not days:
        return "<p>No closed trades.</p>"
    equity = [0.0, *(float(day.equity) for day in days)]
    under = [0.0, *(float(day.drawdown) for day in days)]
    low, high = min(equity), max(equity)
    step = (WIDTH - 80) / max(1, len(equity) - 1)

    def y(value: float) -> float:
        return 10 + (high - value) / ((high - low) or 1) * (HEIGHT - 20)

    def below(value: float) -> float:
        return HEIGHT + 16 + value / (min(under) or -1) * (BAND - 20)

    points = [(64 + place * step, value) for place, value in enumerate(equity)]
    line = " ".join(f"{x:.1f},{y(value):.1f}" for x, value in points)
    band = " ".join(f"{64 + place * step:.1f},{below(value):.1f}" for place, value in enumerate(under))
    ticks = "".join(_tick(low + (high - low) * part / TICKS, y) for part in range(TICKS + 1))
    last = 64 + (len(equity) - 1) * step
    hovers = "".join(
        f'<rect x="{64 + place * step:.1f}" y="0" width="{max(step, 0.5):.2f}" height="{HEIGHT + BAND}" opacity="0">'
        f"<title>{day.day}: {signed(day.net)}, total {signed(day.equity)}, {day.trades} trades</title></rect>"
        for place, day in enumerate(days)
    )
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT + BAND}" role="img" aria-label="Equity curve, {days[0].day} to {days[-1].day}">'
        f'{ticks}<line x1="64" x2="{WIDTH}" y1="{y(0):.1f}" y2="{y(0):.1f}" stroke="var(--dim)" stroke-dasharray="2 3"/>'
        f'<polyline points="{line}" fill="none" stroke="var(--accent)" stroke-width="1.75"/>'
        f'<polygon points="64,{HEIGHT + 16} {band} {last:.1f},{HEIGHT + 16}" fill="var(--loss)" opacity=".35"/>'
        f'<text x="60" y="{HEIGHT + BAND - 4}" text-anchor="end">{min(under):,.0f}</text>'
        f'<text x="64" y="{HEIGHT + BAND - 4}">{days[0].day}</text>'
        f'<text x="{WIDTH}" y="{HEIGHT + BAND - 4}" text-anchor="end">{days[-1].day}</text>{hovers}</svg>'
    )


def _tick(value: float, y: Callable[[float], float]) -> str:
    at = y(value)
    return (
        f'<line x1="64" x2="{WIDTH}" y1="{at:.1f}" y2="{at:.1f}" stroke="var(--line)"/>'
        f'<text x="60" y="{at + 4:.1f}" text-anchor="end">{value:,.0f}</text>'
    )


def _figures(report: Report) -> str:
    rows = []
    for key, figure in report.figures.items():
        metric = CATALOGUE[key]
        few = ' class="few" title="fewer than the smallest honest sample"' if figure.n < metric.sample_min else ""
        interval = f"{figure.interval.low:.3g} … {figure.interval.high:.3g}" if figure.interval else ""
        value = escape(shown(figure, metric))
        rows.append(
            f"<tr{few}><td>{escape(metric.name)}</td><td>{value}</td><td>{interval}</td><td>{figure.n}</td></tr>"
        )
    return f"<table><tr><th>metric<th>value<th>95 % interval<th>n</tr>{''.join(rows)}</table>"


def _by(name: str, rows: list[GroupRow]) -> str:
    largest = max((abs(row.net) for row in rows), default=Decimal(1)) or Decimal(1)
    lines = []
    for row in rows:
        width = float(abs(row.net) / largest) * 60
        bar = f'<svg viewBox="0 0 60 10" style="width:60px"><rect width="{width:.1f}" height="10" fill="var(--{_tone(row.net)})"/></svg>'
        lines.append(
            f"<tr><td>{escape(row.key) or '–'}</td><td>{row.trades}</td><td>{row.won / row.trades:.0%}</td>"
            f'<td class="{_tone(row.net)}">{signed(row.net)}</td><td>{bar}</td></tr>'
        )
    return (
        f"<div><h2>By {name}</h2><table><tr><th>{name}<th>trades<th>won<th>net<th></tr>{''.join(lines)}</table></div>"
    )


def _trades(trades: Sequence[ShownTrade]) -> str:
    lines = []
    for one in trades[::-1][:TRADES_MAX]:
        trade, instrument = one.trade, one.position.key.instrument
        exit_price = trade.exit_price(instrument.multiplier)
        lines.append(
            f"<tr><td>{escape(instrument.symbol)}</td><td>{trade.direction.name.lower()}</td><td>{trade.opened_on}</td>"
            f"<td>{trade.closed_on or 'open'}</td><td>{plain(trade.entry_quantity)}</td>"
            f"<td>{plain(trade.entry_price(instrument.multiplier))}</td><td>{plain(exit_price) if exit_price else ''}</td>"
            f"<td>{signed(-trade.fees) if trade.fees_known else 'unknown'}</td>"
            f'<td class="{_tone(trade.net)}">{signed(trade.net)} {instrument.currency}</td></tr>'
        )
    head = "<tr><th>symbol<th>side<th>opened<th>closed<th>size<th>entry<th>exit<th>fees<th>net</tr>"
    more = f"<p>The newest {TRADES_MAX} of {len(trades)}.</p>" if len(trades) > TRADES_MAX else ""
    return f'<div class="scroll"><table>{head}{"".join(lines)}</table></div>{more}'


def _rows(report: Report) -> str:
    verdicts = report.ledger.verdicts
    said = ", ".join(f"{verdicts[one]} {one}" for one in Verdict if verdicts[one])
    notes = [note for note in report.ledger.notes if note.verdict is not Verdict.IGNORED]
    lines = "".join(
        f"<tr><td>{note.line}</td><td>{note.verdict}</td><td>{escape(note.detail)}</td></tr>" for note in notes
    )
    return f"<h2>Rows</h2><p>{report.ledger.rows} rows: {said}</p><table>{lines}</table>"


def _tone(amount: Decimal) -> str:
    return "loss" if amount < 0 else "gain"
