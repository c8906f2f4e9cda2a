"""S37: every operation of the API, tried by everybody, answers the status that security/authorisation.toml states."""

import tomllib
from collections.abc import AsyncIterator
from itertools import pairwise
from typing import Final

import pytest
from httpx2 import ASGITransport, AsyncClient

from tests.architecture.places import ROOT
from tests.features.conftest import changed_ports
from tests.support.brokers import AlpacaService
from tests.support.clock import SetClock
from tests.support.connections import services
from tests.support.crowd import NOBODY, STRANGER, Crowd, crowd
from tests.support.imports import Worker
from tests.support.operations import PUBLIC, Operation, operations
from tests.support.probes import AFTER, FRESH, manners, request
from tests.support.sql import Sql
from tradesense.db.session import Database
from tradesense.domain.access import Role
from tradesense.kit.settings import Settings
from tradesense.main.app import create_app
from tradesense.ports import Ports

TABLE: Final = tomllib.loads((ROOT / "security" / "authorisation.toml").read_text(encoding="utf-8"))
COLUMNS: Final[list[str]] = TABLE["columns"]
STATUSES: Final[dict[str, list[int]]] = TABLE["statuses"]
REFUSALS: Final = {401, 403, 404}


@pytest.fixture(scope="module")
async def everybody(
    settings: Settings, database: Database, ports: Ports, clock: SetClock, worker: Worker, sql: Sql
) -> AsyncIterator[Crowd]:
    """Their broker is a server of this machine."""
    with AlpacaService() as broker:
        told = changed_ports(ports, broker_sync=services(clock, {"alpaca": broker.url}))
        app = create_app(settings.model_copy(update={"product_mail": True}), database, told)
        async with AsyncClient(transport=ASGITransport(app), base_url="http://127.0.0.1") as client:
            yield await crowd(client, worker, sql)


def test_the_table_has_a_line_for_every_operation_and_no_other() -> None:
    assert {one.id for one in operations()} == STATUSES.keys()
    assert {name: len(line) for name, line in STATUSES.items() if len(line) != len(COLUMNS)} == {}
    assert {*COLUMNS} == {NOBODY, STRANGER, "reads", "writes", *(role.value for role in Role)}


def test_the_table_lets_nobody_in_who_has_no_token() -> None:
    """And nobody of another workspace learns that there is this one."""
    nobody, stranger = COLUMNS.index(NOBODY), COLUMNS.index(STRANGER)
    private = {name: line for name, line in STATUSES.items() if name not in PUBLIC}
    assert {(line[nobody], line[stranger]) for line in private.values()} == {(401, 404)}
    # Whoever may do more is refused nothing that somebody may who may do less: the last owner alone cannot leave, nor
    # be erased.
    more = [COLUMNS.index(role) for role in (Role.OWNER, Role.ADMIN, Role.TRADER)]
    lost = {name for name, line in private.items() for one, other in pairwise(more) if line[other] < 300 <= line[one]}
    assert lost == {"members_leave", "privacy_erasure_request", "privacy_erasure_undo"}


async def test_every_operation_answers_everybody_as_the_table_says(everybody: Crowd) -> None:
    wrong = []
    for operation in operations():
        expected = dict(zip(COLUMNS, STATUSES[operation.id], strict=True))
        # Those who are refused come first: had they been let in, the others would not find what they came for.
        for who in sorted(expected, key=lambda who: -expected[who]):
            found, said = await _tried(everybody, operation, who, expected[who])
            if found != expected[who]:
                wrong.append(f"{operation.id} by {who}: {found}, not {expected[who]}: {said[:300]}")
    assert not wrong, "\n".join(wrong)


async def _tried(everybody: Crowd, operation: Operation, who: str, expected: int) -> tuple[int, str]:
    ids = {**everybody.house.ids, **everybody.ways.get(who, {})}
    if operation.id in FRESH and expected not in REFUSALS:
        ids |= await FRESH[operation.id](everybody, who)
    said = request(operation, ids, next(everybody.numbers))
    if operation.id == "auth_login":
        said["json"]["email"] = everybody.spare.email
    answer = await everybody.send(who, operation.method, operation.at(ids), manners(operation), **said)
    if answer.status_code < 300 and operation.id in AFTER:
        await AFTER[operation.id](everybody, who)
    return answer.status_code, answer.text if operation.method != "HEAD" else ""
