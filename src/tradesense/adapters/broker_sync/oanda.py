"""OANDA, v20 REST API: an account's transactions by id.

Document: https://developer.oanda.com/rest-live-v20/transaction-ep/ (pages of id ranges, `idrange`, `sinceid`),
https://developer.oanda.com/rest-live-v20/transaction-df/ (what a transaction says), account-ep (accounts, summary),
and the development guide (Bearer token; 429 above 120 requests a second).
"""

import re
from collections.abc import AsyncIterator, Mapping
from typing import Any, Final
from urllib.parse import quote

from tradesense.adapters.broker_sync.client import Visit, by_environment, head, listed, said, whole, written
from tradesense.adapters.broker_sync.http import Json
from tradesense.domain.broker_sync import AnswerUnreadable, BrokerFacts, CredentialField, CredentialsRefused
from tradesense.ports import SyncPage

PAGE_RECORDS: Final = 1000
TYPES: Final = "ORDER_FILL,TRANSFER_FUNDS,DAILY_FINANCING,DIVIDEND_ADJUSTMENT"
_RANGE: Final = re.compile(r"[?&]from=(\d{1,18})&to=(\d{1,18})(?:&|$)")
_ACCOUNT: Final = re.compile(r"^\d{3}-\d{3}-\d{1,12}-\d{3}$")


class Oanda:
    facts = BrokerFacts(
        kind="oanda",
        broker="OANDA",
        title="v20 API",
        format_key="oanda_sync",
        file_suffix=".ndjson",
        fields=(
            CredentialField("environment", "Environment", choices=("live", "practice")),
            CredentialField("token", "Personal access token", "My services > Manage API access.", secret=True),
            CredentialField("account", "Account number", "Such as 001-001-1234567-001."),
        ),
    )

    def base(self, fields: Mapping[str, str]) -> str:
        return by_environment(fields, "https://api-fxtrade.oanda.com", "https://api-fxpractice.oanda.com")

    def headers(self, fields: Mapping[str, str]) -> dict[str, str]:
        return {"Authorization": f"Bearer {fields.get('token', '')}", "Accept-Datetime-Format": "RFC3339"}

    async def check(self, visit: Visit) -> list[str]:
        path = _path(visit)
        found = listed((await visit.http.ask("/v3/accounts")).json(), "accounts")
        accounts = [said(one, "id") for one in found]
        if path.rpartition("/")[2] not in accounts:
            raise CredentialsRefused("The token does not open this account.")
        return accounts

    async def pages(self, visit: Visit) -> AsyncIterator[SyncPage]:
        path = _path(visit)
        summary = (await visit.http.ask(f"{path}/summary")).json().get("account")
        is_hedging = bool(isinstance(summary, dict) and summary.get("hedgingEnabled"))
        first: Json = head("oanda", account=said(summary, "id"), currency=said(summary, "currency"), hedging=is_hedging)
        fetched = _since_id(visit, path) if "last" in visit.cursor else _from_the_beginning(visit, path)
        async for last, found in fetched:
            content = written(*([first] if first else []), *found) if found else b""
            first = None if found else first
            yield SyncPage(content, len(found), {"last": last})


async def _since_id(visit: Visit, path: str) -> AsyncIterator[tuple[int, list[dict[str, Any]]]]:
    """What came after the last transaction kept, until there is no more."""
    last = int(visit.cursor["last"])
    while True:
        params = {"id": str(last), "type": TYPES}
        answer = (await visit.http.ask(f"{path}/transactions/sinceid", params)).json()
        found, newest = listed(answer, "transactions"), whole(answer, "lastTransactionID")
        reached = max([whole(one, "id") for one in found], default=newest)
        if reached <= last:
            return
        last = reached
        yield last, found


async def _from_the_beginning(visit: Visit, path: str) -> AsyncIterator[tuple[int, list[dict[str, Any]]]]:
    """The ranges of ids that OANDA divides the account's history into. Only the ids of its addresses are used."""
    params = {"pageSize": str(PAGE_RECORDS), "type": TYPES}
    if visit.since:
        params["from"] = f"{visit.since.isoformat()}T00:00:00Z"
    answer = (await visit.http.ask(f"{path}/transactions", params)).json()
    pages = answer.get("pages") if isinstance(answer, dict) else None
    if not isinstance(pages, list):
        raise AnswerUnreadable("The broker's answer has no pages.")
    for page in pages:
        found = _RANGE.search(str(page))
        if found is None:
            raise AnswerUnreadable("A page of the broker's answer names no range.")
        wanted = {"from": found[1], "to": found[2], "type": TYPES}
        part = (await visit.http.ask(f"{path}/transactions/idrange", wanted)).json()
        yield int(found[2]), listed(part, "transactions")
    if not pages:
        yield whole(answer, "lastTransactionID"), []


def _path(visit: Visit) -> str:
    account = visit.field("account")
    if not _ACCOUNT.match(account):
        raise CredentialsRefused("The account number has not the form of one, such as 001-001-1234567-001.")
    return f"/v3/accounts/{quote(account)}"
