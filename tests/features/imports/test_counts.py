"""rows = new + duplicate + ignored + quarantined + rejected, for every sample there is (decision 11)."""

from decimal import Decimal

import pytest

from tests.adapters.brokers import (
    test_api_syncs,
    test_apis_and_asia,
    test_british_brokers,
    test_crypto,
    test_degiro,
    test_etrade_ofx,
    test_european_brokers,
    test_fidelity_thinkorswim,
    test_futures_platforms,
    test_generic,
    test_ibkr,
    test_metatrader,
    test_platforms_futures,
    test_platforms_ibkr,
    test_platforms_journals,
    test_platforms_thinkorswim,
    test_platforms_tradingview,
    test_portfolio_trackers,
    test_schwab,
    test_tastytrade_webull,
    test_us_brokers,
)
from tests.adapters.brokers.reading import IMPORTS, Expected, total
from tests.support.actors import Person
from tests.support.imports import Worker, counts, notes
from tests.support.verifying import differences
from tradesense.db.session import Database
from tradesense.domain.number import plain

SAMPLES: list[Expected] = [
    sample
    for module in (
        test_apis_and_asia,
        test_etrade_ofx,
        test_british_brokers,
        test_crypto,
        test_degiro,
        test_european_brokers,
        test_portfolio_trackers,
        test_api_syncs,
        test_fidelity_thinkorswim,
        test_futures_platforms,
        test_generic,
        test_ibkr,
        test_metatrader,
        test_platforms_futures,
        test_platforms_ibkr,
        test_platforms_journals,
        test_platforms_thinkorswim,
        test_platforms_tradingview,
        test_schwab,
        test_tastytrade_webull,
        test_us_brokers,
    )
    for sample in module.FILES
]


ANSWERS = {
    "generic/tradetally__action_column.csv": {"date_order": "mdy"},
    "generic/tradetally__invalid_date.csv": {"mapping": '{"side": ""}'},
    "generic/tradetally__min.csv": {"date_order": "mdy"},
}
"""What these leave open: said once, it holds for the next with the same header."""


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda one: one.file)
async def test_a_sample_gives_what_its_lines_say(
    ada: Person, worker: Worker, database: Database, sample: Expected
) -> None:
    content = (IMPORTS / sample.file).read_bytes()
    name = sample.file.rpartition("/")[2]
    answers = ANSWERS.get(sample.file, {})
    made = await worker.imported(ada, content, name, timezone="America/New_York", **answers)
    assert (made["state"], made["format"]) == ("committed", sample.format)
    said = (sample.new, sample.duplicate, sample.ignored, sample.quarantined, sample.rejected)
    assert counts(made) == said
    assert made["rows_read"] == sum(said)
    told = [note for note in await notes(ada, made["id"]) if note["verdict"] != "remark"]
    apart = sum(note["code"] in {"execution.nothing_open", "execution.lots_ambiguous"} for note in told)
    assert made["counts"]["fills"] + apart == sample.fills  # those set apart are kept, and count nowhere
    assert len(told) == sample.ignored + sample.quarantined + sample.rejected
    assert all(note["line"] and note["code"] and note["detail"] and note["raw"] for note in told)
    found = (await ada.get("/trades", limit=500)).json()["items"]
    closed = [one for one in found if one["status"] == "closed"]
    assert (len(closed), len(found) - len(closed)) == (sample.closed, sample.open)
    assert plain(total([Decimal(one["net"]) for one in closed])) == sample.net
    assert await differences(database, ada) == []

    again = await worker.imported(ada, content, f"again {name}", timezone="America/New_York")
    assert (again["counts"]["new"], again["counts"]["fills"]) == (0, 0)
    assert sum(counts(again)) == sum(said)
    assert (await ada.get("/trades", limit=500)).json()["items"] == found


def test_every_sample_is_told_of() -> None:
    assert len({sample.file for sample in SAMPLES}) == len(SAMPLES) > 70
