"""`python -m bench [--write] [name …]`: runs the benchmarks and shows their figures."""

import asyncio
import importlib
import platform
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.figure import HEADER, Figure, row

NAMES = ("imports", "scale", "million", "analytics", "operations", "signing_in", "upload", "start", "page", "slow_page")
PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"


def main(arguments: list[str]) -> None:
    names = [one for one in arguments if not one.startswith("-")] or list(NAMES)
    if unknown := set(names) - set(NAMES):
        sys.exit(f"no such benchmark: {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    figures: list[Figure] = []
    failed: list[str] = []
    console = Console()
    for name in names:
        started = time.monotonic()
        console.print(f"… {name}", highlight=False)
        try:
            figures += asyncio.run(importlib.import_module(f"bench.{name}").run())
        except Exception:  # noqa: BLE001  (the figures of the others are shown all the same)
            console.print_exception()
            failed.append(name)
        console.print(f"  {name} took {time.monotonic() - started:.0f} s", highlight=False)
    table = Table(*HEADER)
    for figure in figures:
        table.add_row(*row(figure))
    console.print(table)
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")
    if "--write" in arguments:
        PAGE.write_text(page(figures, [one for one in NAMES if one not in names]), encoding="utf-8")


def page(figures: list[Figure], left_out: list[str]) -> str:
    lines = [
        "# Benchmarks\n",
        "Repeat with `make bench` (one of them: `python -m bench imports`; this page: `python -m bench --write`). Each",
        "figure stands beside a baseline of the same run, since machines differ and so do their days: the ratio is what",
        "to compare. Server time is from the request's arrival to its last byte.\n",
        f"Written {datetime.now(UTC):%Y-%m-%d} on {platform.machine()}, {_processors()}, Python {platform.python_version()}.\n",
        "| " + " | ".join(HEADER) + " |",
        "|" + "---|" * len(HEADER),
    ]
    lines += ["| " + " | ".join(row(figure)) + " |" for figure in figures]
    if left_out:
        lines.append(f"\nNot measured that day: {', '.join(left_out)}.")
    return "\n".join(lines) + "\n"


def _processors() -> str:
    text = Path("/proc/cpuinfo").read_text(encoding="utf-8") if Path("/proc/cpuinfo").is_file() else ""
    models = [line.partition(":")[2].strip() for line in text.splitlines() if line.startswith("model name")]
    return f"{len(models)} × {models[0]}" if models else platform.processor()


if __name__ == "__main__":
    main(sys.argv[1:])
