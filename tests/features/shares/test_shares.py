"""A public link tells of one trade what it is to, until it ends; and of nothing else."""

import json
from typing import Any
from uuid import uuid4

from httpx2 import AsyncClient, Response

from tests.features.conftest import MakeClient
from tests.support.actors import Person, register
from tests.support.clock import SetClock
from tests.support.house import annotate
from tests.support.imports import Worker, fills
from tests.support.keys import made_key, with_key
from tests.support.ledger import account, fill, trades
from tests.support.members import home, joined
from tests.support.sql import Sql


async def traded(person: Person) -> str:
    """300 bought at 10 and sold at 10.5, a fee of 1 each: 148 net; 90 was the planned risk."""
    main = (await account(person))["id"]
    await fill(person, main, "buy", "300", "10", "1", "2026-01-05T15:00:00Z")
    await fill(person, main, "sell", "300", "10.5", "1", "2026-01-05T16:00:00Z")
    (trade,) = await trades(person)
    await annotate(person, trade["id"], notes="secret thoughts", tags=["gap"], planned_risk="90")
    return str(trade["id"])


async def shared(person: Person, trade_id: str, **how: Any) -> tuple[str, str]:
    """The share's id, and the token of its link."""
    answer = await person.post("/shares", {"trade_id": trade_id, **how})
    assert answer.status_code == 201, answer.text
    return answer.json()["id"], str(answer.json()["path"]).removeprefix("/shared#")


async def opened(client: AsyncClient, token: str) -> Response:
    return await client.post("/api/v1/shares/open", json={"token": token})


async def test_whoever_has_the_link_sees_what_it_is_to_tell(ada: Person) -> None:
    trade_id = await traded(ada)
    _, token = await shared(ada, trade_id, results="r", hides_sizes=True)
    told = await opened(ada.client, token)
    assert told.status_code == 200, told.text
    said = told.json()
    # 148 ÷ 90
    assert (said["result"], said["results"], said["symbol"], said["side"]) == ("1.64", "r", "AAPL", "long")
    assert (said["entry_price"], said["exit_price"], said["quantity"], said["currency"]) == ("10", "10.5", None, None)


async def test_what_is_hidden_stands_nowhere_in_the_answer(ada: Person) -> None:
    trade_id = await traded(ada)
    _, token = await shared(ada, trade_id, results="percent", hides_sizes=True, hides_symbol=True)
    text = (await opened(ada.client, token)).text
    for secret in ("AAPL", "300", "148", "10.5", "secret thoughts", "gap", ada.email, "16:00", trade_id, "USD"):
        assert secret not in text, secret
    # 148 ÷ 3000
    assert json.loads(text)["result"] == "4.93"


async def test_money_and_sizes_hide_together_or_not_at_all(ada: Person) -> None:
    trade_id = await traded(ada)
    answer = await ada.post("/shares", {"trade_id": trade_id, "results": "money", "hides_sizes": True})
    assert (answer.status_code, answer.json()["code"]) == (422, "share.sizes_follow")
    _, token = await shared(ada, trade_id, results="money", hides_sizes=False)
    said = (await opened(ada.client, token)).json()
    assert (said["result"], said["currency"], said["quantity"]) == ("148.00", "USD", "300")


async def test_r_needs_a_planned_risk(ada: Person) -> None:
    trade_id = await traded(ada)
    await annotate(ada, trade_id, planned_risk=None)
    answer = await ada.post("/shares", {"trade_id": trade_id, "results": "r"})
    assert (answer.status_code, answer.json()["code"]) == (409, "share.risk_missing")


async def test_a_link_ends_when_it_is_ended_or_expires(browse: MakeClient) -> None:
    clock = SetClock()
    client = browse(uses={"clock": clock})
    ada = await register(client)
    trade_id = await traded(ada)
    ended, gone = await shared(ada, trade_id)
    _, kept = await shared(ada, trade_id, expires_in_days=2)
    assert len((await ada.get("/shares", trade_id=trade_id)).json()["items"]) == 2
    assert (await ada.get("/shares", trade_id=str(uuid4()))).json()["items"] == []
    assert (await ada.send("DELETE", f"/shares/{ended}")).status_code == 204
    assert (await ada.send("DELETE", f"/shares/{ended}")).status_code == 404
    assert [(await opened(client, token)).status_code for token in (gone, kept)] == [404, 200]
    clock.pass_(days=2)
    answer = await opened(client, kept)
    assert (answer.status_code, answer.json()["code"]) == (404, "share.not_found")


async def test_a_link_ends_with_its_makers_membership(ada: Person, bob: Person) -> None:
    trade_id = await traded(ada)
    desk = await home(ada)
    member = await joined(desk, bob, "trader")
    made = await member.post("/shares", {"trade_id": trade_id})
    token = made.json()["path"].removeprefix("/shared#")
    assert (await opened(ada.client, token)).status_code == 200
    assert (await desk.remove(bob)).status_code == 204
    assert (await opened(ada.client, token)).status_code == 404


async def test_a_trade_that_is_gone_is_not_told_of(ada: Person, worker: Worker) -> None:
    made = await worker.imported(
        ada, fills("WOMB,2026-01-05 10:00:00,buy,10,100,1", "WOMB,2026-01-05 11:00:00,sell,10,110,1")
    )
    (trade,) = await trades(ada)
    _, token = await shared(ada, trade["id"])
    assert (await worker.acted(ada, made["id"], "undo"))["state"] == "undone"
    assert (await opened(ada.client, token)).status_code == 404
    # Imported again it is the same trade, and the link tells of it.
    again = await worker.imported(
        ada, fills("WOMB,2026-01-05 10:00:00,buy,10,100,1", "WOMB,2026-01-05 11:00:00,sell,10,110,1")
    )
    assert again["counts"]["new"] == 2
    assert (await opened(ada.client, token)).status_code == 200


async def test_nobody_shares_what_is_anothers_or_what_their_role_only_sees(ada: Person, bob: Person) -> None:
    trade_id = await traded(ada)
    answer = await bob.post("/shares", {"trade_id": trade_id})
    assert (answer.status_code, answer.json()["code"]) == (404, "trade.not_found")
    member = await joined(await home(ada), bob, "coach")
    answer = await member.post("/shares", {"trade_id": trade_id})
    assert (answer.status_code, answer.json()["code"]) == (403, "access.not_allowed")


async def test_its_token_is_told_once_and_kept_nowhere(ada: Person, sql: Sql) -> None:
    body, once = {"trade_id": await traded(ada)}, {"Idempotency-Key": str(uuid4())}
    first, again = await ada.post("/shares", body, once), await ada.post("/shares", body, once)
    assert again.json() == {**first.json(), "path": None}
    token = first.json()["path"].removeprefix("/shared#")
    for table in await sql.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"):
        assert await sql.value(f"SELECT count(*) FROM {table[0]} t WHERE t::text LIKE $1", f"%{token}%") == 0
    assert token not in await sql.value("SELECT string_agg(convert_from(body, 'UTF8'), '') FROM idempotency_keys")


async def test_a_token_of_another_kind_opens_nothing(ada: Person) -> None:
    for token in (ada.token[:100], "x", "' OR true --"):
        assert (await opened(ada.client, token)).status_code == 404


async def test_a_link_for_somebody_opens_for_them_alone(ada: Person, bob: Person, browse: MakeClient) -> None:
    """S38: neither for a stranger who has the link, nor for a member, nor for a program; and it gives no more than the
    one trade."""
    trade_id = await traded(ada)
    share_id, token = await shared(ada, trade_id, results="percent", for_email=bob.email.upper())
    assert (await ada.get("/shares")).json()["items"][0]["for_email"] == bob.email
    told = await bob.post("/shares/open", {"token": token})
    # 148 ÷ 3000
    assert (told.status_code, told.json()["result"]) == (200, "4.93")
    desk = (await home(ada)).workspace
    for path in (f"/trades/{trade_id}", "/trades"):
        assert (await bob.get(path, {"Workspace": desk})).status_code == 404
    assert (await bob.get(f"/trades/{trade_id}")).status_code == 404
    secret = (await made_key(bob, "trades.read"))["secret"]
    eve = await register(browse(), "eve")
    refused = [
        (await opened(browse(), token), 401, "session.missing"),
        (await eve.post("/shares/open", {"token": token}), 403, "share.for_another"),
        (await ada.post("/shares/open", {"token": token}), 403, "share.for_another"),
        (await with_key(bob, secret).post("/shares/open", {"token": token}), 403, "access.not_by_key"),
    ]
    for answer, status, code in refused:
        assert (answer.status_code, answer.json()["code"]) == (status, code)
        assert bob.email not in answer.text
    assert (await ada.send("DELETE", f"/shares/{share_id}")).status_code == 204
    assert (await bob.post("/shares/open", {"token": token})).json()["code"] == "share.not_found"
