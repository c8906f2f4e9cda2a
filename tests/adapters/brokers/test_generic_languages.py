"""The same two fills, written down in six languages: buy 100 WOMB at 10.50, sell them at 12.00, 1.25 each."""

from pathlib import Path

import pytest

from tests.adapters.brokers.reading import best_format, closed, file_of, ledger, manners
from tradesense.domain.number import plain

# (12.00 − 10.50) × 100 − 2 × 1.25
NET = "147.5"
FILLS = {
    "english": (
        "Symbol,Trade Date,Time,Action,Quantity,Price,Commission,Currency\n"
        "WOMB,03/27/2026,10:00:00,Buy,100,10.50,1.25,USD\nWOMB,03/28/2026,11:00:00,Sell,100,12.00,1.25,USD\n"
    ),
    "german": (
        "Wertpapier;Handelsdatum;Uhrzeit;Kauf/Verkauf;Stück;Ausführungskurs;Gebühren;Währung;Valuta\n"
        "WOMB;27.03.2026;10:00:00;Kauf;100;10,50;1,25;EUR;31.03.2026\n"
        "WOMB;28.03.2026;11:00:00;Verkauf;100;12,00;1,25;EUR;01.04.2026\n"
    ),
    "french": (
        "Titre;Date d'opération;Heure;Sens;Quantité;Cours;Frais de courtage;Devise\n"
        "WOMB;27/03/2026;10:00:00;Achat;100;10,50;1,25;EUR\nWOMB;28/03/2026;11:00:00;Vente;100;12,00;1,25;EUR\n"
    ),
    "spanish": (
        "Título;Fecha de operación;Hora;Tipo de operación;Cantidad;Precio;Comisión;Divisa\n"
        "WOMB;27/03/2026;10:00:00;Compra;100;10,50;1,25;EUR\nWOMB;28/03/2026;11:00:00;Venta;100;12,00;1,25;EUR\n"
    ),
    "italian": (
        "Titolo;Data operazione;Ora;Operazione;Quantità;Prezzo;Commissioni;Divisa\n"
        "WOMB;27/03/2026;10:00:00;Acquisto;100;10,50;1,25;EUR\nWOMB;28/03/2026;11:00:00;Vendita;100;12,00;1,25;EUR\n"
    ),
    "dutch": (
        "Effect;Datum;Tijd;Koop/Verkoop;Aantal;Koers;Transactiekosten;Valuta\n"
        "WOMB;27-03-2026;10:00:00;Koop;100;10,50;1,25;EUR\nWOMB;28-03-2026;11:00:00;Verkoop;100;12,00;1,25;EUR\n"
    ),
}
TRADES = {
    "german": "Symbol;Richtung;Einstiegsdatum;Ausstiegsdatum;Einstiegskurs;Ausstiegskurs;Anzahl;Provision;Gewinn\n"
    "WOMB;Long;27.03.2026;28.03.2026;10,50;12,00;100;2,50;147,50\n",
    "french": "Symbole;Sens;Date d'ouverture;Date de clôture;Prix d'entrée;Prix de sortie;Quantité;Frais;Résultat\n"
    "WOMB;Achat;27/03/2026;28/03/2026;10,50;12,00;100;2,50;147,50\n",
    "spanish": "Símbolo;Sentido;Fecha de apertura;Fecha de cierre;Precio de entrada;Precio de salida;Cantidad;"
    "Comisiones;Resultado\nWOMB;Compra;27/03/2026;28/03/2026;10,50;12,00;100;2,50;147,50\n",
    "italian": "Simbolo;Operazione;Data apertura;Data chiusura;Prezzo di apertura;Prezzo di chiusura;Quantità;"
    "Commissioni;Profitto\nWOMB;Acquisto;27/03/2026;28/03/2026;10,50;12,00;100;2,50;147,50\n",
    "dutch": "Symbool;Richting;Openingsdatum;Sluitingsdatum;Openingskoers;Sluitingskoers;Aantal;Kosten;Resultaat\n"
    "WOMB;Koop;27-03-2026;28-03-2026;10,50;12,00;100;2,50;147,50\n",
}


@pytest.mark.parametrize("language", FILLS)
def test_fills_are_read_in_the_traders_language(language: str, tmp_path: Path) -> None:
    path = file_of(tmp_path, FILLS[language])
    assert best_format(path) == "generic_fills"
    found = ledger(path)
    (trade,) = closed(found)
    assert (found.rows, plain(trade.net), str(trade.opened_on)) == (2, NET, "2026-03-27")
    assert (trade.times_known, found.notes) == (True, ())


@pytest.mark.parametrize("language", TRADES)
def test_completed_trades_are_read_in_the_traders_language(language: str, tmp_path: Path) -> None:
    path = file_of(tmp_path, TRADES[language])
    assert best_format(path) == "generic_trades"
    (trade,) = closed(ledger(path))
    assert (plain(trade.net), trade.direction.name) == (NET, "LONG")


@pytest.mark.parametrize(
    ("bought", "sold"),
    [
        ("Gekauft", "Verkauft"),
        ("KAUF", "VERKAUF"),
        ("Acheté", "Vendu"),
        ("Achat", "Vente à découvert"),
        ("Comprado", "Vendido"),
        ("Acquistato", "Venduto"),
        ("Aankoop", "Verkoop"),
        ("Gekocht", "Verkocht"),
    ],
)
def test_purchases_and_sales_have_many_words(bought: str, sold: str, tmp_path: Path) -> None:
    rows = f"WOMB,2026-03-27,{bought},1,10\nWOMB,2026-03-28,{sold},1,12\n"
    (trade,) = closed(ledger(file_of(tmp_path, "Symbol,Date,Side,Quantity,Price\n" + rows)))
    assert (plain(trade.net), trade.direction.name) == ("2", "LONG")


def test_columns_that_no_name_tells_are_told_by_what_stands_in_them(tmp_path: Path) -> None:
    rows = "WOMB,27.03.2026 10:00,Kauf,100,10.50,1001\nBIRD,28.03.2026 11:00,Verkauf,5,12.00,1002\n"
    path = file_of(tmp_path, "Was,Wann,Wie,Anzahl,Kurs,Beleg\n" + rows)
    assert best_format(path) == "generic_fills"
    assert {(one.field, one.column, one.because) for one in manners(path).columns} == {
        ("symbol", "Was", "content"),
        ("when", "Wann", "content"),
        ("side", "Wie", "content"),
        ("quantity", "Anzahl", "name"),
        ("price", "Kurs", "name"),
    }
    assert ledger(path).fills == 2


@pytest.mark.parametrize(
    "header",
    [
        "Was,Wann,Wann noch,Wie,Anzahl,Kurs",  # two columns of dates: which is the day it was traded?
        "Was,Wann,Valuta,Wie,Zahl,Zahl 2",  # no content tells a quantity from a price
    ],
)
def test_what_content_leaves_in_doubt_is_not_guessed(header: str, tmp_path: Path) -> None:
    rows = "WOMB,27.03.2026,30.03.2026,Kauf,100,10.50\nBIRD,28.03.2026,31.03.2026,Verkauf,5,12.00\n"
    assert best_format(file_of(tmp_path, f"{header}\n{rows}")) == ""


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("5. März 2026", "2026-03-05"),
        ("05-Mrz-2026", "2026-03-05"),
        ("17. Dezember 2026", "2026-12-17"),
        ("12 févr. 2026", "2026-02-12"),
        ("1er août 2026", "2026-08-01"),
        ("3 juillet 2026", "2026-07-03"),
        ("3 juin 2026", "2026-06-03"),
        ("9 de enero de 2026", "2026-01-09"),
        ("30 set 2026", "2026-09-30"),
        ("8 giugno 2026", "2026-06-08"),
        ("8 luglio 2026", "2026-07-08"),
        ("4 maart 2026", "2026-03-04"),
        ("4 mei 2026", "2026-05-04"),
    ],
)
def test_months_are_known_by_their_names(written: str, day: str, tmp_path: Path) -> None:
    path = file_of(tmp_path, f"Symbol,Date,Side,Quantity,Price\nWOMB,{written},buy,1,10\n")
    (trade,) = ledger(path).trades
    assert str(trade.opened_on) == day
