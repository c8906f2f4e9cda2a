"""The report as JSON: amounts as strings, undefined figures as null with the reason."""

from decimal import Decimal
from typing import Any

from tradesense.domain.metrics import Figure
from tradesense.domain.number import money_text, plain
from tradesense.domain.statement import Verdict
from tradesense.main.report.gather import Report, ShownTrade


def document(report: Report) -> dict[str, Any]:
    ledger = report.ledger
    return {
        "files": [
            {"name": one.name, "format": one.format_key, "confidence": one.confidence, "timezone": one.zone}
            for one in report.files
        ],
        "rows": {"rows": ledger.rows, **{one.value: ledger.verdicts[one] for one in Verdict}},
        "fills": ledger.fills,
        "currency": report.currency,
        "figures": {key: _figure(figure) for key, figure in report.figures.items()},
        "equity": [
            {
                "day": day.day.isoformat(),
                "net": money_text(day.net),
                "equity": money_text(day.equity),
                "drawdown": money_text(day.drawdown),
                "trades": day.trades,
            }
            for day in report.days
        ],
        "trades": [_trade(one) for one in report.trades],
        "notes": [note._asdict() for note in ledger.notes],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    value = money_text(figure.value) if isinstance(figure.value, Decimal) else figure.value
    interval = list(figure.interval[:2]) if figure.interval else None
    return {"value": value, "n": figure.n, "note": figure.note, "interval": interval}


def _trade(one: ShownTrade) -> dict[str, Any]:
    trade, instrument = one.trade, one.position.key.instrument
    exit_price = trade.exit_price(instrument.multiplier)
    return {
        "id": str(trade.id),
        "account": one.position.key.account,
        "symbol": instrument.symbol,
        "asset_class": instrument.asset_class,
        "side": trade.direction.name.lower(),
        "status": trade.status,
        "opened_at": trade.opened_at.isoformat(),
        "closed_at": trade.closed_at.isoformat() if trade.closed_at else None,
        "quantity": plain(trade.entry_quantity),
        "entry_price": plain(trade.entry_price(instrument.multiplier)),
        "exit_price": plain(exit_price) if exit_price is not None else None,
        "gross": money_text(trade.gross),
        "fees": money_text(trade.fees),
        "fees_known": trade.fees_known,
        "net": money_text(trade.net),
        "currency": instrument.currency,
        "base_net": money_text(trade.base_net) if trade.base_net is not None else None,
        "executions": trade.executions,
    }
