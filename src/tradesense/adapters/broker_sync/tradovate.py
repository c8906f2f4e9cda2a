"""Tradovate, REST API: fills with their orders, fees, contracts and products.

Document: https://api.tradovate.com (Access: accesstokenrequest, renewaccesstoken, 90 minutes a token, two sessions at
once; Fills: fill/list, fillFee/items; Orders: order/items; Contract Library: contract, contractMaturity, product
and currency by id; "Time penalty": p-ticket, p-time, p-captcha). There is no paging: fill/list answers the fills
that are kept, and those after the last id are taken, some at a time with their look-ups.
"""

from collections.abc import AsyncIterator, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from tradesense.adapters.broker_sync.client import Visit, by_environment, head, listed, said, whole, written
from tradesense.adapters.broker_sync.http import Answer, judge
from tradesense.domain.broker_sync import BrokerFacts, CredentialField, CredentialsRefused, SyncThrottled
from tradesense.ports import SyncPage

AT_ONCE: Final = 100
"""Fills whose orders and fees are asked for together."""
RENEW_BEFORE: Final = timedelta(minutes=15)
PENALTY_SECONDS_MAX: Final = 3_600


class Tradovate:
    facts = BrokerFacts(
        kind="tradovate",
        broker="Tradovate",
        title="API",
        format_key="tradovate_sync",
        file_suffix=".ndjson",
        fields=(
            CredentialField("environment", "Environment", choices=("live", "demo")),
            CredentialField("name", "User name"),
            CredentialField("password", "Dedicated API password", "Set with the API key.", secret=True),
            CredentialField("cid", "Client id (cid)", "Settings > API access, shown with the key."),
            CredentialField("sec", "API secret (sec)", "Shown once, when the key is made.", secret=True),
            CredentialField("app_id", "App id", "The key's name."),
        ),
    )

    def base(self, fields: Mapping[str, str]) -> str:
        return by_environment(fields, "https://live.tradovateapi.com/v1", "https://demo.tradovateapi.com/v1")

    def headers(self, _: Mapping[str, str]) -> dict[str, str]:
        return {}

    async def check(self, visit: Visit) -> list[str]:
        caller = _Session(visit)
        found = [said(one, "name") for one in await caller.list("/account/list")]
        await caller.close_if_new()
        return found

    async def pages(self, visit: Visit) -> AsyncIterator[SyncPage]:
        caller = _Session(visit)
        accounts = {whole(one, "id"): said(one, "name") for one in await caller.list("/account/list")}
        last = int(visit.cursor.get("last", 0))
        fresh = [one for one in await caller.list("/fill/list") if whole(one, "id") > last and _is_wanted(one, visit)]
        fresh.sort(key=lambda one: whole(one, "id"))
        contracts = _Contracts(caller)
        first: Any = head("tradovate")
        for start in range(0, len(fresh), AT_ONCE):
            part = fresh[start : start + AT_ONCE]
            orders = await caller.by_id("/order/items", (whole(one, "orderId") for one in part))
            fees = await caller.by_id("/fillFee/items", (whole(one, "id") for one in part))
            met = await contracts.meet(whole(one, "contractId") for one in part)
            fills = [
                {
                    "record": "fill",
                    "account": accounts.get(
                        whole(orders.get(whole(one, "orderId"), {"accountId": 0}), "accountId"), ""
                    ),
                    "fill": one,
                    "fee": fees.get(whole(one, "id")),
                }
                for one in part
            ]
            content = written(*([first] if first else []), *met, *fills)
            first = None
            yield SyncPage(content, len(part), {"last": whole(part[-1], "id")}, caller.session)
        if not fresh:
            yield SyncPage(b"", 0, visit.cursor, caller.session)


def _is_wanted(fill: Mapping[str, Any], visit: Visit) -> bool:
    return visit.since is None or said(fill, "timestamp")[:10] >= visit.since.isoformat()


class _Session:
    """Requests with an access token: the one of last time while it lasts, renewed before it ends."""

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        self._is_new = False
        self.session: dict[str, str] = dict(visit.access.session)

    async def list(self, path: str) -> list[dict[str, Any]]:
        return listed((await self._ask(path, {})).json())

    async def by_id(self, path: str, ids: Iterable[int]) -> dict[int, dict[str, Any]]:
        wanted = sorted(set(ids))
        if not wanted:
            return {}
        answer = await self._ask(path, {"ids": ",".join(map(str, wanted))})
        return {whole(one, "id"): one for one in listed(answer.json())}

    async def close_if_new(self) -> None:
        """A session made only to look is not kept: Tradovate allows two, and the trader's own platform is one."""
        if self._is_new:
            self.session = {}

    async def _ask(self, path: str, params: Mapping[str, str]) -> Answer:
        await self._enter()
        answer = await self._get(path, params)
        if answer.status == 401 and not self._is_new:
            # The token was ended elsewhere, as happens with a third session.
            self.session = {}
            await self._enter()
            answer = await self._get(path, params)
        judge(answer)
        _penalty(answer)
        return answer

    async def _get(self, path: str, params: Mapping[str, str]) -> Answer:
        return await self._visit.http.ask(path, params, headers=self._bearer, expected=frozenset({401}))

    @property
    def _bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.session.get('accessToken', '')}"}

    async def _enter(self) -> None:
        left = _left(self.session, self._visit.now())
        if left > RENEW_BEFORE:
            return
        if left > timedelta():
            answer = await self._visit.http.ask(
                "/auth/renewaccesstoken", headers=self._bearer, expected=frozenset({401})
            )
            if answer.status == 200 and self._take(answer):
                return
        visit = self._visit
        body = {
            "name": visit.field("name"),
            "password": visit.access.fields.get("password", ""),
            "appId": visit.field("app_id"),
            "appVersion": "1.0",
            "cid": visit.field("cid"),
            "sec": visit.field("sec"),
        }
        answer = await visit.http.ask("/auth/accesstokenrequest", post=body)
        _penalty(answer)
        if not self._take(answer):
            raise CredentialsRefused("Tradovate refuses the user name, the password or the API key.")
        self._is_new = True

    def _take(self, answer: Answer) -> bool:
        told = answer.json()
        if not isinstance(told, dict) or told.get("errorText") or not told.get("accessToken"):
            return False
        self.session = {"accessToken": said(told, "accessToken"), "expirationTime": said(told, "expirationTime")}
        return True


class _Contracts:
    """Contracts with their products and currencies, each told once a run."""

    def __init__(self, caller: _Session) -> None:
        self._caller = caller
        self._met: set[int] = set()
        self._currencies: dict[int, str] = {}

    async def meet(self, ids: Iterable[int]) -> list[dict[str, Any]]:
        """A record for each contract that was not told yet."""
        fresh = set(ids) - self._met
        if not fresh:
            return []
        if not self._currencies:
            told = await self._caller.list("/currency/list")
            self._currencies = {whole(one, "id"): said(one, "name") for one in told}
        contracts = await self._caller.by_id("/contract/items", fresh)
        maturities = await self._caller.by_id(
            "/contractMaturity/items", (whole(one, "contractMaturityId") for one in contracts.values())
        )
        products = await self._caller.by_id("/product/items", (whole(one, "productId") for one in maturities.values()))
        self._met |= fresh
        return [self._record(one, maturities, products) for one in contracts.values()]

    def _record(
        self, contract: Mapping[str, Any], maturities: dict[int, dict[str, Any]], products: dict[int, dict[str, Any]]
    ) -> dict[str, Any]:
        maturity = maturities.get(whole(contract, "contractMaturityId"), {})
        product = products.get(maturity.get("productId", 0), {})
        return {
            "record": "contract",
            "id": contract["id"],
            "name": said(contract, "name"),
            "product": product.get("name", ""),
            "value_per_point": str(product.get("valuePerPoint", "")),
            "currency": self._currencies.get(product.get("currencyId", 0), ""),
        }


def _penalty(answer: Answer) -> None:
    """Raises for the service's way of slowing down: a ticket instead of an answer."""
    told = answer.json()
    if not isinstance(told, dict) or "p-ticket" not in told:
        return
    if told.get("p-captcha"):
        raise CredentialsRefused("Tradovate wants to see a person: log in on its website once, then sync again.")
    seconds = told.get("p-time")
    wait = min(seconds, PENALTY_SECONDS_MAX) if isinstance(seconds, int) else 60
    raise SyncThrottled("Tradovate asks to wait.", retry_after_seconds=wait)


def _left(session: Mapping[str, str], now: datetime) -> timedelta:
    try:
        ends = datetime.fromisoformat(session["expirationTime"])
    except (KeyError, ValueError):
        return timedelta()
    return ends.replace(tzinfo=ends.tzinfo or UTC) - now
