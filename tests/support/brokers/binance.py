"""Binance's Spot API, after https://github.com/binance/binance-spot-api-docs/blob/master/rest-api.md:

GET /api/v3/time "Check server time", GET /api/v3/exchangeInfo "Exchange information",
GET /api/v3/account "Account information (USER_DATA)", GET /api/v3/myTrades "Account trade list (USER_DATA)";
"SIGNED endpoint security" and "Timing security" for the last two; codes of errors.md.
"""

import hashlib
import hmac
import json
from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from tests.support.brokers.service import BrokerService, told

KEY = {"api_key": "binance-key", "api_secret": "binance-secret", "symbols": "BTCUSDT, ethusdt"}
PAIRS = {"BTCUSDT": ("BTC", "USDT"), "ETHUSDT": ("ETH", "USDT")}


class BinanceService(BrokerService):
    """`clock`: what it takes the time to be, milliseconds; its answers say how much of a minute's weight is used."""

    def __init__(self, clock_ms: int | None = None) -> None:
        super().__init__()
        self.clock_ms = clock_ms
        self.weight = 20
        self.trades: dict[str, list[dict[str, Any]]] = {"BTCUSDT": [], "ETHUSDT": []}

    def routes(self) -> dict[str, Any]:
        return {
            "/api/v3/time": self._time,
            "/api/v3/exchangeInfo": self._pairs,
            "/api/v3/account": self._account,
            "/api/v3/myTrades": self._trades,
        }

    @property
    def now_ms(self) -> int:
        return self.clock_ms or int(datetime.now(UTC).timestamp() * 1000)  # noqa: TID251  (another's clock)

    async def _time(self, _: Request) -> Response:
        return told({"serverTime": self.now_ms})

    async def _pairs(self, request: Request) -> Response:
        wanted = json.loads(request.query_params["symbols"])
        if any(one not in PAIRS for one in wanted):
            return told({"code": -1121, "msg": "Invalid symbol."}, 400)
        symbols = [{"symbol": one, "baseAsset": PAIRS[one][0], "quoteAsset": PAIRS[one][1]} for one in wanted]
        return told({"timezone": "UTC", "symbols": symbols})

    async def _account(self, request: Request) -> Response:
        return self._refused(request) or told({"uid": 354937868, "accountType": "SPOT", "balances": []})

    async def _trades(self, request: Request) -> Response:
        """ "If fromId is set, it will get trades >= that fromId"; limit at most 1000; ascending."""
        query = request.query_params
        found = [one for one in self.trades[query["symbol"]] if one["id"] >= int(query["fromId"])]
        answer = told(found[: int(query["limit"])], X_MBX_USED_WEIGHT_1M=str(self.weight))
        return self._refused(request) or answer

    def _refused(self, request: Request) -> Response | None:
        signed, _, signature = request.url.query.rpartition("&signature=")
        query = request.query_params
        if request.headers.get("x-mbx-apikey") != KEY["api_key"]:
            return told({"code": -2015, "msg": "Invalid API-key, IP, or permissions for action."}, 401)
        expected = hmac.new(KEY["api_secret"].encode(), signed.encode(), hashlib.sha256).hexdigest()
        if signature != expected:
            return told({"code": -1022, "msg": "Signature for this request is not valid."}, 400)
        sent, window = int(query["timestamp"]), int(query["recvWindow"])
        if not (sent < self.now_ms + 1000 and self.now_ms - sent <= window):
            return told({"code": -1021, "msg": "Timestamp for this request is outside of the recvWindow."}, 400)
        return None


def trade(number: int, symbol: str = "BTCUSDT", **changes: Any) -> dict[str, Any]:
    """The document's example, one every second from 2026-01-05 10:00 UTC."""
    return {
        "symbol": symbol,
        "id": number,
        "orderId": 100_000 + number,
        "orderListId": -1,
        "price": "40000.10000000",
        "qty": "1.00000000",
        "quoteQty": "40000.10000000",
        "commission": "0.00100000",
        "commissionAsset": "BTC",
        "time": 1_767_607_200_000 + number * 1000,
        "isBuyer": True,
        "isMaker": False,
        "isBestMatch": True,
        **changes,
    }
