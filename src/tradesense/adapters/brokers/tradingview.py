"""What order tables of TradingView's trading panel share: their column names and words in six languages.

One row is an order. A broker's own web page built on TradingView's panel exports the same table.
"""

from typing import Final

from tradesense.adapters.files.formats import Telling
from tradesense.adapters.files.instruments import instrument_of
from tradesense.adapters.files.rows import Row, RowQuarantined
from tradesense.adapters.files.sides import action_of
from tradesense.domain.number import ZERO
from tradesense.domain.statement import RowNote, StatedFill

SYMBOL: Final = ("symbol", "symbole", "símbolo", "simbolo", "symbool", "instrument")
SIDE: Final = ("side", "seite", "richtung", "côté", "sens", "lado", "lato", "kant", "zijde")
FILLED: Final = (
    *("filled qty", "qty filled", "filled quantity", "quantity filled", "erfüllungsmenge", "ausgeführte menge"),
    *("quantité remplie", "quantité exécutée", "qté exécutée", "cantidad llenada", "cantidad ejecutada"),
    *("quantità eseguita", "uitgevoerde hoeveelheid"),
)
ORDERED: Final = (
    *("quantity", "qty", "menge", "anz.", "anzahl", "quantité", "qté", "cantidad", "cant.", "quantità", "qtà"),
    *("hoeveelheid", "aantal"),
)
AVERAGE: Final = (
    *("avg fill price", "avg. fill price", "average fill price", "durchschnittlicher erfüllungspreis"),
    *("durchschn. erfüllungspreis", "durchschnittlicher ausführungspreis", "durchschn. ausführungspreis"),
    *("prix moyen de remplissage", "prix moyen d'exécution", "precio promedio de llenado"),
    *("precio medio de ejecución", "prezzo medio di esecuzione", "gemiddelde uitvoeringsprijs"),
)
PRICE: Final = (
    *("fill price", "erfüllungspreis", "ausführungspreis", "prix de remplissage", "prix d'exécution"),
    *("precio de llenado", "precio de ejecución", "prezzo di esecuzione", "prezzo di riempimento", "uitvoeringsprijs"),
)
STATUS: Final = ("status", "statut", "estado", "stato")
COMMISSION: Final = ("commission", "kommission", "provision", "gebühr", "comisión", "commissione", "commissie")
CLOSED: Final = (
    *("closing time", "status time", "update time", "fill time", "schließzeit", "schlusszeit", "abschlusszeit"),
    *("status zeit", "statuszeit", "ausführungszeit", "heure de clôture", "heure de fermeture", "hora de cierre"),
    *("ora di chiusura", "sluitingstijd"),
)
PLACED: Final = (
    *("placing time", "platzierungszeit", "heure de placement", "heure de passation", "hora de colocación"),
    *("ora di inserimento", "ora di piazzamento", "plaatsingstijd"),
)
ORDER: Final = (
    *("order id", "order-nummer", "order-id", "auftrags-id", "numéro de commande", "id de l'ordre", "id d'ordre"),
    *("número de orden", "id de la orden", "id de orden", "id ordine", "order nummer"),
)
ACCOUNT: Final = ("account", "konto", "compte", "cuenta", "conto", "rekening")
TELLING: Final = Telling((*CLOSED, *PLACED), (*AVERAGE, *PRICE, *FILLED, *ORDERED, *COMMISSION))

_DONE: Final = frozenset(
    {"filled", "executed", "ausgeführt", "erfüllt", "exécuté", "exécutée", "rempli", "remplie", "ejecutado"}
    | {"ejecutada", "completado", "completada", "eseguito", "eseguita", "uitgevoerd", "gevuld"}
)
_PARTLY: Final = ("part", "teil", "parz", "gedeelt")
_UNDONE: Final = frozenset(
    {"cancelled", "canceled", "rejected", "expired", "pending", "working", "placing", "inactive", "open"}
    | {"storniert", "abgelehnt", "ausstehend", "inaktiv", "abgelaufen", "offen", "annulé", "annulée", "rejeté"}
    | {"rejetée", "en attente", "expiré", "expirée", "cancelado", "cancelada", "rechazado", "rechazada", "pendiente"}
    | {"expirado", "expirada", "annullato", "annullata", "rifiutato", "rifiutata", "in attesa", "scaduto"}
    | {"geannuleerd", "afgewezen", "in behandeling", "verlopen"}
)


def either(*names: str) -> str:
    return "|".join(names)


HEADER: Final = (
    either(*SYMBOL),
    either(*SIDE),
    either(*FILLED, *ORDERED),
    either(*AVERAGE, *PRICE),
    either(*CLOSED, *PLACED),
)


def read_order(row: Row) -> StatedFill | RowNote:
    note = _unfilled(row)
    if note is not None:
        return note
    when = row.when(*CLOSED, *PLACED)
    number = row.text(*ORDER)
    return StatedFill(
        line=row.line,
        account=row.text(*ACCOUNT),
        instrument=instrument_of(row.symbol(*SYMBOL), when.at.year, row.reading.currency),
        side=action_of(row.required(*SIDE), "side").side,
        quantity=row.number(*FILLED, *ORDERED).copy_abs(),
        price=row.number(*AVERAGE, *PRICE),
        fees=row.charges((COMMISSION,)),
        when=when.at,
        day=when.day,
        twice=when.twice,
        broker_ref=f"order:{number}" if number else "",
    )


def _unfilled(row: Row) -> RowNote | None:
    """A note for an order that did not fill. One cancelled after a part of it had filled is a fill of that part."""
    status = row.text(*STATUS).casefold()
    filled = row.maybe_number(*FILLED) if row.text(*FILLED) else None
    if filled == ZERO or not row.text(*AVERAGE, *PRICE) or (filled is None and status in _UNDONE):
        return row.ignored("order.not_filled", f"The order is {status or 'without a fill price'}: it is no fill.")
    if filled is None and any(part in status for part in _PARTLY):
        raise RowQuarantined("order.partly_filled", "How much of the order has filled is not said: enter it by hand.")
    if filled is None and status and status not in _DONE:
        raise RowQuarantined("order.status_unknown", f"Whether {status[:40]!r} means filled is not known: say so.")
    return None
