"""A secret that anybody ever wrote into a file is found, also where it was taken out again (S80)."""

import subprocess
import sys
from pathlib import Path

from tests.architecture.places import ROOT
from tradesense.adapters.api_keys_hmac import HmacApiKeys

# Put together here, or the scan would find them in this file.
TOKEN = "ghp_" + "Zx4Kq9Lm2" * 4
PASSWORD = "db_pass" + 'word = "correct-horse-battery"\n'


def scanned(root: Path) -> tuple[int, str]:
    command = [sys.executable, str(ROOT / "scripts" / "find_secrets.py"), "--root", str(root)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def git(root: Path, *arguments: str) -> None:
    name = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    subprocess.run(["git", "-C", str(root), *name, *arguments], check=True, capture_output=True)


def test_a_secret_taken_out_again_is_found_in_the_history(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_it.py").write_text(f'"""A test."""\nTOKEN = "{TOKEN}"\n')
    (tmp_path / "settings.py").write_text(PASSWORD)
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "one")
    (tmp_path / "tests" / "test_it.py").write_text("")
    (tmp_path / "settings.py").write_text("")
    git(tmp_path, "commit", "-qam", "two")
    code, said = scanned(tmp_path)
    assert code == 1
    assert "tests/test_it.py (in the history" in said
    assert "GitHub Token" in said
    assert "settings.py (in the history" in said
    assert TOKEN not in said


def test_a_copy_without_its_history_is_read_as_it_is(tmp_path: Path) -> None:
    assert scanned(tmp_path)[0] == 0
    (tmp_path / "notes.md").write_text(f"Use {HmacApiKeys('pepper').issue()} for the watched folder.\n")
    code, said = scanned(tmp_path)
    assert code == 1
    assert "notes.md: API key of TradeSense" in said
    digest = said.partition("(")[2].partition(")")[0]
    (tmp_path / "security").mkdir()
    (tmp_path / "security" / "known-secrets.yml").write_text(f"- {{digest: {digest}, why: invented}}\n")
    assert scanned(tmp_path)[0] == 0
