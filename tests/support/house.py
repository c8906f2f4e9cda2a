"""A workspace with one of everything in it: for tests that go through all tables, or all operations."""

from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID

from tests.adapters.brokers.reading import IMPORTS
from tests.adapters.brokers.test_statements import IBKR_STATEMENT
from tests.support.actors import Person
from tests.support.brokers import AlpacaService, alpaca
from tests.support.connections import Desk
from tests.support.imports import Worker, fills
from tests.support.ledger import account, fill, trades
from tests.support.uploads import created
from tradesense.domain.ids import UserId
from tradesense.features.identity.repository import factors
from tradesense.features.identity.use_cases.consents import record_consents
from tradesense.features.privacy.repository import exports
from tradesense.kit.ids import new_id


class House(NamedTuple):
    """`ids`: by the names that paths give them."""

    person: Person
    ids: dict[str, str]


async def furnished(person: Person, worker: Worker) -> House:
    """Every table of the workspace has a row, and every list of the API an item."""
    main = await account(person, name="Main", number="U1")
    await fill(person, main["id"], "buy", "100", "10", "1", "2026-01-05T15:00:00Z")
    sold = await fill(person, main["id"], "sell", "100", "11", "1", "2026-01-05T16:00:00Z")
    (trade,) = await trades(person, q="symbol:AAPL")
    await annotate(person, trade["id"], tags=["gap"], notes="as planned", planned_risk="50", playbook="open")
    await _with_a_trade_that_went(person, main["id"])
    # Nothing is open of MSFT: it matches nothing.
    await fill(person, main["id"], "sell", "5", "20", "0", "2026-01-06T15:00:00Z", instrument=_of("MSFT"), closes=True)
    await _with_picked_lots(person)
    split = {"account_id": main["id"], "instrument": _of("AAPL"), "numerator": 4, "denominator": 1}
    four_to_one = await person.post("/corporate-actions", {**split, "effective_at": "2026-03-01T00:00:00Z"})
    assert four_to_one.status_code == 201, four_to_one.text
    renamed = await _with_a_symbol_change(person, worker, main["id"])
    await _with_an_assignment(person, worker)
    for name in (
        "generic/synthetic__reverse_split_in_position.csv",
        "ibkr/synthetic__two_currencies_with_fx.csv",
        "ibkr/made__activity_corporate_actions.csv",
    ):
        made = await worker.imported(person, (IMPORTS / name).read_bytes(), name.rpartition("/")[2])
        assert made["state"] == "committed", made["problem"]
    # A fill that two files state.
    for name in ("one.csv", "other.csv"):
        await worker.imported(person, fills("WMT,2026-01-05 10:00:00,buy,1,10,0"), name)
    await _with_a_saved_mapping(person, worker)
    made = await worker.imported(person, fills("WOMB,2026-01-05 10:00:00,buy,many,10,0", "WOMB,2026-01-05,buy,1,10,0"))
    connection = await _with_a_connection(person, worker)
    headers = {"Idempotency-Key": "once"}
    assert (await person.post("/accounts", {"name": "Kept"}, headers)).status_code == 201
    # What the broker prints of the account as a whole: balances, positions, results.
    assert (await worker.imported(person, IBKR_STATEMENT, "statement.csv"))["state"] == "committed"
    event = await _with_a_deposit(person, main["id"])
    assert (await person.put("/contracts/QZW", {"multiplier": "5"})).status_code == 200
    ways = await with_other_ways_in(person, worker)
    upload = await created(person, 10)
    archive = await worker.archived(person)
    workspace = (await person.get("/auth/me")).json()["workspace_id"]
    (saved,) = (await person.get("/imports/mappings")).json()["items"]
    doors = await _with_other_doors(person, trade["id"])
    ids = {
        "account_id": main["id"],
        "connection_id": connection,
        "execution_id": sold["id"],
        "trade_id": trade["id"],
        "import_id": made["id"],
        "mapping_id": saved["id"],
        "archive_id": archive["id"],
        "action_id": renamed,
        "user_id": person.user["id"],
        "event_id": event,
        "root": "QZW",
        "upload_id": upload.rpartition("/")[2],
        "workspace_id": workspace,
        "provider": "nowhere",
        **ways,
        **doors,
    }
    return House(person, ids)


async def _with_a_deposit(person: Person, account_id: str) -> str:
    said = {"account_id": account_id, "kind": "deposit", "amount": "1000", "occurred_at": "2026-01-02T15:00:00Z"}
    event = await person.post("/cash-events", said)
    assert event.status_code == 201, event.text
    return str(event.json()["id"])


async def _with_other_doors(person: Person, trade_id: str) -> dict[str, str]:
    """An API key, somebody invited, and a link to a trade."""
    key = await person.post("/api-keys", {"name": "Watched folder", "scopes": ["imports.write"]})
    assert key.status_code == 201, key.text
    invited = await person.post("/invitations", {"email": "eve@example.org", "role": "coach"})
    assert invited.status_code == 201, invited.text
    shared = await person.post("/shares", {"trade_id": trade_id})
    assert shared.status_code == 201, shared.text
    return {
        "key_id": key.json()["id"],
        "invitation_id": invited.json()["id"],
        "share_id": shared.json()["id"],
    }


async def _with_a_symbol_change(person: Person, worker: Worker, account_id: str) -> str:
    """By hand, of something that is held."""
    await fill(person, account_id, "buy", "10", "30", "1", "2026-02-02T15:00:00Z", instrument=_of("FB"))
    body = {"account_id": account_id, "kind": "symbol_change", "instrument": _of("FB"), "target": _of("META")}
    made = await person.post("/corporate-actions", {**body, "effective_at": "2026-02-03T05:00:00Z"})
    assert made.status_code == 201, made.text
    return str(made.json()["id"])


async def _with_an_assignment(person: Person, worker: Worker) -> None:
    """Told in the economic view, at the market's price."""
    name = "made__activity_put_assigned_expired.csv"
    made = await worker.imported(person, (IMPORTS / "ibkr" / name).read_bytes(), name)
    assert made["state"] == "committed", made["problem"]
    (of,) = {one["account_id"] for one in await trades(person, q="symbol:NIMB")}
    answer = await person.patch(f"/accounts/{of}", {"exercise_view": "economic"})
    assert answer.status_code == 200, answer.text
    (delivery,) = (await person.get(f"/accounts/{of}/deliveries")).json()["items"]
    answer = await person.put(f"/accounts/{of}/deliveries", {"name": delivery["name"], "price": "38"})
    assert answer.json()["view"] == "economic", answer.text


async def _with_a_saved_mapping(person: Person, worker: Worker) -> None:
    rows = "Symbol,Date,Side,Quantity,Price,Worth\nCORN,2026-01-05 10:00:00,buy,1,10,11\n"
    made = await worker.imported(person, rows, "mapped.csv", mapping='{"price": "Worth"}')
    assert made["state"] == "committed", made["problem"]


async def annotate(person: Person, trade_id: str, **said: Any) -> dict[str, Any]:
    """As the page does it: read, then change what was read."""
    read = await person.get(f"/trades/{trade_id}/annotation")
    answer = await person.patch(f"/trades/{trade_id}/annotation", said, {"If-Match": read.headers["etag"]})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def _with_a_trade_that_went(person: Person, account_id: str) -> None:
    """A trade whose opening fill is voided: its closing one opens another."""
    bought = await fill(person, account_id, "buy", "1", "5", "0", "2026-01-07T15:00:00Z", instrument=_of("TSLA"))
    await fill(person, account_id, "sell", "1", "6", "0", "2026-01-07T16:00:00Z", instrument=_of("TSLA"))
    assert (await person.post(f"/executions/{bought['id']}/void")).status_code == 200


async def _with_picked_lots(person: Person) -> None:
    picky = await account(person, name="Picky", method="specific")
    for hour, price in (("15", "10"), ("16", "20")):
        await fill(person, picky["id"], "buy", "10", price, "0", f"2026-01-08T{hour}:00:00Z")
    last = await fill(person, picky["id"], "sell", "10", "30", "0", "2026-01-08T17:00:00Z")
    bought = (await person.get("/executions", account=picky["id"])).json()["items"][1]
    answer = await person.put(
        f"/executions/{last['id']}/lots", {"lots": [{"opening_id": bought["id"], "quantity": "10"}]}
    )
    assert answer.status_code == 200, answer.text


async def _with_a_connection(person: Person, worker: Worker) -> str:
    """To a broker that was asked once, and had nothing."""
    with AlpacaService() as service:
        desk = Desk(person, worker, worker.ports, "alpaca", service)
        made = await desk.connect(alpaca.KEY)
        assert (await desk.sync(made["id"]))["last_outcome"] == "nothing_new"
    return str(made["id"])


async def with_other_ways_in(person: Person, worker: Worker) -> dict[str, str]:
    """A passkey, an authenticator app, a recovery code and an account elsewhere, none of them ever used; and what
    else is a person's: an agreement, and an export."""
    user_id, now = UserId(UUID(person.user["id"])), worker.ports.clock.now()
    whose = {"user_id": user_id, "created_at": now}
    passkey, identity, export = new_id(), new_id(), new_id()
    async with worker.served() as database, database.transaction(user_id=user_id) as session:
        await factors.save_totp(session, {**whose, "seed": b"sealed", "seed_key": "k"})
        await factors.replace_recovery_codes(session, user_id, [b"a hash"], now)
        made = {"credential": passkey.bytes, "public_key": b"key", "sign_count": 0, "name": "Phone", "transports": ""}
        await factors.add_passkey(session, {**whose, "id": passkey, "synced": False, **made})
        known = {"issuer": "https://id.example", "subject": str(user_id), "email": person.email}
        await factors.add_identity(session, {**whose, "id": identity, **known})
        await record_consents(session, user_id, {"product_mail": "1"}, clock=worker.ports.clock)
        key = f"people/{user_id}/exports/{export}"
        done = {"state": "done", "file_name": "mine.zip", "blob_key": key, "expires_at": now + timedelta(days=7)}
        await exports.add_export(session, {**whose, "id": export, **done})
    await worker.ports.blobs.put_part(key, b"everything", 0)
    await worker.ports.blobs.finish(key)
    (current,) = (await person.get("/auth/sessions")).json()["items"]
    return {
        "passkey_id": str(passkey),
        "identity_id": str(identity),
        "session_id": current["id"],
        "export_id": str(export),
        "kind": "product_mail",
    }


def _of(symbol: str) -> dict[str, str]:
    return {"symbol": symbol}
