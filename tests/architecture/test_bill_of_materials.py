"""What TradeSense runs with is known, free to use, and came from where it should (S91)."""

import base64
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

from tests.architecture.places import ROOT

LOCK = """h11==0.14.0 \\
    --hash=sha256:{}
    # via httpcore2
anyio==4.16.0
    # via starlette
""".format("a" * 64)
SHA512 = "sha512-" + base64.b64encode(bytes(64)).decode()
WEB_LOCK = {
    "packages": {
        "": {"name": "tradesense-web"},
        "node_modules/zod": {"version": "4.6.7", "license": "GPL-3.0-only", "integrity": SHA512},
        "node_modules/vitest": {"version": "4.0.0", "license": "GPL-3.0-only", "dev": True},
    }
}


def checked(root: Path) -> tuple[int, str]:
    command = [sys.executable, str(ROOT / "scripts" / "bill_of_materials.py"), "--root", str(root)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_a_hole_a_licence_and_a_missing_hash_are_named(tmp_path: Path) -> None:
    for folder in ("requirements", "web", "security"):
        (tmp_path / folder).mkdir()
    for name in ("licences.yml", "advisories.yml"):
        shutil.copy(ROOT / "security" / name, tmp_path / "security")
    (tmp_path / "requirements" / "runtime.txt").write_text(LOCK)
    (tmp_path / "web" / "package-lock.json").write_text(json.dumps(WEB_LOCK))
    code, said = checked(tmp_path)
    assert code == 1
    assert said.splitlines()[:-1] == [
        "zod 4.6.7: licence GPL-3.0-only is not allowed by security/licences.yml",
        "anyio 4.16.0: its lock has no hash of it",
        "h11 0.14.0: CVE-2025-43859 (critical, 578 days): chunked bodies read leniently: smuggling",
    ]


def test_every_lock_pins_by_hash_and_names_no_place() -> None:
    """So that whichever mirror is asked, the same bytes come, or none."""
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        pinned = re.split(r"\n(?=\S)", text)
        assert [one.split()[0] for one in pinned if re.match(r"[a-z0-9]", one) and "--hash=sha256:" not in one] == []
        assert re.findall(r"https?://|--(?:extra-)?index-url", text) == []
    lock = json.loads((ROOT / "web" / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert [name for name, one in lock.items() if "resolved" in one] == []
    loose = [name for name, one in lock.items() if name and not {"integrity", "inBundle", "link"} & one.keys()]
    assert loose == []


def test_the_days_until_a_hole_is_closed_are_promised() -> None:
    advisories = yaml.safe_load((ROOT / "security" / "advisories.yml").read_text(encoding="utf-8"))
    days = advisories["days"]
    assert days["critical"] <= days["high"] <= days["medium"] <= days["low"]
    promise = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    for severity, count in days.items():
        assert f"{severity} {count} days" in promise
