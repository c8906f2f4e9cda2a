"""The command line: serve, report, import, export, restore, verify-ledger, audit, migration-sql, invite, and more."""

import asyncio
import json
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tradesense.adapters.postgres_server import ServerUnavailable
from tradesense.db.cluster import Addresses, ClusterUnfit
from tradesense.db.session import REFUSED_BY_DATABASE, is_denied
from tradesense.domain.problem import Problem
from tradesense.kit.logging import configure_logging
from tradesense.kit.settings import Settings, SettingsInvalid, read_settings

SIGNING_KEYS_KEPT = 3
"""Access tokens live minutes: a key before the last two signs nothing that is still good."""

AUDIT_KEYS_KEPT = 1_000
"""All there ever were: each stands for the checkpoints it signed."""

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
audit_app = typer.Typer(no_args_is_help=True, help="The audit log: who did what, in chains that show any change.")
app.add_typer(audit_app, name="audit")
people_app = typer.Typer(no_args_is_help=True, help="People who sign in here.")
app.add_typer(people_app, name="people")


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
    from tradesense.adapters.clock_system import SystemClock  # noqa: PLC0415
    from tradesense.main.report import document, gather, page, terminal  # noqa: PLC0415

    try:
        format_key = None if format_ == "auto" else format_
        made = gather.gather(files, format_key=format_key, zone_name=tz, now=SystemClock().now())
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


@app.command("rotate-signing-key")
def rotate_signing_key() -> None:
    """Sign access tokens with a fresh key from the next start on; nobody is signed out."""
    from tradesense.kit.tokens import rotate_secret  # noqa: PLC0415
    from tradesense.main.wiring import signing_key_file  # noqa: PLC0415

    settings = _settings()
    if settings.secret_key is not None:
        _refuse("The key is set by TRADESENSE_SECRET_KEY: move it to TRADESENSE_FORMER_SECRET_KEYS, and set another.")
    rotate_secret(signing_key_file(settings), SIGNING_KEYS_KEPT)
    sys.stdout.write("a fresh key signs from the next start on: restart the server\n")


@app.command()
def invite() -> None:
    """Print a link that lets one person register, for a week."""
    from tradesense.main.invitations import invitation  # noqa: PLC0415

    settings = _settings()
    with _database(settings) as database:
        sys.stdout.write(asyncio.run(invitation(settings, database.runtime)) + "\n")


@people_app.command("disable")
def disable_person(email: Annotated[str, typer.Argument(help="The address they sign in with.")]) -> None:
    """Shut somebody out at once: sessions, keys, links and jobs of theirs. Nothing of theirs is lost."""
    _set_disabled(email, is_disabled=True)


@people_app.command("enable")
def enable_person(email: Annotated[str, typer.Argument(help="The address they sign in with.")]) -> None:
    """Let somebody in again who was disabled: they sign in anew, their keys and links work as before."""
    _set_disabled(email, is_disabled=False)


def _set_disabled(email: str, *, is_disabled: bool) -> None:
    from tradesense.main.people import set_disabled  # noqa: PLC0415

    settings = _settings()
    with _database(settings) as database:
        is_news = asyncio.run(set_disabled(settings, database.runtime, email, is_disabled=is_disabled))
    already = "" if is_news else " already"
    sys.stdout.write(f"{email} is {'disabled' if is_disabled else 'enabled'}{already}\n")


@app.command("verify-ledger")
def verify_ledger() -> None:
    """Recompute every trade, position and daily figure from the executions; print the number of differences."""
    from tradesense.main.verify import verify_all  # noqa: PLC0415

    with _database(_settings()) as database:
        differences = asyncio.run(verify_all(database.reader, Console()))
    raise SystemExit(min(differences, 255))


@audit_app.command("verify")
def verify_audit() -> None:
    """Recompute every chain and compare it with the signed checkpoints; name the first bad entry of each."""
    from tradesense.main.audit import verify  # noqa: PLC0415
    from tradesense.main.wiring import checkpoints  # noqa: PLC0415

    settings = _settings()
    with _database(settings) as database:
        faults = asyncio.run(verify(database.reader, checkpoints(settings), Console()))
    raise SystemExit(min(faults, 255))


@audit_app.command("checkpoint")
def checkpoint_audit() -> None:
    """Sign for what the audit log holds now: its end cannot be cut off unnoticed from here on."""
    from tradesense.domain.audit import CheckpointsBroken  # noqa: PLC0415
    from tradesense.main.audit import cadence, checkpoint  # noqa: PLC0415
    from tradesense.main.wiring import build_ports  # noqa: PLC0415

    settings = _settings()
    with _database(settings) as database:
        try:
            signed = asyncio.run(checkpoint(database.reader, build_ports(settings), cadence(settings)))
        except CheckpointsBroken as broken:
            _refuse(f"The signed checkpoints cannot be trusted: {broken}.")
    sys.stdout.write(f"{signed} chains signed for\n")


@audit_app.command("rotate-key")
def rotate_audit_key() -> None:
    """Sign checkpoints with a fresh key from the next start on; those of the keys before it still count."""
    from tradesense.kit.tokens import rotate_secret  # noqa: PLC0415
    from tradesense.main.wiring import audit_keys_file  # noqa: PLC0415

    settings = _settings()
    if settings.audit_keys is not None:
        _refuse("The keys are set by TRADESENSE_AUDIT_KEYS: add one there, at the end.")
    rotate_secret(audit_keys_file(settings), AUDIT_KEYS_KEPT)
    sys.stdout.write("a fresh key signs from the next start on: restart the server and its workers\n")


@app.command()
def export(
    file: Annotated[Path, typer.Argument(dir_okay=False, help="Where the archive goes.")],
    workspace: Annotated[str, typer.Option(help="The workspace's name in addresses, or its id.")],
) -> None:
    """Write everything of a workspace into one archive (docs/archive.md)."""
    from tradesense.main.archive import export_to  # noqa: PLC0415

    settings = _settings()
    with _database(settings) as database:
        written = asyncio.run(export_to(settings, database.runtime, database.reader, workspace, file))
    rows = sum(written.tables.values())
    Console().print(f"{file.name}: {rows} rows of {len(written.tables)} tables, {written.files} files", markup=False)


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="An archive that export wrote.")],
    email: Annotated[str, typer.Option(help="Whose workspace it becomes.")],
    workspace: Annotated[str | None, typer.Option(help="Which of theirs, if they have several.")] = None,
) -> None:
    """Restore an archive into an empty workspace, all of it or nothing."""
    from tradesense.main.archive import restore_from  # noqa: PLC0415

    settings = _settings()
    with _database(settings) as database:
        done = asyncio.run(restore_from(settings, database.runtime, email, workspace, file))
    rows = sum(done.tables.values())
    Console().print(f"{file.name}: {rows} rows and {done.files} files, {done.trades} trades", markup=False)


@app.command("import")
def import_(
    watch: Annotated[
        Path | None,
        typer.Option(exists=True, file_okay=False, help="Folder whose new files are imported, until stopped."),
    ] = None,
    from_prototype: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="The earlier prototype's SQLite file.")
    ] = None,
    server: Annotated[
        str, typer.Option(envvar="TRADESENSE_SERVER", help="With --watch: the server; sign-in is in the environment.")
    ] = "http://127.0.0.1:8000",
    seconds: Annotated[float, typer.Option(min=0.1, help="With --watch: time between two looks.")] = 2.0,
    tz: Annotated[
        str | None, typer.Option(help="With --from-prototype: zone of its clock times; the workspace's.")
    ] = None,
) -> None:
    """Import every new file of a folder through a server's API, or take over the earlier prototype's trades."""
    if (watch is None) == (from_prototype is None):
        _refuse("Say either --watch DIR or --from-prototype FILE.")
    if watch is not None:
        _watch(watch, server, seconds)
    if from_prototype is not None:
        _take_over(from_prototype, tz)


def _watch(folder: Path, address: str, seconds: float) -> None:
    from tradesense.main.client import Server, who_asks  # noqa: PLC0415
    from tradesense.main.watch import Watch  # noqa: PLC0415

    console = Console(soft_wrap=True)
    try:
        watching = Watch(folder, Server(address, who_asks()), lambda text: console.print(text, markup=False))
    except Problem as refused:
        _refuse(refused.detail)

    def end(_: int, __: object) -> None:
        watching.stop = True

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    watching.run(seconds)


def _take_over(file: Path, zone_name: str | None) -> None:
    from tradesense.main.prototype import take_over  # noqa: PLC0415

    settings, console = _settings(), Console(soft_wrap=True)
    with _database(settings) as database:
        done = asyncio.run(take_over(settings, database.runtime, file, zone_name))
    for one in done:
        console.print(f"{one.email}: {one.trades} trades, {one.new_fills} new fills", markup=False, highlight=False)
        if one.password:
            console.print(f"  registered with the password {one.password}", markup=False, highlight=False)
        for doubt in one.doubts:
            fate = "left out" if doubt.left_out else "taken over"
            console.print(f"  trade {doubt.trade}, {doubt.code}, {fate}: {doubt.detail}", markup=False, highlight=False)


@contextmanager
def _database(settings: Settings) -> Iterator[Addresses]:
    """The database's addresses; a refusal becomes one sentence."""
    from tradesense.main.serve import StartRefused, database_server  # noqa: PLC0415

    configure_logging("warning", settings.log_format)
    try:
        with database_server(settings, join=True) as addresses:
            yield addresses
    except Problem as refused:
        _refuse(refused.detail)
    except (StartRefused, ServerUnavailable, ClusterUnfit, OSError) as refused:
        _refuse(str(refused))
    except REFUSED_BY_DATABASE as failure:
        if not is_denied(failure):
            raise
        _refuse(
            "The database's role may not do that: use the server's own addresses, and start this version of it once."
        )


@app.command("migration-sql")
def migration_sql(
    revisions: Annotated[str, typer.Argument(help="The revision to come to from nothing, or FROM:TO.")] = "head",
) -> None:
    """Print the SQL of the migrations, to be read before they run, or run by the database's owner."""
    from tradesense.db import cluster  # noqa: PLC0415

    settings = _settings()
    given = (settings.database_url, settings.database_worker_url, settings.database_reader_url)
    names = [cluster.role_of(one.get_secret_value()) if one else "" for one in given]
    runtime, worker, reader = names if names[0] else cluster.ROLES
    sys.stdout.write(cluster.migration_sql(runtime, revisions, worker=worker, reader=reader))


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
