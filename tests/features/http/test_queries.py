"""A query parameter nobody knows was a mistake: it is refused, not ignored."""

import pytest

from tests.support.actors import Person
from tests.support.house import House
from tests.support.operations import Operation, private


@pytest.mark.parametrize("operation", [one for one in private() if one.method == "GET"], ids=str)
async def test_what_is_not_in_the_document_is_refused(house: House, operation: Operation) -> None:
    answer = await house.person.get(operation.at(house.ids), colour="red")
    assert (answer.status_code, answer.json()["code"]) == (422, "request.invalid")
    assert "?colour" in [fault["pointer"] for fault in answer.json()["errors"]]


async def test_a_mistyped_parameter_is_told_what_there_is(ada: Person) -> None:
    answer = await ada.get("/trades", limt=5)
    (fault,) = answer.json()["errors"]
    assert (fault["pointer"], fault["code"]) == ("?limt", "extra_forbidden")
    assert "limit" in fault["detail"]
    assert answer.json()["detail"] == fault["detail"]
    (fault,) = (await ada.get("/auth/me", x=1)).json()["errors"]
    assert "takes none" in fault["detail"]


async def test_one_given_twice_is_no_answer_to_either(ada: Person) -> None:
    answer = await ada.send("GET", "/trades", params=[("limit", "1"), ("limit", "2"), ("q", "")])
    assert [(fault["pointer"], fault["code"]) for fault in answer.json()["errors"]] == [("?limit", "given_twice")]


async def test_writing_takes_none_either(ada: Person) -> None:
    answer = await ada.send("POST", "/accounts", params={"dry_run": "true"}, json={"name": "Main"})
    assert answer.status_code == 422
    assert (await ada.get("/accounts")).json()["items"] == []


async def test_nothing_is_made_of_every_object(ada: Person) -> None:
    """S94: what would poison objects elsewhere is a name that nobody knows here."""
    for name in ("__proto__", "constructor", "__class__"):
        for answer in (
            await ada.post("/accounts", {"name": "Main", name: {"is_admin": True}}),
            await ada.send("GET", "/trades", params={f"{name}[is_admin]": "true"}),
        ):
            assert (answer.status_code, answer.json()["code"]) == (422, "request.invalid")
    assert (await ada.get("/accounts")).json()["items"] == []


async def test_where_nothing_is_there_is_nothing_whatever_is_asked(ada: Person) -> None:
    assert (await ada.get("/nothing", colour="red")).status_code == 404
    assert (await ada.send("DELETE", "/trades", params={"colour": "red"})).status_code == 405
