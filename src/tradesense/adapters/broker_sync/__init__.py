"""Brokers' own services, behind one port: one file each.

The address of each is fixed; only the server's settings can name another one, for a gateway of one's own.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from tradesense.adapters.broker_sync.alpaca import Alpaca
from tradesense.adapters.broker_sync.binance import Binance
from tradesense.adapters.broker_sync.client import BrokerClient, Pause, Visit
from tradesense.adapters.broker_sync.http import BrokerHttp, broker_http
from tradesense.adapters.broker_sync.ibkr_flex import IbkrFlex
from tradesense.adapters.broker_sync.oanda import Oanda
from tradesense.adapters.broker_sync.tradovate import Tradovate
from tradesense.domain.broker_sync import BrokerFacts
from tradesense.ports import Clock, SyncAccess, SyncPage

CLIENTS: Final[tuple[BrokerClient, ...]] = (Alpaca(), Binance(), IbkrFlex(), Oanda(), Tradovate())
_BY_KIND: Final = {one.facts.kind: one for one in CLIENTS}


class BrokerServices:
    """`urls`: base addresses by kind, instead of the documented ones; these may be anywhere."""

    def __init__(
        self, clock: Clock, urls: Mapping[str, str], pause: Pause = asyncio.sleep, *, is_on: bool = True
    ) -> None:
        self._is_on = is_on
        self._clock = clock
        self._urls = dict(urls)
        self._pause = pause

    @property
    def is_on(self) -> bool:
        return self._is_on

    def facts(self) -> Sequence[BrokerFacts]:
        return [one.facts for one in CLIENTS]

    async def check(self, access: SyncAccess) -> list[str]:
        client = _BY_KIND[access.kind]
        async with self._line(client, access) as http:
            return await client.check(self._visit(http, access, {}, None))

    async def pages(self, access: SyncAccess, cursor: Mapping[str, Any], since: date | None) -> AsyncIterator[SyncPage]:
        client = _BY_KIND[access.kind]
        async with self._line(client, access) as http:
            async for page in client.pages(self._visit(http, access, cursor, since)):
                yield page

    def _line(self, client: BrokerClient, access: SyncAccess) -> Any:
        own = self._urls.get(access.kind)
        return broker_http(own or client.base(access.fields), is_own=bool(own), headers=client.headers(access.fields))

    def _visit(self, http: BrokerHttp, access: SyncAccess, cursor: Mapping[str, Any], since: date | None) -> Visit:
        return Visit(http, access, cursor, since, self._clock.now, self._pause)
