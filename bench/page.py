"""What a browser fetches before the first page is usable."""

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Final

from bench.figure import Baseline, Figure

ROOT: Final = Path(__file__).resolve().parent.parent
STATIC: Final = ROOT / "src" / "tradesense" / "main" / "static"


async def run() -> list[Figure]:
    listed = subprocess.run(
        [str(Path(sys.executable).parent / "node"), "scripts/size.js"],
        cwd=ROOT / "web",
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    total = float(listed[-1].split()[0])
    entry = json.loads((STATIC / ".vite" / "manifest.json").read_text())["index.html"]["file"]
    alone = len(gzip.compress((STATIC / entry).read_bytes(), 9)) / 1000
    return [
        Figure("first load: scripts and styles, compressed", total, "kB", 300, Baseline("its entry alone, kB", alone))
    ]
