"""Every check there is, with progress: `make test`. With names, only those: `check.py types tests`.

Quick ones first, two at a time; then the tests; then the journeys in a browser. Everything of a stage runs
even if something in it fails, so that one run shows all there is to mend.
"""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parent.parent
BIN: Final = Path(sys.executable).parent
WORKERS: Final = "2"


class Check(NamedTuple):
    """A name, what it is for, and the command that ends with 0 when all is well."""

    name: str
    what: str
    command: tuple[str, ...]


def python(*arguments: str) -> tuple[str, ...]:
    return (str(BIN / "python"), *arguments)


def npm(script: str) -> tuple[str, ...]:
    return (str(BIN / "npm"), "--prefix", "web", "run", "--silent", script)


def coverage(*arguments: str) -> tuple[str, ...]:
    return python("-m", "coverage", "report", "--skip-covered", "--show-missing", *arguments)


STAGES: Final = (
    (
        Check("format", "code is formatted", python("-m", "ruff", "format", "--check", "--quiet", ".")),
        Check("lint", "no known mistakes", python("-m", "ruff", "check", "--quiet", ".")),
        Check("spelling", "words are spelt", python("-m", "codespell_lib")),
        Check("dependencies", "what is imported is declared", python("-m", "deptry", "src")),
        Check("secrets", "no secret in the tree and its history", python("scripts/find_secrets.py")),
        Check("sbom", "what it runs with: licences, hashes, known holes", python("scripts/bill_of_materials.py")),
        Check("types", "types are strict and agree", python("-m", "mypy")),
        Check("web-lint", "no known mistakes in the web app", npm("lint")),
        Check("web-types", "its types agree", npm("types")),
        Check("web-units", "its functions and components", npm("test")),
        Check("web-size", "its first load is small", npm("size")),
    ),
    (
        Check(
            "tests",
            "architecture, domain, adapters, features, migrations",
            python(
                "-m", "pytest", "-q", "-n", WORKERS, "--cov=tradesense", "--cov-branch", "--cov-report=",
                "--durations=30", "--dist=worksteal",
            ),
        ),
    ),
    (
        Check("coverage", "90 % of the code was run", coverage("--fail-under=90")),
        Check("domain", "every branch of the domain was", coverage("--include=src/tradesense/domain/*", "--fail-under=100")),
        Check("web-journeys", "a browser on the running app", npm("e2e")),
    ),
)  # fmt: skip


def main(names: list[str]) -> int:
    started = time.monotonic()
    known = {check.name for stage in STAGES for check in stage}
    if unknown := set(names) - known:
        sys.exit(f"no such check: {', '.join(sorted(unknown))}; there are {', '.join(sorted(known))}")
    failed: list[str] = []
    for stage in STAGES:
        wanted = [check for check in stage if not names or check.name in names]
        with ThreadPoolExecutor(2) as pool:
            failed += [name for name in pool.map(_run, wanted) if name]
        if failed:
            break
    minutes, seconds = divmod(round(time.monotonic() - started), 60)
    print(f"\n{'FAILED: ' + ', '.join(failed) if failed else 'all is well'} ({minutes} min {seconds} s)", flush=True)
    return bool(failed)


def _run(check: Check) -> str | None:
    """The check's name if it failed. Its output is shown only then; the tests' as they run."""
    print(f"  … {check.name}: {check.what}", flush=True)
    started = time.monotonic()
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"}
    shown = None if check.name == "tests" else subprocess.PIPE
    result = subprocess.run(
        check.command, cwd=ROOT, env=environment, stdout=shown, stderr=subprocess.STDOUT, text=True, check=False
    )
    mark = "✗" if result.returncode else "✓"
    print(f"  {mark} {check.name} ({time.monotonic() - started:.0f} s)", flush=True)
    if result.returncode and result.stdout:
        print(result.stdout, flush=True)
    return check.name if result.returncode else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
