"""/analytics"""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel

from tradesense.domain.metrics import CATALOGUE, DEFAULT, Figure
from tradesense.domain.number import money_text
from tradesense.edge.deps import PortsDep, SnapshotActorDep, SnapshotDep
from tradesense.edge.etag import answer_once, etag
from tradesense.edge.responses import problems
from tradesense.features.analytics import use_cases
from tradesense.features.analytics.schemas import (
    BesideOut,
    BreakdownOut,
    CalendarDayOut,
    CalendarOut,
    CalendarSpanOut,
    EquityOut,
    EquityPointOut,
    FigureOut,
    GroupOut,
    IntervalOut,
    MetricListOut,
    MetricOut,
    SummaryOut,
)
from tradesense.ports import Memory

router = APIRouter(prefix="/analytics", tags=["analytics"])

Filter = Annotated[str, Query(max_length=2000, description="The filter language, as for trades; empty: all of them.")]
Zone = Annotated[str | None, Query(max_length=60, description="IANA zone of clock times; the workspace's.")]
Report = Annotated[str | None, Query(max_length=10, description="Currency to count in; the accounts' own.")]
Metrics = Annotated[str, Query(max_length=2000, description="Keys of the catalogue, comma-separated.")]

ANSWERS: Final = problems(304, 401, 403, 422)


@router.get(
    "/metrics",
    operation_id="analytics_metrics",
    summary="Every metric and its definition",
    responses=problems(401, 403),
)
async def list_metrics(actor: SnapshotActorDep) -> MetricListOut:
    use_cases.may_see(actor)
    items = [
        MetricOut(
            key=metric.key,
            name=metric.name,
            unit=metric.unit,
            better=metric.better,
            formula=metric.formula,
            convention=metric.convention,
            source=metric.source,
            sample_min=metric.sample_min,
            basis=metric.basis,
            is_default=metric.key in DEFAULT,
        )
        for metric in CATALOGUE.values()
    ]
    return MetricListOut(items=items, next_cursor=None)


@router.get(
    "/summary",
    operation_id="analytics_summary",
    summary="Figures of the trades",
    response_model=SummaryOut,
    responses=ANSWERS,
)
async def summary(
    request: Request,
    response: Response,
    session: SnapshotDep,
    actor: SnapshotActorDep,
    ports: PortsDep,
    q: Filter = "",
    tz: Zone = None,
    currency: Report = None,
    metrics: Metrics = "",
) -> Response:
    """Each with its sample and, for rates and means, its interval."""
    keys = _keys(metrics)
    question = await use_cases.ask(
        session, actor, clock=ports.clock, kind="summary", text=q, timezone=tz, report_currency=currency, details=keys
    )

    async def work_out() -> SummaryOut:
        chosen = await use_cases.selection(session, actor, question, ports.columns)
        found = await use_cases.in_thread(use_cases.summarised, chosen, keys)
        return SummaryOut(
            currency=found.currency,
            timezone=question.timezone,
            first_day=found.first_day,
            last_day=found.last_day,
            figures=_figures(found.figures),
            unconverted=[BesideOut.model_validate(one) for one in found.beside],
        )

    return await _answer(request, response, question, ports.results, work_out)


@router.get(
    "/equity",
    operation_id="analytics_equity",
    summary="The equity curve, by day",
    response_model=EquityOut,
    responses=ANSWERS,
)
async def equity(
    request: Request,
    response: Response,
    session: SnapshotDep,
    actor: SnapshotActorDep,
    ports: PortsDep,
    q: Filter = "",
    tz: Zone = None,
    currency: Report = None,
) -> Response:
    """Realised results, each exit on its own trading day."""
    question = await use_cases.ask(
        session, actor, clock=ports.clock, kind="equity", text=q, timezone=tz, report_currency=currency
    )

    async def work_out() -> EquityOut:
        chosen = await use_cases.selection(session, actor, question, ports.columns)
        points = await use_cases.in_thread(use_cases.equity, chosen)
        return EquityOut(
            currency=chosen.currency,
            capital=chosen.capital,
            points=[EquityPointOut(**point._asdict()) for point in points],
        )

    return await _answer(request, response, question, ports.results, work_out)


@router.get(
    "/breakdown",
    operation_id="analytics_breakdown",
    summary="Figures of each group of trades",
    response_model=BreakdownOut,
    responses=ANSWERS,
)
async def breakdown(
    request: Request,
    response: Response,
    session: SnapshotDep,
    actor: SnapshotActorDep,
    ports: PortsDep,
    by: Annotated[str, Query(max_length=20, description="Such as symbol, weekday, hour, tag, playbook, hold.")],
    q: Filter = "",
    tz: Zone = None,
    currency: Report = None,
    metrics: Metrics = "",
) -> Response:
    dimension, keys = use_cases.read_dimension(by), _keys(metrics)
    question = await use_cases.ask(
        session,
        actor,
        clock=ports.clock,
        kind="breakdown",
        text=q,
        timezone=tz,
        report_currency=currency,
        details=(dimension.value, *keys),
    )

    async def work_out() -> BreakdownOut:
        chosen = await use_cases.selection(session, actor, question, ports.columns)
        found = await use_cases.in_thread(use_cases.broken_down, chosen, dimension, question.timezone, keys)
        return BreakdownOut(
            by=found.by,
            currency=found.currency,
            partition=found.partition,
            groups=[GroupOut(key=group.key, figures=_figures(group.figures)) for group in found.groups],
            total=_figures(found.total),
        )

    return await _answer(request, response, question, ports.results, work_out)


@router.get(
    "/calendar",
    operation_id="analytics_calendar",
    summary="Days, weeks and months",
    response_model=CalendarOut,
    responses=ANSWERS,
)
async def calendar(
    request: Request,
    response: Response,
    session: SnapshotDep,
    actor: SnapshotActorDep,
    ports: PortsDep,
    q: Filter = "",
    tz: Zone = None,
    currency: Report = None,
    first: Annotated[date | None, Query(description="From this day.")] = None,
    last: Annotated[date | None, Query(description="To this day.")] = None,
) -> Response:
    """Weeks and months are the sums of their days."""
    details = (str(first or ""), str(last or ""))
    question = await use_cases.ask(
        session,
        actor,
        clock=ports.clock,
        kind="calendar",
        text=q,
        timezone=tz,
        report_currency=currency,
        details=details,
    )

    async def work_out() -> CalendarOut:
        chosen = await use_cases.selection(session, actor, question, ports.columns)
        found = await use_cases.in_thread(use_cases.calendar, chosen, first, last)
        return CalendarOut(
            currency=found.currency,
            days=[CalendarDayOut.model_validate(day) for day in found.days],
            weeks=[CalendarSpanOut.model_validate(week) for week in found.weeks],
            months=[CalendarSpanOut.model_validate(month) for month in found.months],
        )

    return await _answer(request, response, question, ports.results, work_out)


async def _answer(
    request: Request,
    response: Response,
    question: use_cases.Question,
    results: Memory,
    work_out: Callable[[], Awaitable[BaseModel]],
) -> Response:
    """304 for a reader who has it, the kept answer, or a new one."""
    tag = etag(*question.key)
    answer_once(request, response, tag)
    body = results.get(question.key)
    if not isinstance(body, bytes):
        body = (await work_out()).model_dump_json().encode()
        results.put(question.key, body, len(body))
    return Response(body, headers=dict(response.headers), media_type="application/json")


def _keys(metrics: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in metrics.split(",") if part.strip()))


def _figures(found: dict[str, Figure]) -> list[FigureOut]:
    return [_figure(key, figure) for key, figure in found.items()]


def _figure(key: str, figure: Figure) -> FigureOut:
    value = figure.value
    return FigureOut(
        key=key,
        value=value if value is None or isinstance(value, float | int | str) else money_text(value),
        n=figure.n,
        enough=figure.n >= CATALOGUE[key].sample_min,
        note=figure.note,
        interval=IntervalOut(**figure.interval._asdict()) if figure.interval else None,
    )
