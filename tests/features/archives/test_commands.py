"""`tradesense export` and `tradesense restore`, as processes of their own beside the server."""

from pathlib import Path
from typing import Any

from tests.features.archives.test_round_trip import rows
from tests.support import command
from tests.support.actors import Person
from tests.support.archives import home, taken_apart
from tests.support.house import House
from tests.support.server import addresses
from tests.support.sql import Sql
from tradesense.kit.settings import Settings


def run(sql: Sql, settings: Settings, *arguments: str) -> Any:
    return command.run(*arguments, data_dir=settings.data_dir, **addresses(sql.database))


async def test_a_workspace_goes_into_a_file_and_into_another_workspace(
    house: House, bob: Person, sql: Sql, settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "desk.zip"
    done = run(sql, settings, "export", "--workspace", house.ids["workspace_id"], str(path))
    assert (done.returncode, done.stderr) == (0, "")
    assert "tables" in done.stdout
    assert "manifest.json" in taken_apart(path.read_bytes())
    back = run(sql, settings, "restore", "--email", bob.email, str(path))
    assert (back.returncode, back.stderr) == (0, "")
    made = (await house.person.get("/trades", include="total", limit=1)).json()["total"]
    assert f" {made} trades" in back.stdout
    assert await rows(sql, bob) == await rows(sql, house.person)
    # A second time it is not empty any more.
    again = run(sql, settings, "restore", "--email", bob.email, "--workspace", await home(bob), str(path))
    assert again.returncode == 2
    assert "restore into a new workspace" in again.stderr


def test_what_is_not_there_is_said_in_one_sentence(sql: Sql, settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "desk.zip"
    refused = run(sql, settings, "export", "--workspace", "nobody-s-desk", str(path))
    assert (refused.returncode, len(refused.stderr.splitlines())) == (2, 1)
    assert list(tmp_path.iterdir()) == []
    path.write_bytes(b"dear sir or madam")
    refused = run(sql, settings, "restore", "--email", "nobody@example.org", str(path))
    assert (refused.returncode, "nobody@example.org" in refused.stderr) == (2, True)
