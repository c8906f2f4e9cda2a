"""Binance, Spot REST API: the account's trades, symbol by symbol, by ascending id.

Document: https://github.com/binance/binance-spot-api-docs/blob/master/rest-api.md: "SIGNED endpoint security"
(HMAC SHA-256 of the query), "Timing security" (timestamp, recvWindow, -1021), "IP limits" (weight headers, 429 and
418 with Retry-After), "Account trade list" (fromId, at most 1000 a page); errors.md for the codes.
"""

import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime, time
from typing import Any, Final
from urllib.parse import urlencode

from tradesense.adapters.broker_sync.client import Visit, head, listed, said, whole, written
from tradesense.adapters.broker_sync.http import Answer, Json, judge
from tradesense.domain.broker_sync import (
    AnswerUnreadable,
    BrokerFacts,
    CredentialField,
    CredentialsRefused,
    SyncThrottled,
)
from tradesense.ports import SyncPage

PAGE_RECORDS: Final = 1000
WINDOW_MS: Final = 5_000
WEIGHT_MAX: Final = 4_800
"""Of the 6 000 a minute that exchangeInfo states: the rest is left to the trader's own programs at that address."""
PAUSE_SECONDS: Final = 60
CLOCK_OFF: Final = -1021
REFUSED: Final = {
    -1022: "The signature is wrong: check the API secret.",
    -2008: "The API key is not known.",
    -2014: "The API key has not the form of one.",
    -2015: "The API key is wrong, may not read, or may not be used from this address.",
    -1121: "One of the pairs is not known: write them as Binance does, such as BTCUSDT.",
}
SYMBOLS_MAX: Final = 100


class Binance:
    facts = BrokerFacts(
        kind="binance",
        broker="Binance",
        title="Spot API",
        format_key="binance_sync",
        file_suffix=".ndjson",
        fields=(
            CredentialField("api_key", "API key", "Allow it to read, and nothing else.", secret=True),
            CredentialField("api_secret", "API secret", "Shown once, when the key is made.", secret=True),
            CredentialField("symbols", "Pairs", "Separated by commas, such as BTCUSDT, ETHEUR."),
        ),
    )

    def base(self, _: Mapping[str, str]) -> str:
        return "https://api.binance.com"

    def headers(self, fields: Mapping[str, str]) -> dict[str, str]:
        return {"X-MBX-APIKEY": fields.get("api_key", "")}

    async def check(self, visit: Visit) -> list[str]:
        caller = _Signed(visit)
        await _pairs(visit, _symbols(visit))
        return [await _account(caller)]

    async def pages(self, visit: Visit) -> AsyncIterator[SyncPage]:
        caller, symbols = _Signed(visit), _symbols(visit)
        pairs = await _pairs(visit, symbols)
        first: Json = head("binance", account=await _account(caller), pairs=pairs)
        cursor = {symbol: visit.cursor[symbol] for symbol in symbols if symbol in visit.cursor}
        earliest = _milliseconds(datetime.combine(visit.since, time(), UTC)) if visit.since else 0
        for symbol in symbols:
            while True:
                params = {"symbol": symbol, "fromId": str(cursor.get(symbol, 0)), "limit": str(PAGE_RECORDS)}
                found = listed(await caller.ask("/api/v3/myTrades", params))
                if not found:
                    break
                cursor = {**cursor, symbol: whole(found[-1], "id") + 1}
                wanted = [one for one in found if whole(one, "time") >= earliest]
                lines = [*([first] if first else []), *wanted] if wanted else []
                first = None if wanted else first
                yield SyncPage(written(*lines), len(wanted), cursor)
                if len(found) < PAGE_RECORDS:
                    break
                caller.spare()


class _Signed:
    """Signed requests, on Binance's clock."""

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        self._ahead_ms: int | None = None
        self._weight = 0

    async def ask(self, path: str, params: Mapping[str, str]) -> Json:
        """Asked again once with Binance's own time, should the clocks have parted."""
        answer = await self._send(path, params)
        if _code(answer) == CLOCK_OFF:
            self._ahead_ms = None
            answer = await self._send(path, params)
        _judge(answer)
        return answer.json()

    def spare(self) -> None:
        """Stops before the limit does, which would end in a ban."""
        if self._weight >= WEIGHT_MAX:
            raise SyncThrottled("Most of a minute's requests are used.", retry_after_seconds=PAUSE_SECONDS)

    async def _send(self, path: str, params: Mapping[str, str]) -> Answer:
        if self._ahead_ms is None:
            told = (await self._visit.http.ask("/api/v3/time")).json()
            self._ahead_ms = whole(told, "serverTime") - _milliseconds(self._visit.now())
        stamp = str(_milliseconds(self._visit.now()) + self._ahead_ms)
        query = urlencode({**params, "recvWindow": str(WINDOW_MS), "timestamp": stamp})
        secret = self._visit.field("api_secret").encode()
        signature = hmac.new(secret, query.encode(), hashlib.sha256).hexdigest()
        answer = await self._visit.http.ask(f"{path}?{query}&signature={signature}", expected=frozenset({400, 401}))
        used = answer.headers.get("x-mbx-used-weight-1m", "0")
        self._weight = int(used) if used.isdigit() else 0
        return answer


def _judge(answer: Answer) -> None:
    why = REFUSED.get(_code(answer))
    if why:
        raise CredentialsRefused(why)
    judge(answer)


def _code(answer: Answer) -> int:
    """Binance's number for what is wrong; 0 when nothing is."""
    if answer.status < 400:
        return 0
    try:
        told = answer.json()
    except AnswerUnreadable:
        return 0
    code = told.get("code") if isinstance(told, dict) else 0
    return code if isinstance(code, int) else 0


async def _account(caller: _Signed) -> str:
    return said(await caller.ask("/api/v3/account", {"omitZeroBalances": "true"}), "uid")


async def _pairs(visit: Visit, symbols: list[str]) -> dict[str, list[str]]:
    """The base and quote asset of each symbol."""
    wanted = json.dumps(symbols, separators=(",", ":"))
    answer = await visit.http.ask("/api/v3/exchangeInfo", {"symbols": wanted}, expected=frozenset({400}))
    _judge(answer)
    found: list[dict[str, Any]] = listed(answer.json(), "symbols")
    return {said(one, "symbol"): [said(one, "baseAsset"), said(one, "quoteAsset")] for one in found}


def _symbols(visit: Visit) -> list[str]:
    names = [part.strip().upper().replace("/", "") for part in visit.field("symbols").replace(";", ",").split(",")]
    wanted = list(dict.fromkeys(name for name in names if name))
    if not wanted or len(wanted) > SYMBOLS_MAX or not all(name.isascii() and name.isalnum() for name in wanted):
        raise CredentialsRefused(f"Name from 1 to {SYMBOLS_MAX} pairs, such as BTCUSDT.")
    return wanted


def _milliseconds(when: datetime) -> int:
    return int(when.timestamp() * 1000)
