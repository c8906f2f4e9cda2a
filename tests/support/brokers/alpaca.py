"""Alpaca's Trading API.

GET /v2/account: https://docs.alpaca.markets/reference/getaccount-1
GET /v2/account/activities: https://docs.alpaca.markets/reference/getaccountactivities
A wrong key: 403 and a message (https://docs.alpaca.markets/docs/authentication-1).
"""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from tests.support.brokers.service import BrokerService, told

KEY = {"environment": "paper", "key_id": "PKTEST", "secret_key": "alpaca-secret"}


class AlpacaService(BrokerService):
    def __init__(self, fills: int = 0) -> None:
        super().__init__()
        self.fills = [fill(number) for number in range(fills)]

    def routes(self) -> dict[str, Any]:
        return {"/v2/account": self._account, "/v2/account/activities": self._activities}

    async def _account(self, request: Request) -> Response:
        return self._refused(request) or told({"id": "x", "account_number": "PA3717PJAYWN", "currency": "USD"})

    async def _activities(self, request: Request) -> Response:
        """ "page_token: the ID of the end of your current page of results"; at most 100 a page, ascending."""
        query = request.query_params
        after = query.get("page_token", "")
        found = [one for one in self.fills if one["id"] > after]
        if "after" in query:
            found = [one for one in found if one["transaction_time"] > query["after"]]
        return self._refused(request) or told(found[: int(query.get("page_size", "100"))])

    @staticmethod
    def _refused(request: Request) -> Response | None:
        names = {"apca-api-key-id": KEY["key_id"], "apca-api-secret-key": KEY["secret_key"]}
        if all(request.headers.get(name) == value for name, value in names.items()):
            return None
        return told({"code": 40110000, "message": "request is not authorized"}, 403)


def fill(number: int, **changes: Any) -> dict[str, Any]:
    """The document's example, one every minute: bought and sold in turn."""
    minutes = f"{10 + number // 60:02d}:{number % 60:02d}"
    return {
        "activity_type": "FILL",
        "cum_qty": "1",
        "id": f"20260105{10 + number // 60:02d}{number % 60:02d}00000::{number:08d}-2b2b-4000-9955-d36e7db0df74",
        "leaves_qty": "0",
        "price": f"{100 + number % 7}.25",
        "qty": "1",
        "side": "sell" if number % 2 else "buy",
        "symbol": "LPCN",
        "transaction_time": f"2026-01-05T{minutes}:06.977123Z",
        "order_id": f"904837e3-3b76-47ec-b432-{number:012d}",
        "type": "fill",
        **changes,
    }
