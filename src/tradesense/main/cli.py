"""The command line: serve, report, verify-ledger, config, openapi."""

import sys
from typing import NoReturn

import typer
from rich.console import Console
from rich.table import Table

from tradesense.adapters.postgres_server import ServerUnavailable
from tradesense.db.cluster import ClusterUnfit
from tradesense.kit.logging import configure_logging
from tradesense.kit.settings import Settings, SettingsInvalid, read_settings

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.command()
def serve() -> None:
    """Set up the database, and serve the API and the web app until stopped."""
    from tradesense.main.serve import StartRefused  # noqa: PLC0415  (heavy; other commands do not need it)
    from tradesense.main.serve import serve as run_server  # noqa: PLC0415

    settings = _settings()
    configure_logging(settings.log_level, settings.log_format)
    try:
        run_server(settings)
    except (StartRefused, ServerUnavailable, ClusterUnfit) as refused:
        _refuse(str(refused))


@app.command()
def config() -> None:
    """Print every setting with its value and where it comes from; secrets are masked."""
    table = Table("setting", "value", "from", "meaning", box=None, pad_edge=False)
    for row in _settings().rows():
        table.add_row(*row)
    Console(width=None if sys.stdout.isatty() else 200).print(table)


def _settings() -> Settings:
    try:
        return read_settings()
    except SettingsInvalid as refused:
        _refuse(str(refused))


def _refuse(sentence: str) -> NoReturn:
    Console(stderr=True).print(f"tradesense: {sentence}", style="bold", highlight=False, soft_wrap=True)
    raise SystemExit(2)


def run() -> None:
    app()
