"""OANDA's v20 API, after https://developer.oanda.com/rest-live-v20/:

GET /v3/accounts and /v3/accounts/{accountID}/summary: account-ep
GET /v3/accounts/{accountID}/transactions, …/idrange, …/sinceid: transaction-ep
"""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from tests.support.brokers.service import BrokerService, told

ACCOUNT = "101-004-1234567-001"
KEY = {"environment": "practice", "token": "oanda-token", "account": ACCOUNT}
AT = f"/v3/accounts/{ACCOUNT}"


class OandaService(BrokerService):
    def __init__(self) -> None:
        super().__init__()
        self.transactions: list[dict[str, Any]] = []
        self.hedging = False
        self.range_most = 1000

    def routes(self) -> dict[str, Any]:
        return {
            "/v3/accounts": self._accounts,
            f"{AT}/summary": self._summary,
            f"{AT}/transactions": self._pages,
            f"{AT}/transactions/idrange": self._range,
            f"{AT}/transactions/sinceid": self._since,
        }

    @property
    def _last(self) -> str:
        return str(max((int(one["id"]) for one in self.transactions), default=1))

    async def _accounts(self, request: Request) -> Response:
        return self._refused(request) or told({"accounts": [{"id": ACCOUNT, "tags": []}]})

    async def _summary(self, request: Request) -> Response:
        account = {"id": ACCOUNT, "currency": "EUR", "hedgingEnabled": self.hedging}
        return self._refused(request) or told({"account": account, "lastTransactionID": self._last})

    async def _pages(self, request: Request) -> Response:
        """ "The list of URLs that represent idrange queries providing the data for each page in the query results"."""
        size, last = int(request.query_params["pageSize"]), int(self._last)
        ranges = [(start, min(start + size - 1, last)) for start in range(1, last + 1, size)]
        pages = [f"https://api-fxpractice.oanda.com{AT}/transactions/idrange?from={a}&to={b}" for a, b in ranges]
        answer = told({"count": last, "pageSize": size, "pages": pages, "lastTransactionID": self._last})
        return self._refused(request) or answer

    async def _range(self, request: Request) -> Response:
        first, last = int(request.query_params["from"]), int(request.query_params["to"])
        return self._refused(request) or self._found(request, first, last)

    async def _since(self, request: Request) -> Response:
        """ "Starting at (but not including) a provided Transaction ID"."""
        first = int(request.query_params["id"]) + 1
        return self._refused(request) or self._found(request, first, first + self.range_most - 1)

    def _found(self, request: Request, first: int, last: int) -> Response:
        kinds = request.query_params["type"].split(",")
        found = [one for one in self.transactions if first <= int(one["id"]) <= last and one["type"] in kinds]
        return told({"transactions": found, "lastTransactionID": self._last})

    @staticmethod
    def _refused(request: Request) -> Response | None:
        if request.headers.get("authorization") == f"Bearer {KEY['token']}":
            return None
        return told({"errorMessage": "Insufficient authorization to perform request."}, 401)


def order_fill(number: int, **changes: Any) -> dict[str, Any]:
    """After transaction-df, OrderFillTransaction: one every second, bought and sold in turn."""
    factors = {"gainQuoteHome": {"factor": "0.91"}, "lossQuoteHome": {"factor": "0.92"}}
    return {
        "id": str(number),
        "time": f"2026-01-05T10:{number // 60 % 60:02d}:{number % 60:02d}.123456789Z",
        "type": "ORDER_FILL",
        "orderID": str(number - 1),
        "instrument": "EUR_USD",
        "units": "-1000" if number % 2 else "1000",
        "fullVWAP": "1.10010",
        "pl": "0.0000",
        "financing": "0.0000",
        "commission": "0.0000",
        "guaranteedExecutionFee": "0.0000",
        "homeConversionFactors": factors,
        "accountID": ACCOUNT,
        **changes,
    }
