"""Ledger sentences for tests: an account, fills entered by hand, the trades they make."""

from typing import Any

from tests.support.actors import Person


async def account(person: Person, **more: Any) -> dict[str, Any]:
    answer = await person.post("/accounts", {"name": "Main", "broker": "IBKR", **more})
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def fill(
    person: Person, account_id: str, side: str, quantity: str, price: str, fees: str | None, at: str, **more: Any
) -> dict[str, Any]:
    """One execution of AAPL (or `instrument=…`) entered by hand."""
    body = {
        "account_id": account_id,
        "instrument": {"symbol": "AAPL"},
        "side": side,
        "quantity": quantity,
        "price": price,
        "fees": fees,
        "executed_at": at,
        **more,
    }
    answer = await person.post("/executions", body)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def trades(person: Person, **params: Any) -> list[dict[str, Any]]:
    """Oldest first."""
    answer = await person.get("/trades", **{"sort": "opened_at", **params})
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items
