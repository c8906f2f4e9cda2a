"""Buying and selling, in the words of many files."""

import unicodedata
from typing import Final, NamedTuple

from tradesense.adapters.files.values import CellInvalid
from tradesense.domain.execution import Side


class Action(NamedTuple):
    """Which way a fill goes; `closes` when the word says that it closes a position."""

    side: Side
    closes: bool = False


_WORDS: Final[tuple[tuple[Action, str], ...]] = (
    (Action(Side.BUY), "buy b bot bought long l buylong longbuy buytoopen bto boughttoopen buyopen buymarket bid"),
    (
        Action(Side.BUY),
        "kauf kaufen gekauft ankauf zukauf achat acheter achete achetee compra comprar comprado comprada",
    ),
    (Action(Side.BUY), "acquisto acquistare acquistato acquistata comprato koop kopen koopt gekocht aankoop kop"),
    (Action(Side.BUY, closes=True), "buytoclose btc boughttoclose buytocover buycover bc cover covershort buyclose"),
    (Action(Side.SELL), "sell s sld sold sellshort ss short shortsell shortsale soldshort selltoopen sto soldtoopen"),
    (
        Action(Side.SELL),
        "sellopen verkauf verkaufen verkauft leerverkauf vente vendre vendu vendue venta vender vendido",
    ),
    (Action(Side.SELL), "vendida vendita vendere venduto venduta verkoop verkopen verkocht salg ask court"),
    (Action(Side.SELL), "venteadecouvert ventaencorto ventaacorto venditaalloscoperto venditascoperto shortverkoop"),
    (Action(Side.SELL, closes=True), "selltoclose stc soldtoclose selllong longsell sellclose"),
)
ACTIONS: Final = {word: action for action, words in _WORDS for word in words.split()}


def squeezed(text: str) -> str:
    """`Sell to open`, `SELL_TO_OPEN` and `sell-to-open` are one word; `Acheté` has no accent."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in letters if character.isalnum())


def find_action(text: str) -> Action | None:
    word = text.casefold()
    return ACTIONS.get(word) or ACTIONS.get(squeezed(word))


def action_of(text: str, column: str) -> Action:
    found = find_action(text)
    if found is None:
        raise CellInvalid(f"Column {column!r}: {text[:40]!r} is neither a purchase nor a sale.")
    return found
