"""Tradovate's REST API, after https://api.tradovate.com:

POST /auth/accesstokenrequest, GET /auth/renewaccesstoken: "Access", and its time penalty (p-ticket, p-time, p-captcha)
GET /account/list, /fill/list, /fillFee/items, /order/items: "Accounting", "Fills", "Orders"
GET /contract/items, /contractMaturity/items, /product/items, /currency/list: "Contract Library"
"""

from datetime import datetime, timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from tests.support.brokers.service import BrokerService, told

KEY = {
    "environment": "demo",
    "name": "trader",
    "password": "pa55",
    "cid": "8",
    "sec": "tradovate-secret",
    "app_id": "a",
}
PREFIX = "/v1"


class TradovateService(BrokerService):
    """`now`: what it takes the time to be. Tokens last 90 minutes."""

    def __init__(self, now: datetime) -> None:
        super().__init__()
        self.now = now
        self.logins = 0
        self.renewals = 0
        self.token = ""
        self.fills: list[dict[str, Any]] = []
        self.fees: dict[int, dict[str, Any]] = {}

    def routes(self) -> dict[str, Any]:
        return {
            "/auth/accesstokenrequest": self._log_in,
            "/auth/renewaccesstoken": self._renew,
            "/account/list": self._answering(lambda _: [{"id": 5, "name": "DEMO1234"}]),
            "/fill/list": self._answering(lambda _: self.fills),
            "/order/items": self._answering(lambda ids: [{"id": one, "accountId": 5} for one in ids]),
            "/fillFee/items": self._answering(lambda ids: [self.fees[one] for one in ids if one in self.fees]),
            "/contract/items": self._answering(
                lambda ids: [{"id": one, "name": "MESH6", "contractMaturityId": 70} for one in ids]
            ),
            "/contractMaturity/items": self._answering(
                lambda ids: [{"id": one, "productId": 80, "expirationMonth": 202603} for one in ids]
            ),
            "/product/items": self._answering(
                lambda ids: [{"id": one, "name": "MES", "currencyId": 1, "valuePerPoint": 5} for one in ids]
            ),
            "/currency/list": self._answering(lambda _: [{"id": 1, "name": "USD"}]),
        }

    async def _log_in(self, request: Request) -> Response:
        said = await request.json()
        if (said["name"], said["password"], said["sec"]) != (KEY["name"], KEY["password"], KEY["sec"]):
            return told({"errorText": "Incorrect username or password. Please try again."})
        self.logins += 1
        return self._issued(f"token-{self.logins}")

    async def _renew(self, request: Request) -> Response:
        if request.headers.get("authorization") != f"Bearer {self.token}":
            return Response("Expired Access Token", 401)
        self.renewals += 1
        return self._issued(f"{self.token}+")

    def _issued(self, token: str) -> Response:
        self.token = token
        ends = (self.now + timedelta(minutes=90)).isoformat().replace("+00:00", "Z")
        return told({"accessToken": token, "expirationTime": ends, "userId": 15, "name": "trader"})

    def _answering(self, answer: Any) -> Any:
        async def answered(request: Request) -> Response:
            if request.headers.get("authorization") != f"Bearer {self.token}":
                return Response("Expired Access Token", 401)
            return told(answer([int(one) for one in request.query_params.get("ids", "").split(",") if one]))

        return answered


def fill(number: int, **changes: Any) -> dict[str, Any]:
    """One every minute, bought and sold in turn."""
    return {
        "id": number,
        "orderId": 10_000 + number,
        "contractId": 3_000,
        "timestamp": f"2026-01-05T15:{number % 60:02d}:00.123Z",
        "tradeDate": {"year": 2026, "month": 1, "day": 5},
        "action": "Sell" if number % 2 else "Buy",
        "qty": 2,
        "price": 5000.25,
        "active": True,
        "finallyPaired": 0,
        **changes,
    }


def fee(number: int) -> dict[str, Any]:
    """0.05 + 0.37 + 0.02 + 0.35 = 0.79 a side."""
    return {"id": number, "clearingFee": 0.05, "exchangeFee": 0.37, "nfaFee": 0.02, "commission": 0.35}
