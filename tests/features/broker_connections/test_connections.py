"""Connections: what goes in, what comes out, and what never does."""

import base64
import json
import logging

import pytest

from tests.features.conftest import MakeClient
from tests.support.actors import Person
from tests.support.brokers import AlpacaService, FlexService, TradovateService, alpaca, ibkr_flex, tradovate
from tests.support.connections import Desk, services
from tests.support.imports import Worker
from tests.support.sql import Sql
from tradesense.adapters.vault_aesgcm import AesGcmVault, new_key
from tradesense.features.broker_connections import tasks
from tradesense.ports import Ports

CONNECTIONS = "/broker-connections"


async def test_every_broker_says_what_it_needs(ada: Person) -> None:
    said = (await ada.get(f"{CONNECTIONS}/brokers")).json()
    assert said["is_on"]
    assert [one["kind"] for one in said["items"]] == ["alpaca", "binance", "ibkr_flex", "oanda", "tradovate"]
    for broker in said["items"]:
        assert any(field["secret"] for field in broker["fields"])
        assert all(field["label"] for field in broker["fields"])


async def test_what_is_missing_or_unknown_is_named_field_by_field(ada: Person) -> None:
    body = {"kind": "alpaca", "credentials": {"environment": "moon", "key_id": " ", "pin": "1"}}
    answer = await ada.post(CONNECTIONS, body)
    assert (answer.status_code, answer.json()["code"]) == (422, "broker_connection.credentials_invalid")
    assert {one["pointer"]: one["code"] for one in answer.json()["errors"]} == {
        "/credentials/environment": "choice",
        "/credentials/key_id": "missing",
        "/credentials/pin": "unknown",
        "/credentials/secret_key": "missing",
    }
    answer = await ada.post(CONNECTIONS, {"kind": "nobody", "credentials": {}})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/kind")


async def test_secrets_go_in_and_never_come_out(
    ada: Person, worker: Worker, ports: Ports, sql: Sql, caplog: pytest.LogCaptureFixture
) -> None:
    """Not in an answer, not in the database, not in a log line, though Flex puts its token into the address."""
    caplog.set_level(logging.INFO)
    with FlexService(ibkr_flex.statement(0)) as service:
        desk = Desk(ada, worker, ports, "ibkr_flex", service)
        made = await desk.connect(ibkr_flex.KEY)
        await desk.sync(made["id"])
    token = ibkr_flex.KEY["token"]
    answers = [made, await desk.look(made["id"]), await desk.runs(made["id"])]
    assert made["shown"] == {"query_id": "987654"}
    assert token not in json.dumps(answers)
    stored = await _stored(sql)
    assert made["id"] in stored
    for hidden in (token, base64.b64encode(token.encode()).decode(), token.encode().hex()):
        assert hidden not in stored
    assert token not in caplog.text


async def _stored(sql: Sql) -> str:
    """Every row of every table that could hold it, as text; the queue's too."""
    tables = [*await sql.workspace_tables(), "pgqueuer", "outbox"]
    return "".join([str(await sql.fetch(f"SELECT t::text FROM {table} t")) for table in tables])


async def test_a_session_with_the_broker_is_sealed_too(ada: Person, worker: Worker, ports: Ports, sql: Sql) -> None:
    with TradovateService(ports.clock.now()) as service:
        service.fills = [tradovate.fill(1)]
        desk = Desk(ada, worker, ports, "tradovate", service)
        made = await desk.connect(tradovate.KEY)
        await desk.sync(made["id"])
    stored = await _stored(sql)
    assert service.token == "token-1"
    assert "token-1" not in stored
    assert b"token-1".hex() not in stored


async def test_credentials_moved_to_another_row_do_not_open(
    ada: Person, worker: Worker, ports: Ports, sql: Sql
) -> None:
    with AlpacaService(fills=1) as service:
        desk = Desk(ada, worker, ports, "alpaca", service)
        one, other = await desk.connect(alpaca.KEY), await desk.connect({**alpaca.KEY, "secret_key": "x"})
        await sql.execute(
            "UPDATE broker_connections t SET credentials = s.credentials FROM broker_connections s"
            " WHERE t.id = $1::text::uuid AND s.id = $2::text::uuid",
            other["id"],
            one["id"],
        )
        found = await desk.sync(other["id"])
    assert (found["last_outcome"], found["last_detail"]) == (
        "refused",
        "A stored secret cannot be opened: enter it again.",
    )
    assert service.asked == []


async def test_after_a_rotation_what_is_used_is_sealed_with_the_new_key(
    ada: Person, worker: Worker, ports: Ports, sql: Sql
) -> None:
    old, new = new_key(), new_key()
    with AlpacaService(fills=1) as service:
        desk = Desk(ada, worker, ports, "alpaca", service)
        made = await desk.connect(alpaca.KEY)
        # Sealed with what the server has; the same again under a keyring with one key more.
        own = desk.ports.vault
        assert isinstance(own, AesGcmVault)
        desk.ports = _with_vault(desk.ports, own.with_key(new))
        assert (await desk.sync(made["id"]))["last_outcome"] == "synced"
        (kept,) = await sql.fetch(
            "SELECT credentials_key FROM broker_connections WHERE id = $1::text::uuid", made["id"]
        )
        assert kept[0] == new.partition(":")[0]
        desk.ports = _with_vault(desk.ports, AesGcmVault(old))
        assert (await desk.sync(made["id"]))["last_outcome"] == "refused", "a key that is gone opens nothing"


def _with_vault(ports: Ports, vault: AesGcmVault) -> Ports:
    return Ports(**{**{name: getattr(ports, name) for name in Ports.__slots__}, "vault": vault})


async def test_trying_the_credentials_says_what_the_broker_says(
    ada: Person, ports: Ports, browse: MakeClient, clock: object
) -> None:
    with AlpacaService() as service:
        client = browse(uses={"broker_sync": services(ports.clock, {"alpaca": service.url})})  # type: ignore[arg-type]
        person = Person(client, ada.email, {"access_token": ada.token, "user": ada.user})
        answers = []
        for secret in ("wrong", alpaca.KEY["secret_key"]):
            body = {"kind": "alpaca", "credentials": {**alpaca.KEY, "secret_key": secret}}
            made = (await person.post(CONNECTIONS, body)).json()
            answers.append((await person.post(f"{CONNECTIONS}/{made['id']}/test")).json())
    assert answers[0]["ok"] is False
    assert answers[0]["code"] == "broker_sync.credentials_refused"
    assert answers[1] == {"ok": True, "accounts": ["PA3717PJAYWN"], "code": None, "detail": ""}


async def test_a_server_that_asks_no_brokers_says_so_and_asks_none(
    ada: Person, worker: Worker, ports: Ports, browse: MakeClient
) -> None:
    with AlpacaService() as service:
        desk = Desk(ada, worker, ports, "alpaca", service)
        made = await desk.connect(alpaca.KEY, schedule="daily")
        off = services(desk.clock, {"alpaca": service.url}, is_on=False)
        person = Person(browse(uses={"broker_sync": off}), ada.email, {"access_token": ada.token, "user": ada.user})
        assert (await person.get(f"{CONNECTIONS}/brokers")).json()["is_on"] is False
        for path, body in (
            (CONNECTIONS, {"kind": "alpaca", "credentials": alpaca.KEY}),
            (f"{CONNECTIONS}/{made['id']}/sync", None),
        ):
            answer = await person.post(path, body)
            assert (answer.status_code, answer.json()["code"]) == (409, "broker_sync.off")
        ports_off = Ports(**{**{name: getattr(ports, name) for name in Ports.__slots__}, "broker_sync": off})
        (payload,) = await desk.take(made["id"])
        await tasks.run_sync(desk.database, ports_off, payload)
        assert service.asked == []
        assert len(await desk.queued(made["id"])) == 1, "it is looked at again later"


async def test_a_change_keeps_what_is_not_named_and_takes_an_etag(ada: Person) -> None:
    body = {"kind": "alpaca", "name": "Old", "credentials": alpaca.KEY, "since": "2026-01-01"}
    made = await ada.post(CONNECTIONS, body)
    path = f"{CONNECTIONS}/{made.json()['id']}"
    changed = await ada.patch(path, {"name": "New", "since": None}, {"If-Match": made.headers["etag"]})
    assert (changed.json()["name"], changed.json()["since"], changed.json()["shown"]) == (
        "New",
        None,
        {"environment": "paper"},
    )
    stale = await ada.patch(path, {"name": "Newer"}, {"If-Match": made.headers["etag"]})
    assert stale.status_code == 412
    assert (await ada.patch(path, {"account_id": "01a20848-2f52-7168-800f-79e51e785c57"})).status_code == 404
    assert (await ada.patch(path, {"credentials": {"environment": "moon"}})).status_code == 422


async def test_runs_are_told_newest_first_page_by_page(ada: Person, worker: Worker, ports: Ports) -> None:
    with AlpacaService() as service:
        desk = Desk(ada, worker, ports, "alpaca", service)
        made = await desk.connect(alpaca.KEY)
        for _ in range(3):
            await desk.sync(made["id"])
    path = f"{CONNECTIONS}/{made['id']}/runs"
    first = (await ada.get(path, limit=2)).json()
    rest = (await ada.get(path, limit=2, cursor=first["next_cursor"])).json()
    ids = [one["id"] for one in [*first["items"], *rest["items"]]]
    assert len(ids) == 3
    assert ids == sorted(ids, reverse=True)
    assert (await ada.get(path, cursor="nonsense")).status_code == 422


async def test_asking_twice_while_it_runs_is_asking_once(ada: Person, worker: Worker, ports: Ports) -> None:
    with AlpacaService(fills=1) as service:
        desk = Desk(ada, worker, ports, "alpaca", service)
        made = await desk.connect(alpaca.KEY)
        await ada.post(f"{CONNECTIONS}/{made['id']}/sync")
        payload = await desk.broken_off(made["id"], KeyboardInterrupt())
        await ada.post(f"{CONNECTIONS}/{made['id']}/sync")
        assert await desk.queued(made["id"]) == []
        await tasks.run_sync(desk.database, desk.ports, payload)
        assert (await desk.look(made["id"]))["last_outcome"] == "synced"


async def test_a_workspace_has_room_for_fifty(ada: Person) -> None:
    body = {"kind": "alpaca", "credentials": alpaca.KEY}
    statuses = [(await ada.post(CONNECTIONS, body)).status_code for _ in range(51)]
    assert statuses == [201] * 50 + [409]
