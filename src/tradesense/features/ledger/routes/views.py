"""From what the use cases answer to what clients see."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from tradesense.domain.annotation import Gathered
from tradesense.domain.matching import Match
from tradesense.domain.number import EXACT
from tradesense.features.ledger import use_cases
from tradesense.features.ledger.schemas import (
    AnnotationOut,
    DayOut,
    ExecutionOut,
    LegOut,
    MatchOut,
    SourceOut,
    TradeOut,
)
from tradesense.features.ledger.schemas.corporate_actions import CorporateActionOut, EffectOut
from tradesense.features.ledger.schemas.reconciliation import DifferenceOut, ReconciliationOut
from tradesense.features.ledger.schemas.trade_detail import TradeDetailOut


def execution_out(one: use_cases.ExecutionFacts) -> ExecutionOut:
    facts = one._asdict()
    facts["side"] = "buy" if one.side > 0 else "sell"
    facts["sources"] = sources_out(one.sources)
    return ExecutionOut.model_validate({name: facts[name] for name in ExecutionOut.model_fields})


def sources_out(sources: Sequence[tuple[UUID, str, int]]) -> list[SourceOut]:
    return [SourceOut(import_id=source[0], file_name=source[1], line=source[2]) for source in sources]


def reconciliation_out(found: use_cases.Reconciliation) -> ReconciliationOut:
    differences = [
        DifferenceOut.model_validate(
            {
                **{
                    name: getattr(one.residual, name)
                    for name in DifferenceOut.model_fields
                    if hasattr(one.residual, name)
                },
                "symbol": one.residual.name.symbol if one.residual.name else "",
                "cause": one.cause,
                "detail": one.detail,
                **one.residual.source._asdict(),
            }
        )
        for one in found.differences
    ]
    return ReconciliationOut.model_validate({**found._asdict(), "differences": differences})


def action_out(one: use_cases.ActionFacts) -> CorporateActionOut:
    effect = None
    if one.given is not None:
        paid = {"cash": one.cash_paid, "applied": one.applied}
        effect = EffectOut.model_validate({"given": one.given, "received": one.received, "cost": one.cost, **paid})
    return CorporateActionOut.model_validate({**one._asdict(), "effect": effect, "sources": sources_out(one.sources)})


def trade_out(row: use_cases.TradeRow, base_currencies: Mapping[UUID, str]) -> TradeOut:
    return TradeOut.model_validate(_trade_values(row, base_currencies[row.account_id]))


def trade_detail_out(detail: use_cases.TradeDetail) -> TradeDetailOut:
    values = _trade_values(detail.trade, detail.account.currency)
    return TradeDetailOut.model_validate(
        {
            **values,
            "account_name": detail.account.name,
            "multiplier": detail.multiplier,
            "method": detail.account.method,
            "legs": [_leg_out(leg) for leg in detail.legs],
            "matches": [_match_out(match) for match in detail.matches],
            "days": [
                DayOut(day=day.day, gross=day.gross, fees=day.fees, net=EXACT.subtract(day.gross, day.fees))
                for day in detail.days
            ],
            "annotation": annotation_out(detail.annotation),
            "linked": detail.linked,
            "corporate_actions": [action_out(one) for one in detail.actions],
        }
    )


def annotation_out(gathered: Gathered) -> AnnotationOut:
    return AnnotationOut.model_validate({name: _listed(value) for name, value in gathered._asdict().items()})


def _listed(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _trade_values(row: use_cases.TradeRow, base_currency: str) -> dict[str, object]:
    held = (row.closed_at - row.opened_at).total_seconds() if row.closed_at and row.times_known else None
    plain = {name: getattr(row, name) for name in TradeOut.model_fields if hasattr(row, name)}
    return {
        **plain,
        "side": "long" if row.direction > 0 else "short",
        "status": "open" if row.closed_at is None else "closed",
        "quantity": row.entry_quantity,
        "base_currency": base_currency,
        "held_seconds": None if held is None else int(held),
        "r": _r(row.net, row.risk),
        "has_notes": row.notes != "",
    }


def _r(net: Decimal, risk: Decimal | None) -> float | None:
    return None if risk is None else float(net / risk)


def _leg_out(leg: use_cases.Leg) -> LegOut:
    step = leg.step
    return LegOut(
        execution=execution_out(leg.execution),
        role=step.role.value,
        quantity=step.quantity,
        fees=step.fees,
        position=step.position,
        realised=step.realised,
    )


def _match_out(match: Match) -> MatchOut:
    return MatchOut(
        closing_id=match.closing,
        opening_id=match.opening,
        quantity=match.quantity,
        cost=match.cost,
        proceeds=match.proceeds,
        gross=match.gross,
        fees=match.fees,
        net=EXACT.subtract(match.gross, match.fees),
    )
