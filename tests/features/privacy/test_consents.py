"""What an installation asks for is agreed to before an account begins, and remembered with its version and time."""

from typing import Any, Final

from httpx2 import AsyncClient

from tests.features.conftest import MakeClient
from tests.support.actors import PASSWORD, Person

ASKED: Final[dict[str, Any]] = {
    "terms_url": "https://trades.example/terms",
    "terms_version": "2026-11",
    "privacy_url": "https://trades.example/privacy",
    "product_mail": True,
}
BOTH: Final = {"terms": "2026-11", "privacy": "1"}


async def registering(client: AsyncClient, who: str, consents: dict[str, str]) -> Any:
    body = {"email": f"{who}@consents.example", "password": PASSWORD, "consents": consents}
    return await client.post("/api/v1/auth/register", json=body)


async def consents(person: Person) -> dict[str, bool]:
    items = (await person.get("/privacy/consents")).json()["items"]
    return {one["kind"]: one["is_given"] for one in items}


async def test_where_terms_are_set_nobody_registers_without_them(browse: MakeClient) -> None:
    """S88: consents, with their versions, are part of what is kept about somebody."""
    client = browse(**ASKED)
    asked = (await client.get("/api/v1/auth/ways")).json()["documents"]
    assert [(one["kind"], one["version"], one["is_required"]) for one in asked] == [
        ("terms", "2026-11", True),
        ("privacy", "1", True),
        ("product_mail", "1", False),
    ]
    refused = await registering(client, "nobody", {"terms": "2025-01", "privacy": "1"})
    assert (refused.status_code, refused.json()["code"]) == (422, "consent.missing")
    assert [one["pointer"] for one in refused.json()["errors"]] == ["/consents/terms"]
    unknown = await registering(client, "nobody", {**BOTH, "cookies": "1"})
    assert (unknown.status_code, unknown.json()["code"]) == (422, "consent.unknown")
    made = await registering(client, "cara", BOTH)
    assert made.status_code == 201
    cara = Person(client, "cara@consents.example", made.json())
    assert await consents(cara) == {"terms": True, "privacy": True, "product_mail": False}
    given = (await cara.get("/privacy/consents")).json()["history"]
    assert {(one["kind"], one["version"], one["given_at"]) for one in given} == {
        ("terms", "2026-11", "2026-11-20T21:30:00Z"),
        ("privacy", "1", "2026-11-20T21:30:00Z"),
    }


async def test_what_is_optional_is_given_and_withdrawn_and_both_are_remembered(browse: MakeClient) -> None:
    client = browse(**ASKED)
    made = await registering(client, "dora", BOTH)
    dora = Person(client, "dora@consents.example", made.json())
    for _ in range(2):
        assert (await dora.put("/privacy/consents/product_mail", {"version": "1"})).status_code == 204
    assert (await consents(dora))["product_mail"] is True
    assert (await dora.send("DELETE", "/privacy/consents/product_mail")).status_code == 204
    assert (await consents(dora))["product_mail"] is False
    (mail,) = [one for one in (await dora.get("/privacy/consents")).json()["history"] if one["kind"] == "product_mail"]
    assert mail["withdrawn_at"] is not None
    needed = await dora.send("DELETE", "/privacy/consents/terms")
    assert (needed.status_code, needed.json()["code"]) == (409, "consent.needed")
    other = await dora.put("/privacy/consents/terms", {"version": "1999"})
    assert (other.status_code, other.json()["code"]) == (422, "consent.unknown")
    # New terms have to be agreed to anew.
    newer = Person(browse(**{**ASKED, "terms_version": "2026-12"}), dora.email, made.json())
    assert (await consents(newer))["terms"] is False
    assert (await newer.put("/privacy/consents/terms", {"version": "2026-12"})).status_code == 204
    assert (await consents(newer))["terms"] is True


async def test_where_nothing_is_asked_for_nothing_is_said(ada: Person) -> None:
    assert (await ada.get("/privacy/consents")).json() == {"items": [], "history": [], "next_cursor": None}
    said = (await ada.get("/privacy")).json()
    assert {one["table"] for one in said["kept"]} >= {"users", "sessions", "api_keys", "invitations"}
    assert {one["table"]: one["hours"] for one in said["retention"]}["idempotency_keys"] == 72
