"""Recognising a table's columns by their names, in the words of many programs."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from tradesense.adapters.files.rows import Columns
from tradesense.adapters.files.text import COLUMNS_MAX
from tradesense.domain.statement import FormatUnknown

SPELLINGS_MAX: Final = 4
"""How many columns of one meaning are kept: the first that is filled counts."""

# Our field, and the names it goes by: without case, blanks, signs and accents; likeliest first.
NAMES: Final[dict[str, str]] = {
    "symbol": "symbol ticker instrument contract contractname security code scrip asset pair stock symbole isin "
    "wertpapier titre libelle valor",
    "stamp": "timestamp datetime dateandtime datetimeutc executedat executiondatetime tradedatetime filledat filledtime "
    "filltime exectime executiontime orderexecutiontime closetime closingtime transactiontime time tradetime timeutc "
    "uhrzeit heure hora",
    "day": "date tradedate transactiondate activitydate executiondate filldate filleddate td dateutc datedoperation "
    "datum handelstag fecha data",
    "side": "side action buysell bs direction transactiontype tradetype transcode activitytype type operation "
    "transaction seite richtung sens lado tipo",
    "quantity": "filledquantity filledqty fillquantity fillqty qtyfilled filled executedquantity executedqty execqty "
    "quantity qty shares volume size contracts units noofshares quantityofunits anzahl stuck menge quantite cantidad",
    "price": "avgfillprice averagefillprice filledavgprice averageprice avgprice fillprice executionprice execprice "
    "executedprice tradedprice tradeprice price pricepershare priceshare unitprice kurs cours precio prezzo",
    "currency": "currency ccy tradecurrency pricecurrency currencyprimary wahrung devise moneda valuta",
    "fee_currency": "feecurrency feescurrency commissioncurrency feecoin feeasset commissionasset feeccy",
    "multiplier": "multiplier contractmultiplier pointvalue",
    "account": "account accountid accountnumber accountname clientaccountid accountdisplayname konto compte cuenta",
    "status": "status state orderstatus",
    "execution": "executionid execid fillid dealid",
    "asset_class": "assetclass assettype instrumenttype securitytype producttype tradetype type",
    "description": "description name notes",
    "entry_price": "entryprice openprice openingprice avgentryprice averageentryprice entry avgentry priceopen",
    "exit_price": "exitprice closeprice closingprice avgexitprice averageexitprice exit avgexit priceclose",
    "opened": "entrydatetime opendatetime openedat entrydate entrytime opendate opentime openingtime openeddate enteredat "
    "dateopened opened openedon",
    "opened_time": "entrytime opentime openingtime",
    "closed": "exitdatetime closedatetime closedat exitdate exittime closedate closetime closingtime closeddate exitedat "
    "dateclosed closed closedon",
    "closed_time": "exittime closetime closingtime",
    "profit": "profit pnl pl profitloss netpnl grosspnl netpl grosspl netprofit grossprofit realizedpnl realizedpl "
    "realisedpnl realizedprofitloss gainloss result profitusd pnlusd netpnlusd gewinn",
    "amount": "amount netamount totalamount cashamount betrag montant importe importo bedrag",
    "fees": "",
}
MAPPED_AS: Final = {"when": "stamp", "date": "day", "time": "stamp", "commission": "fees", "fee": "fees"}
"""Other names a mapping may use for our fields."""

_UNIT: Final = re.compile(r"\(\s*(?:[A-Z]{3}|(?:UTC|GMT)[^)]*)\s*\)\s*$")
_FEE: Final = re.compile(
    r"^(?:commission|comm|fees?|brokerage|kommission|provision|gebuhr|frais)|(?:commissions?|fees?|gebuhr(?:en)?)$"
    r"|^(?:sec|taf|nscc|nasdaq|ecnremove|ecnadd|stampduty|stamptax|gst|vat|levy|tax|taxes|commfeetax)$"
)
_NO_FEE: Final = re.compile(r"currency|ccy|coin|asset|type|rate|percent|perc|pct|code|notes|reason")
_ALL: Final = {name: field for field, names in NAMES.items() for name in names.split()}


@lru_cache(maxsize=4_096)
def squeezed(name: str) -> str:
    """`P&L`, `Price (USD)` and `Date d'opération` as `pl`, `price` and `datedoperation`; '' for a percentage."""
    if "%" in name:
        return ""
    letters = unicodedata.normalize("NFKD", _UNIT.sub("", name[:120]).casefold())
    return "".join(letter for letter in letters if letter.isascii() and letter.isalnum())


class Layout:
    """Which of our fields stand where. Cells are met as `symbol`, `symbol#2` …, charges as `fees`, `fees#2` …"""

    def __init__(self, cells: Sequence[str], mapping: Mapping[str, str] | None = None) -> None:
        keys = [squeezed(cell) for cell in cells[:COLUMNS_MAX]]
        self.places: dict[str, list[int]] = {}
        for field, names in NAMES.items():
            found = [keys.index(name) for name in names.split() if name in keys]
            if found:
                self.places[field] = found[:SPELLINGS_MAX]
        fees = [place for place, key in enumerate(keys) if _FEE.search(key) and not _NO_FEE.search(key)]
        if fees:
            self.places["fees"] = fees
        self.fits = self._map(cells, mapping or {})
        self.columns = Columns(())
        for field, places in self.places.items():
            for number, place in enumerate(places, start=1):
                self.columns.at[field if number == 1 else f"{field}#{number}"] = place
        self.header = list(cells)

    def _map(self, cells: Sequence[str], mapping: Mapping[str, str]) -> bool:
        """What the trader says of the columns wins; '' means there is none. False if one is not in `cells`."""
        keys = [squeezed(cell) for cell in cells[:COLUMNS_MAX]]
        mapped: dict[str, list[int]] = {}
        for name, column in mapping.items():
            field = MAPPED_AS.get(name, name)
            if field not in NAMES:
                raise FormatUnknown(f"{name[:40]!r} is no field: the fields are {', '.join(NAMES)}.")
            found = mapped.setdefault(field, [])
            if column.strip():
                if squeezed(column) not in keys:
                    return False
                found.append(keys.index(squeezed(column)))
        if "stamp" in mapped or "day" in mapped:
            # A date that was pointed at is not to be joined with columns that were not.
            self.places.pop("stamp", None)
            self.places.pop("day", None)
        self.places.update(mapped)
        self.places = {field: places for field, places in self.places.items() if places}
        return True

    def has(self, *fields: str) -> bool:
        return self.fits and all(any(one in self.places for one in field.split("|")) for field in fields)


def spellings(field: str) -> tuple[str, ...]:
    """The names under which a row is asked for `field`."""
    return (field, *(f"{field}#{number}" for number in range(2, SPELLINGS_MAX + 1)))
