"""Interactive Brokers' Flex Web Service, version 3, after
https://www.interactivebrokers.com/campus/ibkr-api-page/flex-web-service/: SendRequest, GetStatement, error codes.
"""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from tests.support.brokers.service import BrokerService

KEY = {"token": "719430582664", "query_id": "987654"}
REFERENCE = "1234567890"


class FlexService(BrokerService):
    """`preparing`: how many asks for the report come too early."""

    def __init__(self, statement: str = "", preparing: int = 0) -> None:
        super().__init__()
        self.statement = statement
        self.preparing = preparing

    def routes(self) -> dict[str, Any]:
        return {"/SendRequest": self._request, "/GetStatement": self._statement}

    async def _request(self, request: Request) -> Response:
        refused = self._refused(request)
        return refused or xml(
            "<FlexStatementResponse timestamp='05 January, 2026 10:37 AM EST'><Status>Success</Status>"
            f"<ReferenceCode>{REFERENCE}</ReferenceCode><Url>http://169.254.169.254/GetStatement</Url>"
            "</FlexStatementResponse>"
        )

    async def _statement(self, request: Request) -> Response:
        refused = self._refused(request)
        if refused:
            return refused
        if request.query_params["q"] != REFERENCE:
            return error("1017", "Reference code is invalid.")
        if self.preparing:
            self.preparing -= 1
            return error("1019", "Statement generation in progress. Please try again shortly.", "Warn")
        return xml(self.statement)

    @staticmethod
    def _refused(request: Request) -> Response | None:
        if request.query_params["v"] != "3" or request.query_params["t"] != KEY["token"]:
            return error("1015", "Token is invalid.")
        return None


def error(code: str, message: str, status: str = "Fail") -> Response:
    return xml(
        f"<FlexStatementResponse timestamp='05 January, 2026 10:37 AM EST'><Status>{status}</Status>"
        f"<ErrorCode>{code}</ErrorCode><ErrorMessage>{message}</ErrorMessage></FlexStatementResponse>"
    )


def xml(content: str) -> Response:
    return Response(content, media_type="text/xml")


def statement(*numbers: int, made: str = "20260106;080000") -> str:
    """A report with one trade for each number, bought and sold in turn."""
    trades = "".join(
        f'<Trade accountId="U7654321" currency="USD" assetCategory="STK" symbol="AAPL" tradeID="{number}" '
        f'dateTime="20260105;10{number % 60:02d}00" quantity="{-10 if number % 2 else 10}" tradePrice="{150 + number}" '
        f'ibCommission="-1" ibCommissionCurrency="USD" buySell="{"SELL" if number % 2 else "BUY"}" '
        f'ibExecID="0000e1.{number:08d}.01.01" levelOfDetail="EXECUTION" multiplier="1" transactionType="ExchTrade" />'
        for number in numbers
    )
    return (
        '<FlexQueryResponse queryName="trades" type="AF"><FlexStatements count="1"><FlexStatement '
        f'accountId="U7654321" fromDate="20260105" toDate="20260105" period="LastBusinessDay" whenGenerated="{made}">'
        f"<Trades>{trades}</Trades></FlexStatement></FlexStatements></FlexQueryResponse>"
    )
