"""Serves while you work: the API on 8000, begun again when its code changes; the web app from Vite."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
LOOK_SECONDS = 0.5


def main() -> None:
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"}
    web = subprocess.Popen([str(BIN / "npm"), "--prefix", "web", "run", "dev"], cwd=ROOT, env=environment)
    try:
        while True:
            serve_until_changed(environment)
    except KeyboardInterrupt:
        pass
    finally:
        web.terminate()
        web.wait()


def serve_until_changed(environment: dict[str, str]) -> None:
    seen = newest()
    api = subprocess.Popen([str(BIN / "tradesense"), "serve"], cwd=ROOT, env=environment)
    try:
        while newest() == seen:
            time.sleep(LOOK_SECONDS)
    finally:
        api.terminate()
        api.wait()


def newest() -> float:
    """When the youngest of the server's sources was written."""
    return max(path.stat().st_mtime for path in (ROOT / "src").rglob("*.py"))


if __name__ == "__main__":
    main()
