"""The command `tradesense`, as a process of its own."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

PROGRAM: Final = Path(sys.executable).with_name("tradesense")
PREFIX: Final = "TRADESENSE_"
SECONDS_MAX: Final = 90


def environment(**settings: object) -> dict[str, str]:
    """This one, with only these TRADESENSE_ settings: `data_dir=…`, `port=…`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    return kept | {PREFIX + name.upper(): str(value) for name, value in settings.items()}


def run(*arguments: str, **settings: object) -> subprocess.CompletedProcess[str]:
    """To its end."""
    return subprocess.run(
        [PROGRAM, *arguments],
        env=environment(**settings),
        capture_output=True,
        text=True,
        timeout=SECONDS_MAX,
        check=False,
        stdin=subprocess.DEVNULL,
    )
