"""Alpaca, Trading API v2: account activities, oldest first.

Documents: https://docs.alpaca.markets/docs/account-activities (the fill, `id` as page_token),
https://docs.alpaca.markets/reference/getaccountactivities (parameters; at most 100 a page),
https://docs.alpaca.markets/docs/authentication-1 (headers), and its usage limit of 200 requests a minute (429).
"""

from collections.abc import AsyncIterator, Mapping
from typing import Final

from tradesense.adapters.broker_sync.client import LIVE_OR_PAPER, Visit, by_environment, head, listed, said, written
from tradesense.domain.broker_sync import BrokerFacts, CredentialField
from tradesense.ports import SyncPage

PAGE_RECORDS: Final = 100


class Alpaca:
    facts = BrokerFacts(
        kind="alpaca",
        broker="Alpaca",
        title="Trading API",
        format_key="alpaca_sync",
        file_suffix=".ndjson",
        fields=(
            LIVE_OR_PAPER,
            CredentialField("key_id", "API key id", "On the dashboard under API keys.", secret=True),
            CredentialField("secret_key", "API secret key", "Shown once, when the key is made.", secret=True),
        ),
    )

    def base(self, fields: Mapping[str, str]) -> str:
        return by_environment(fields, "https://api.alpaca.markets", "https://paper-api.alpaca.markets")

    def headers(self, fields: Mapping[str, str]) -> dict[str, str]:
        return {"APCA-API-KEY-ID": fields.get("key_id", ""), "APCA-API-SECRET-KEY": fields.get("secret_key", "")}

    async def check(self, visit: Visit) -> list[str]:
        return [said((await visit.http.ask("/v2/account")).json(), "account_number")]

    async def pages(self, visit: Visit) -> AsyncIterator[SyncPage]:
        account = (await visit.http.ask("/v2/account")).json()
        first = head("alpaca", account=said(account, "account_number"), currency=said(account, "currency"))
        after = visit.cursor.get("after")
        while True:
            params = {"activity_types": "FILL", "direction": "asc", "page_size": str(PAGE_RECORDS)}
            if after:
                params["page_token"] = after
            elif visit.since:
                params["after"] = f"{visit.since.isoformat()}T00:00:00Z"
            found = listed((await visit.http.ask("/v2/account/activities", params)).json())
            if not found:
                return
            after = said(found[-1], "id")
            content = written(*([first] if first else []), *found)
            first = None
            yield SyncPage(content, len(found), {"after": after})
            if len(found) < PAGE_RECORDS:
                return
