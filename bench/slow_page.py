"""The web app with 100 000 trades on a computer four times as slow: paints, reactions, scrolling."""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

from bench.figure import Baseline, Figure
from bench.serving import Served, data_folder, served
from bench.tapes import write_flex
from bench.world import PASSWORD

TRADES: Final = 100_000
SLOWDOWN: Final = 4
IMPORT_SECONDS_MAX: Final = 600
WEB: Final = Path(__file__).resolve().parent.parent / "web"
BOUNDARY: Final = "a-boundary-of-the-benchmark"
EMAIL: Final = "bench@example.org"

FIGURES: Final[tuple[tuple[str, str, float | None], ...]] = (
    ("dashboard_first_paint", "dashboard, first contentful paint", None),
    ("dashboard_largest_paint", "dashboard, largest paint", 1_500),
    ("dashboard_filter", "dashboard, a filter typed, to the next paint", 100),
    ("trades_first_paint", "trades, first contentful paint", None),
    ("trades_largest_paint", "trades, largest paint", 1_500),
    ("trades_filter", "trades, a filter typed, to the next paint", 100),
    ("trades_sort", "trades, sorted by a click, to the next paint", 100),
    ("scroll_frame_p95", "trades, a frame while scrolling, 95 of 100", None),
)
"""Key in the browser's answer, name, and what it should stay below, in ms (design/web.md)."""


async def run() -> list[Figure]:
    with data_folder() as folder, served(folder, TRADESENSE_RATE_LIMIT_PER_MINUTE="1000000") as server:
        server.register()
        _import(server, write_flex(folder / "flex.csv", 2 * TRADES + 200, close=1))
        slow, fast = _visit(server, SLOWDOWN), _visit(server, 1)
    return [
        Figure(
            f"{name}, processor {SLOWDOWN} × slower", slow[key], "ms", target, Baseline("at full speed, ms", fast[key])
        )
        for key, name, target in FIGURES
    ]


def _import(server: Served, path: Path) -> None:
    """Sent as a form, and waited for until it is committed."""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{path.name}"\r\n\r\n'
    body = head.encode() + path.read_bytes() + f"\r\n--{BOUNDARY}--\r\n".encode()
    made = server.call("POST", "/imports", body, f"multipart/form-data; boundary={BOUNDARY}")
    deadline = time.monotonic() + IMPORT_SECONDS_MAX
    while made["state"] != "committed":
        if made["state"] == "failed" or time.monotonic() > deadline:
            raise RuntimeError(f"the import is {made['state']}: {made['problem']}")
        time.sleep(0.5)
        made = server.call("GET", f"/imports/{made['id']}")


def _visit(server: Served, slowdown: int) -> dict[str, float]:
    address = f"http://127.0.0.1:{server.port}"
    done = subprocess.run(
        [str(Path(sys.executable).parent / "node"), "scripts/throttled.js", address, EMAIL, PASSWORD, str(slowdown)],
        cwd=WEB,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found
