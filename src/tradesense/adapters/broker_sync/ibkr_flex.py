"""Interactive Brokers, Flex Web Service (version 3): a report is asked for, then fetched once it is made.

Document: https://www.interactivebrokers.com/campus/ibkr-api-page/flex-web-service/ ("SendRequest", "GetStatement",
"Error codes"; one request a second and ten a minute for a token). The address that SendRequest answers is not
followed: GetStatement stands beside it.
"""

import hashlib
import re
from collections.abc import AsyncIterator, Mapping
from typing import Final
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from tradesense.adapters.broker_sync.client import Visit
from tradesense.domain.broker_sync import (
    AnswerUnreadable,
    BrokerFacts,
    BrokerUnavailable,
    CredentialField,
    CredentialsRefused,
    ReportNotReady,
    SyncThrottled,
)
from tradesense.ports import SyncPage

WAITS_SECONDS: Final = (5.0, 10.0, 15.0)
"""Between the first asks for a report; after them the run ends, and the next goes on with the same report."""
LATER_SECONDS: Final = 60
ENVELOPE_BYTES_MAX: Final = 4_096

REFUSED: Final = {
    "1010": "Legacy Flex queries are not supported any more: make the query anew.",
    "1011": "The Flex Web Service is not active for this account.",
    "1012": "The token has expired: make a new one in Client Portal.",
    "1013": "The token may not be used from this address.",
    "1014": "The query id is not known.",
    "1015": "The token is not known.",
    "1016": "The account is not known.",
    "1020": "The request could not be validated: check token and query id.",
}
REFERENCE_LAPSED: Final = "1017"
THROTTLED: Final = "1018"
PREPARING: Final = "1019"
_ROWS: Final = re.compile(
    rb"<(?:Trade|TradeConfirm|Order|CashTransaction|CorporateAction|OptionEAE|Transfer|FxTransaction) [^>]*="
)
_MADE_WHEN: Final = re.compile(rb' whenGenerated="[^"]*"')


class IbkrFlex:
    facts = BrokerFacts(
        kind="ibkr_flex",
        broker="Interactive Brokers",
        title="Flex Web Service",
        format_key="",
        file_suffix=".xml",
        fields=(
            CredentialField(
                "token", "Token", "Client Portal > Reporting > Flex queries > Flex Web Service.", secret=True
            ),
            CredentialField("query_id", "Query id", "Of an activity or trade confirmation Flex query, as XML."),
        ),
    )

    def base(self, _: Mapping[str, str]) -> str:
        return "https://ndcdyn.interactivebrokers.com/AccountManagement/FlexWebService"

    def headers(self, _: Mapping[str, str]) -> dict[str, str]:
        return {}

    async def check(self, visit: Visit) -> list[str]:
        """Asking for a report is the only question there is; the report itself names the accounts."""
        await _request(visit)
        return []

    async def pages(self, visit: Visit) -> AsyncIterator[SyncPage]:
        kept = {name: value for name, value in visit.cursor.items() if name != "reference"}
        reference = str(visit.cursor.get("reference", ""))
        if not reference:
            reference = await _request(visit)
            yield SyncPage(b"", 0, {**kept, "reference": reference})
        try:
            content = await _statement(visit, reference)
        except _ReferenceLapsed:
            yield SyncPage(b"", 0, kept)
            raise ReportNotReady(
                "The report was not fetched in time: it is asked for anew.", retry_after_seconds=LATER_SECONDS
            ) from None
        digest = hashlib.sha256(_MADE_WHEN.sub(b"", content)).hexdigest()
        records = 0 if digest == kept.get("sha256") else _records(content)
        yield SyncPage(content if records else b"", records, {"sha256": digest})


class _ReferenceLapsed(Exception):
    """The report that was asked for is not kept any more."""


async def _request(visit: Visit) -> str:
    params = {"t": visit.field("token"), "q": visit.field("query_id"), "v": "3"}
    content = (await visit.http.ask("/SendRequest", params)).body
    told = _envelope(content)
    if told is None:
        raise AnswerUnreadable("The Flex Web Service did not answer as documented.")
    if told.get("Status") != "Success" or not told.get("ReferenceCode", "").isalnum():
        _refuse(told)
    return told["ReferenceCode"]


async def _statement(visit: Visit, reference: str) -> bytes:
    params = {"t": visit.field("token"), "q": reference, "v": "3"}
    for wait in (*WAITS_SECONDS, 0.0):
        content = (await visit.http.ask("/GetStatement", params)).body
        told = _envelope(content)
        if told is None:
            return content
        if told.get("ErrorCode") == REFERENCE_LAPSED:
            raise _ReferenceLapsed
        if told.get("ErrorCode") != PREPARING:
            _refuse(told)
        if wait:
            await visit.pause(wait)
    raise ReportNotReady(retry_after_seconds=LATER_SECONDS)


def _refuse(told: Mapping[str, str]) -> None:
    """Raises what the service's error code means."""
    code = told.get("ErrorCode", "")
    if code in REFUSED:
        raise CredentialsRefused(REFUSED[code])
    if code == THROTTLED:
        raise SyncThrottled("The Flex Web Service takes ten requests a minute.", retry_after_seconds=LATER_SECONDS)
    if code == PREPARING:
        raise ReportNotReady(retry_after_seconds=LATER_SECONDS)
    if code in {"1001", "1003", "1004", "1005", "1006", "1007", "1008", "1009", "1021"}:
        raise BrokerUnavailable(f"The report cannot be made at the moment (error {code}).")
    raise AnswerUnreadable("The Flex Web Service answered with an error that is not documented.")


def _envelope(content: bytes) -> dict[str, str] | None:
    """The service's own short answer; None when this is the report."""
    if len(content) > ENVELOPE_BYTES_MAX or b"<FlexStatementResponse" not in content:
        return None
    try:
        root = fromstring(content.decode("utf-8", errors="replace"))
    except (ParseError, DefusedXmlException):
        raise AnswerUnreadable("The Flex Web Service did not answer in XML.") from None
    return {one.tag: (one.text or "").strip() for one in root}


def _records(content: bytes) -> int:
    """About how many rows the report has: none, and there is nothing to import."""
    if content.lstrip().startswith(b"<"):
        return len(_ROWS.findall(content))
    return max(content.count(b"\n") - 1, 0)
