"""What is written down of a day's work: which request, whose workspace; never what it was about."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from tests.features.conftest import MakeClient
from tests.support.actors import register
from tests.support.imports import Worker, fills
from tests.support.keys import made_key, with_key
from tests.support.ledger import account, fill, trades
from tests.support.members import home, invited
from tradesense.kit.logging import configure_logging

SECRETS = {
    "password": "canary-passphrase-48151",
    "note": "canary note of the trader",
    "tag": "canary-tag",
    "price": "4815.1623",
    "quantity": "42.4815",
    "symbol": "CNRY",
    "name": "Canary Desk",
    "file": "canary-export.csv",
    "cell": "canary-cell",
}


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Everything logged meanwhile, in the shape in which servers write it."""
    configure_logging("debug", "json")
    logging.getLogger("httpx2").setLevel(logging.WARNING)  # the browser's, not the server's
    (handler,) = logging.getLogger().handlers
    assert isinstance(handler, logging.StreamHandler)
    stream = io.StringIO()
    handler.setStream(stream)
    yield stream
    logging.getLogger().removeHandler(handler)


async def test_the_log_names_requests_and_workspaces_and_holds_no_secret(
    browse: MakeClient, worker: Worker, written: io.StringIO
) -> None:
    client = browse()
    ada = await register(client, "canary", name=SECRETS["name"])
    cookie = client.cookies["ts_refresh"]
    login = {"email": ada.email, "password": SECRETS["password"]}
    assert (await client.post("/api/v1/auth/login", json=login)).status_code == 401
    assert (await client.post("/api/v1/auth/refresh")).status_code == 200
    main = await account(ada, name=SECRETS["name"])
    await fill(
        ada, main["id"], "buy", SECRETS["quantity"], SECRETS["price"], None, "2026-01-05T15:00:00Z",
        instrument={"symbol": SECRETS["symbol"]},
    )  # fmt: skip
    (trade,) = await trades(ada, q=f"symbol:{SECRETS['symbol']}")
    said = {"notes": SECRETS["note"], "tags": [SECRETS["tag"]]}
    assert (await ada.patch(f"/trades/{trade['id']}/annotation", said, {"If-Match": "*"})).status_code == 200
    content = fills(f"{SECRETS['cell']},2026-01-05,buy,{SECRETS['cell']},1,0")
    assert (await worker.imported(ada, content, SECRETS["file"]))["state"] == "committed"
    assert (await ada.get("/trades", q=f'"{SECRETS["note"]}" pnl>"x"')).status_code == 422
    # An API key that works, one that is mistyped, one in an address; an invitation's token, a link's (S48, S50).
    key = (await made_key(ada, "trades.read"))["secret"]
    assert (await with_key(ada, key).get("/trades")).status_code == 200
    assert (await with_key(ada, key + "x").get("/tags")).status_code == 401
    assert (await ada.get("/tags", key=key)).status_code == 422
    token = await invited(await home(ada), "canary-guest@example.org", "viewer")
    assert (await client.post("/api/v1/invitations/look", json={"token": token})).status_code == 200
    link = (await ada.post("/shares", {"trade_id": trade["id"]})).json()["path"].partition("#")[2]
    assert (await client.post("/api/v1/shares/open", json={"token": link})).status_code == 200
    # A request that breaks is logged with where it broke, and without what it worked on.
    unlucky = browse(uses={"clock": None})
    assert (
        await unlucky.get("/api/v1/trades", headers=ada.headers(), params={"q": SECRETS["note"]})
    ).status_code == 500

    text = written.getvalue()
    people = (ada.email, ada.email.partition("@")[0], "canary-guest")
    for secret in (*SECRETS.values(), *people, ada.token, cookie, key, token, link):
        assert secret not in text, secret
    lines: list[dict[str, Any]] = [json.loads(line) for line in text.splitlines()]
    assert all({"event", "level", "timestamp"} <= set(line) for line in lines)
    answered = [line for line in lines if line["event"] == "request.answered"]
    assert all(line["request_id"] for line in answered)
    inside = [line for line in answered if line["route"] in {"/accounts", "/executions", "/trades", "/imports"}]
    workspace = (await ada.get("/auth/me")).json()["workspace_id"]
    assert {line["workspace_id"] for line in inside if line["status"] < 500} == {workspace}
    # The route, never the path: ids and filters are somebody's.
    assert {"/trades/{trade_id}/annotation", "/imports"} <= {line["route"] for line in answered}
    (broke,) = [line for line in lines if line["event"] == "request.failed"]
    assert broke["exception"][0]["exc_type"] == "AttributeError"
    ran = next(line for line in lines if line["event"] == "import.ran")
    assert (ran["rows"], ran["new"]) == (1, 0)


async def test_every_line_is_one_record_whatever_is_in_it(browse: MakeClient, written: io.StringIO) -> None:
    await browse().get("/api/v1/trades/%0d%0a%7b%22event%22:%22forged%22%7d", headers={"X-Request-Id": "x\x1b[31m"})
    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    assert "forged" not in {line["event"] for line in lines}
