"""What was said of a table once holds for the next one with the same header."""

from typing import Any

from tests.support.actors import Person
from tests.support.imports import Worker, counts
from tests.support.standing import standing

HEADER = "Was,Wann,Wohin,Wieviel,Wert"
MAPPING = {"symbol": "Was", "when": "Wann", "side": "Wohin", "quantity": "Wieviel", "price": "Wert"}
MARCH = f"{HEADER}\nWOMB,03/04/2026,buy,10,100\nWOMB,05/04/2026,sell,10,110\n"
APRIL = f"{HEADER}\nBIRD,03/05/2026,buy,1,20\nBIRD,05/05/2026,sell,1,25\n"


async def said_once(ada: Person, worker: Worker) -> dict[str, Any]:
    """The file of March, mapped and committed; answers what is saved."""
    failed = await worker.imported(ada, MARCH, "march.csv")
    assert failed["state"] == "failed"
    said = {"format": "generic_fills", "mapping": MAPPING, "date_order": "dmy", "review": True}
    shown = await worker.acted(ada, failed["id"], "retry", said)
    assert (shown["state"], shown["preview"]["saved_mapping"]) == ("review", None)
    assert (await ada.get("/imports/mappings")).json()["items"] == []
    assert (await worker.acted(ada, failed["id"], "commit"))["state"] == "committed"
    (saved,) = (await ada.get("/imports/mappings")).json()["items"]
    found: dict[str, Any] = saved
    return found


async def test_the_next_file_with_the_same_header_is_read_likewise(ada: Person, worker: Worker) -> None:
    saved = await said_once(ada, worker)
    assert (saved["name"], saved["format"], saved["mapping"]) == ("march.csv", "generic_fills", MAPPING)
    assert (saved["date_order"], saved["decimal_mark"], saved["columns"]) == ("dmy", None, HEADER.split(","))
    shown = await worker.imported(ada, APRIL, "april.csv", review="true")
    assert (shown["state"], shown["preview"]["questions"]) == ("review", [])
    assert (shown["preview"]["saved_mapping"]["id"], shown["preview"]["saved_mapping"]["name"]) == (
        saved["id"],
        "march.csv",
    )
    assert counts(shown) == (2, 0, 0, 0, 0)
    assert (await worker.acted(ada, shown["id"], "commit"))["state"] == "committed"
    # (110 − 100) × 10, and 25 − 20
    assert (await standing(ada)).net == [("WOMB", "closed", "100.00"), ("BIRD", "closed", "5.00")]
    (still,) = (await ada.get("/imports/mappings")).json()["items"]
    assert (still["id"], still["name"], still["mapping"]) == (saved["id"], "march.csv", MAPPING)
    assert still["used_at"] >= saved["used_at"]


async def test_it_can_be_set_aside_and_said_anew(ada: Person, worker: Worker) -> None:
    await said_once(ada, worker)
    shown = await worker.imported(ada, APRIL, review="true")
    aside = await worker.acted(ada, shown["id"], "retry", {"mapping": {}, "review": True})
    assert (aside["state"], aside["problem"]["code"]) == ("failed", "import.format_unknown")
    turned = {**MAPPING, "quantity": "Wert", "price": "Wieviel"}
    again = await worker.acted(
        ada, shown["id"], "retry", {"format": "generic_fills", "mapping": turned, "date_order": "dmy"}
    )
    assert again["preview"]["saved_mapping"] is None
    await worker.acted(ada, shown["id"], "commit")
    (saved,) = (await ada.get("/imports/mappings")).json()["items"]
    assert (saved["name"], saved["mapping"]) == ("march.csv", turned)


async def test_it_can_be_renamed_and_forgotten(ada: Person, worker: Worker) -> None:
    saved = await said_once(ada, worker)
    path = f"/imports/mappings/{saved['id']}"
    answer = await ada.patch(path, {"name": "My bank"})
    assert (answer.status_code, answer.json()["name"]) == (200, "My bank")
    shown = await worker.imported(ada, APRIL, review="true")
    assert shown["preview"]["saved_mapping"]["name"] == "My bank"
    assert (await ada.patch(path, {"name": ""})).status_code == 422
    assert (await ada.send("DELETE", path)).status_code == 204
    assert (await ada.send("DELETE", path)).json()["code"] == "import_mapping.not_found"
    assert (await ada.get("/imports/mappings")).json()["items"] == []
    again = await worker.imported(ada, APRIL, review="true")
    assert again["state"] == "failed"


async def test_what_the_file_says_itself_wins(ada: Person, worker: Worker) -> None:
    await said_once(ada, worker)
    shown = await worker.imported(ada, f"{HEADER}\nBIRD,05/27/2026,buy,1,100\n", review="true", timezone="UTC")
    assert [one["opened_at"][:10] for one in shown["preview"]["trades"]] == ["2026-05-27"]


async def test_another_workspace_knows_nothing_of_it(ada: Person, bob: Person, worker: Worker) -> None:
    saved = await said_once(ada, worker)
    assert (await worker.imported(bob, APRIL))["state"] == "failed"
    assert (await bob.get("/imports/mappings")).json()["items"] == []
    assert (await bob.send("DELETE", f"/imports/mappings/{saved['id']}")).status_code == 404


async def test_a_brokers_own_layout_needs_no_mapping(ada: Person, worker: Worker) -> None:
    rows = "Symbol,Date,Side,Quantity,Price\nWOMB,2026-01-05,buy,10,100\n"
    assert (await worker.imported(ada, rows))["state"] == "committed"
    assert (await ada.get("/imports/mappings")).json()["items"] == []
