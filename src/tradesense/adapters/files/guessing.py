"""Recognising a table's columns by their names, in the words of many programs."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from tradesense.adapters.files.rows import Columns
from tradesense.adapters.files.text import COLUMNS_MAX
from tradesense.domain.manners import ReadColumn
from tradesense.domain.statement import FormatUnknown

SPELLINGS_MAX: Final = 4
"""How many columns of one meaning are kept: the first that is filled counts."""

# Our field, and the names it goes by in English, German, French, Spanish, Italian and Dutch: without case, blanks,
# signs and accents; likeliest first.
NAMES: Final[dict[str, str]] = {
    "symbol": "symbol ticker tickersymbol instrument contract contractname security code scrip asset pair stock symbole "
    "kurzel basiswert kontrakt simbolo simbool strumento instrumento titolo titulo titel wertpapier titre effect fonds "
    "aktie isin wkn libelle valeur valor product produkt",
    "stamp": "timestamp datetime dateandtime datetimeutc executedat executiondatetime tradedatetime filledat filledtime "
    "filltime exectime executiontime orderexecutiontime closetime closingtime transactiontime zeitstempel zeitpunkt "
    "datumuhrzeit datumzeit ausfuhrungszeit handelszeit horodatage dateheure dateetheure heureexecution fechayhora "
    "fechahora horaejecucion dataeora dataora oraesecuzione tijdstip datumentijd datumtijd time tradetime timeutc "
    "uhrzeit zeit heure hora ora orario tijd",
    "day": "date tradedate transactiondate activitydate executiondate filldate filleddate td dateutc datedoperation "
    "dateoperation datetransaction datedetransaction dateexecution datedexecution datum handelstag handelsdatum "
    "ausfuhrungsdatum ausfuhrungstag transaktionsdatum buchungsdatum fecha fechaoperacion fechadeoperacion "
    "fechaejecucion fechadeejecucion data dataoperazione dataesecuzione dataoradoperazione transactiedatum "
    "uitvoeringsdatum",
    "side": "side action buysell bs direction transactiontype tradetype transcode activitytype type operation "
    "transaction seite richtung kaufverkauf kv auftragsart transaktionsart transaktion geschaftsart vorgang art typ sens "
    "achatvente typedoperation typeoperation typedetransaction lado sentido compraventa operacion tipodeoperacion "
    "tipooperacion segno acquistovendita operazione tipooperazione tipodioperazione tipo koopverkoop richting "
    "transactietype actie soort",
    "quantity": "filledquantity filledqty fillquantity fillqty qtyfilled filled executedquantity executedqty execqty "
    "quantity qty shares volume size contracts units noofshares quantityofunits anzahl stuck stuckzahl menge nominale "
    "kontrakte quantite qte nombre nombredetitres cantidad titulos numerodetitulos participaciones unidades quantita qta "
    "pezzi numerotitoli aantal stuks hoeveelheid",
    "price": "avgfillprice averagefillprice filledavgprice averageprice avgprice fillprice executionprice execprice "
    "executedprice tradedprice tradeprice price pricepershare priceshare unitprice kurs ausfuhrungskurs ausfuhrungspreis "
    "preis stuckpreis cours coursdexecution prixdexecution prixunitaire prix precio preciodeejecucion precioejecucion "
    "preciounitario prezzo prezzodiesecuzione prezzounitario prezzomedio koers uitvoeringskoers uitvoeringsprijs prijs "
    "prijsperstuk",
    "currency": "currency ccy tradecurrency pricecurrency currencyprimary wahrung handelswahrung devise moneda divisa "
    "munt munteenheid valuta",
    "fee_currency": "feecurrency feescurrency commissioncurrency feecoin feeasset commissionasset feeccy "
    "gebuhrenwahrung devisedesfrais monedacomision monedadelacomision valutacommissione valutacommissioni kostenvaluta",
    "multiplier": "multiplier contractmultiplier pointvalue multiplikator punktwert kontraktgrosse multiplicateur "
    "valeurdupoint multiplicador valordelpunto moltiplicatore valorepunto puntwaarde contractgrootte",
    "account": "account accountid accountnumber accountname clientaccountid accountdisplayname konto kontonummer depot "
    "depotnummer compte numerodecompte cuenta numerodecuenta conto numeroconto rekening rekeningnummer",
    "status": "status state orderstatus zustand statut etat estado stato",
    "execution": "executionid execid fillid dealid ausfuhrungsid",
    "asset_class": "assetclass assettype instrumenttype securitytype producttype anlageklasse produkttyp gattung "
    "classedactif clasedeactivo tipodeactivo classediattivo tipostrumento beleggingscategorie tradetype type",
    "description": "description name notes beschreibung bezeichnung descripcion descrizione omschrijving",
    "entry_price": "entryprice openprice openingprice avgentryprice averageentryprice entry avgentry priceopen "
    "einstiegskurs einstiegspreis eroffnungskurs prixdentree coursdentree prixdouverture coursdouverture preciodeentrada "
    "precioentrada preciodeapertura precioapertura prezzodingresso prezzoingresso prezzodientrata prezzodiapertura "
    "prezzoapertura instapprijs instapkoers openingsprijs openingskoers",
    "exit_price": "exitprice closeprice closingprice avgexitprice averageexitprice exit avgexit priceclose "
    "ausstiegskurs ausstiegspreis schliessungskurs prixdesortie coursdesortie prixdecloture coursdecloture "
    "preciodesalida preciosalida preciodecierre preciocierre prezzodiuscita prezzouscita prezzodichiusura "
    "prezzochiusura uitstapprijs uitstapkoers sluitingsprijs sluitingskoers",
    "opened": "entrydatetime opendatetime openedat entrydate entrytime opendate opentime openingtime openeddate enteredat "
    "dateopened opened openedon einstieg einstiegszeit einstiegsdatum eroffnet eroffnetam eroffnung eroffnungszeit "
    "eroffnungsdatum dateouverture datedouverture dateentree datedentree ouverture fechadeapertura fechaapertura "
    "fechadeentrada fechaentrada apertura dataapertura datadiapertura datadingresso dataingresso geopend geopendop "
    "openingsdatum openingstijd instapdatum",
    "opened_time": "entrytime opentime openingtime einstiegszeit eroffnungszeit openingstijd",
    "closed": "exitdatetime closedatetime closedat exitdate exittime closedate closetime closingtime closeddate exitedat "
    "dateclosed closed closedon ausstieg ausstiegszeit ausstiegsdatum geschlossen geschlossenam schliessung "
    "schliessungszeit schliessungsdatum datecloture datedecloture datesortie datedesortie cloture fechadecierre "
    "fechacierre fechadesalida fechasalida cierre datachiusura datadichiusura datadiuscita datauscita chiusura gesloten "
    "geslotenop sluitingsdatum sluitingstijd uitstapdatum",
    "closed_time": "exittime closetime closingtime ausstiegszeit schliessungszeit sluitingstijd",
    "profit": "profit pnl pl profitloss netpnl grosspnl netpl grosspl netprofit grossprofit realizedpnl realizedpl "
    "realisedpnl realizedprofitloss gainloss result profitusd pnlusd netpnlusd gewinn gewinnverlust guv ergebnis "
    "resultat gainperte beneficio beneficioperdida gananciaperdida ganancia resultado profitto profittoperdita utile "
    "utileperdita risultato winst winstverlies resultaat",
    "amount": "amount netamount totalamount cashamount betrag montant montantnet importe importo controvalore bedrag",
    "fees": "",
}
MAPPED_AS: Final = {"when": "stamp", "date": "day", "time": "stamp", "commission": "fees", "fee": "fees"}
"""Other names a mapping may use for our fields."""
SAID_AS: Final = {"stamp": "when", "day": "date"}
"""How fields are called to the trader."""

_UNIT: Final = re.compile(r"\(\s*(?:[A-Z]{3}|(?:UTC|GMT)[^)]*)\s*\)\s*$")
_FEE: Final = re.compile(
    r"^(?:commission|comm|fees?|brokerage|kommission|provision|gebuhr|frais|courtage|comision|corretaje|spese|kosten)"
    r"|(?:commissions?|fees?|gebuhr(?:en)?|provision(?:en)?|frais|comision(?:es)?|spese|commissioni|kosten)$"
    r"|^(?:sec|taf|nscc|nasdaq|ecnremove|ecnadd|stampduty|stamptax|gst|vat|levy|tax|taxes|commfeetax)$"
)
_NO_FEE: Final = re.compile(
    r"currency|ccy|coin|asset|type|rate|percent|perc|pct|code|notes|reason|wahrung|devise|moneda|divisa|valuta"
)
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
                self.places[field] = list(dict.fromkeys(found))[:SPELLINGS_MAX]
        fees = [place for place, key in enumerate(keys) if _FEE.search(key) and not _NO_FEE.search(key)]
        if fees:
            self.places["fees"] = fees
        self.header = list(cells)
        self.said: set[str] = set()
        self.learnt: set[str] = set()
        self.fits = self._map(cells, mapping or {})
        self.columns = Columns(())
        for field in self.places:
            self._name(field)

    def learn(self, field: str, place: int) -> None:
        """Takes a column for `field` by what stands in it."""
        self.places[field] = [place]
        self.learnt.add(field)
        self._name(field)

    def forget(self, field: str) -> None:
        """What stands in its column cannot be that."""
        for number in range(1, len(self.places.pop(field)) + 1):
            del self.columns.at[field if number == 1 else f"{field}#{number}"]

    @property
    def is_guessed(self) -> bool:
        return bool(self.learnt)

    def read_as(self) -> tuple[ReadColumn, ...]:
        """Every column that is read, as what, and why, in the order of our fields."""
        return tuple(
            ReadColumn(
                SAID_AS.get(field, field),
                self.header[place],
                "said" if field in self.said else "content" if field in self.learnt else "name",
            )
            for field in NAMES
            for place in self.places.get(field, ())
        )

    def _name(self, field: str) -> None:
        for number, place in enumerate(self.places[field], start=1):
            self.columns.at[field if number == 1 else f"{field}#{number}"] = place

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
        self.said = set(mapped)
        self.places.update(mapped)
        self.places = {field: places for field, places in self.places.items() if places}
        return True

    def has(self, *fields: str) -> bool:
        return self.fits and all(any(one in self.places for one in field.split("|")) for field in fields)


def spellings(field: str) -> tuple[str, ...]:
    """The names under which a row is asked for `field`."""
    return (field, *(f"{field}#{number}" for number in range(2, SPELLINGS_MAX + 1)))
