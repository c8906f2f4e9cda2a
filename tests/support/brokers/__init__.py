"""Brokers' services as their documents describe them, on a port of this machine: real HTTP, small data."""

from tests.support.brokers.alpaca import AlpacaService
from tests.support.brokers.binance import BinanceService
from tests.support.brokers.ibkr_flex import FlexService
from tests.support.brokers.oanda import OandaService
from tests.support.brokers.service import BrokerService
from tests.support.brokers.tradovate import TradovateService

__all__ = ["AlpacaService", "BinanceService", "BrokerService", "FlexService", "OandaService", "TradovateService"]
