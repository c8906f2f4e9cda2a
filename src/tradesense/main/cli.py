"""The command line: serve, report, verify-ledger, add-encryption-key, config, openapi."""

import asyncio
import json
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tradesense.adapters.postgres_server import ServerUnavailable
from tradesense.db.cluster import ClusterUnfit
from tradesense.domain.problem import Problem
from tradesense.kit.logging import configure_logging
from tradesense.kit.settings import Settings, SettingsInvalid, read_settings

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.command()
def serve() -> None:
    """Set up the database, and serve the API and the web app until stopped."""
    settings = _settings()
    from tradesense.main.serve import StartRefused  # noqa: PLC0415  (heavy; other commands do not need it)
    from tradesense.main.serve import serve as run_server  # noqa: PLC0415

    configure_logging(settings.log_level, settings.log_format)
    try:
        run_server(settings)
    except (StartRefused, ServerUnavailable, ClusterUnfit) as refused:
        _refuse(str(refused))


@app.command()
def report(
    files: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False, help="Brokers' export files.")],
    format_: Annotated[str, typer.Option("--format", help="Layout of the files; auto: detect it.")] = "auto",
    tz: Annotated[str | None, typer.Option(help="Zone of the files' clock times, such as Europe/Berlin.")] = None,
    html: Annotated[Path | None, typer.Option(help="Write a self-contained page with charts there.")] = None,
    json_: Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")] = False,
) -> None:
    """Rebuild the trades of broker files and show their performance, without server or database."""
    from tradesense.main.report import document, gather, page, terminal  # noqa: PLC0415

    try:
        made = gather.gather(files, format_key=None if format_ == "auto" else format_, zone_name=tz)
    except Problem as refused:
        _refuse(refused.detail)
    if json_:
        sys.stdout.write(json.dumps(document.document(made), indent=2) + "\n")
    else:
        terminal.print_report(made, Console())
    if html:
        html.write_text(page.page(made), encoding="utf-8")


@app.command("add-encryption-key")
def add_encryption_key() -> None:
    """Add a key that seals stored credentials from the next start on; the keys before it still open."""
    from tradesense.adapters.vault_aesgcm import add_key  # noqa: PLC0415
    from tradesense.main.wiring import keyring_file  # noqa: PLC0415

    settings = _settings()
    if settings.encryption_keys is not None:
        _refuse("The keyring is set by TRADESENSE_ENCRYPTION_KEYS: add the key there.")
    sys.stdout.write(f"key {add_key(keyring_file(settings))} added: restart the server and its workers\n")


@app.command("verify-ledger")
def verify_ledger() -> None:
    """Recompute every trade, position and daily figure from the executions; print the number of differences."""
    settings = _settings()
    from tradesense.main.serve import StartRefused, database_server  # noqa: PLC0415
    from tradesense.main.verify import verify_all  # noqa: PLC0415

    configure_logging("warning", settings.log_format)
    try:
        with database_server(settings, join=True) as addresses:
            differences = asyncio.run(verify_all(addresses.runtime, Console()))
    except (StartRefused, ServerUnavailable, ClusterUnfit) as refused:
        _refuse(str(refused))
    raise SystemExit(min(differences, 255))


@app.command()
def openapi() -> None:
    """Print the OpenAPI document."""
    from tradesense.main.app import openapi_document  # noqa: PLC0415

    sys.stdout.write(json.dumps(openapi_document(), indent=2, sort_keys=True) + "\n")


@app.command()
def config() -> None:
    """Print every setting with its value and where it comes from; secrets are masked."""
    table = Table("setting", "value", "from", "meaning", box=None, pad_edge=False)
    for row in _settings().rows():
        table.add_row(*map(Text, row))
    Console(width=None if sys.stdout.isatty() else 200).print(table)


def _settings() -> Settings:
    try:
        return read_settings()
    except SettingsInvalid as refused:
        _refuse(str(refused))


def _refuse(sentence: str) -> NoReturn:
    Console(stderr=True).print(f"tradesense: {sentence}", style="bold", markup=False, highlight=False, soft_wrap=True)
    raise SystemExit(2)


def run() -> None:
    app()
