"""Sets the project up from nothing: virtual environment, pinned packages, web app.

Needs only Python 3.11 with venv; everything else comes from the package registries, by hash.
Does nothing where nothing changed, so that a second start is quick.

    python3 scripts/bootstrap.py run    what `make run` needs (the application and the built web app)
    python3 scripts/bootstrap.py dev    that, and what the checks need
"""

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
STAMPS = VENV / "stamps"
WEB = ROOT / "web"
WEB_BUILD = ROOT / "src" / "tradesense" / "main" / "static"
PYTHON_MIN = (3, 11)


def main(purpose: str) -> None:
    require_python()
    started = time.monotonic()
    files = {"run": "build.txt", "dev": "dev.txt"}
    step("virtual environment", [Path(sys.executable)], make_venv, name="venv")
    requirements = ROOT / "requirements" / files[purpose]
    tools = ROOT / "requirements" / "tools.txt"
    step("installer", [tools], lambda: pip_install(tools), name="tools")
    step(f"packages ({requirements.name})", [requirements], lambda: uv_install(requirements), name=requirements.stem)
    step("TradeSense itself", [ROOT / "pyproject.toml"], install_project, name="project")
    web_packages(purpose)
    step("web app", web_sources(), lambda: npm("run", "build"), made=WEB_BUILD / "index.html")
    seconds = time.monotonic() - started
    if seconds > 1:
        say(f"ready in {seconds:.0f} s")


def require_python() -> None:
    if sys.version_info < PYTHON_MIN:
        sys.exit(f"TradeSense needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    try:
        import ensurepip  # noqa: F401, PLC0415  (only to know whether it is there)
        import venv  # noqa: F401, PLC0415
    except ImportError:
        sys.exit("Python's venv module is missing: install the package python3-venv and start again.")


def step(
    title: str,
    inputs: Iterable[Path],
    act: Callable[[], None],
    *,
    name: str | None = None,
    made: Path | None = None,
    scope: str = "",
) -> None:
    """Runs `act` unless it ran for the same inputs before and what it made is still there.

    A step done in the scope "all" needs no second run in a smaller one.
    """
    stamp = STAMPS / (name or title.replace(" ", "-"))
    inputs_print = fingerprint(inputs)
    wanted = f"{inputs_print} {scope}"
    enough = {wanted, f"{inputs_print} all"}
    done = stamp.is_file() and stamp.read_text() in enough and (made is None or made.exists())
    if done:
        return
    say(f"{title} …")
    started = time.monotonic()
    act()
    STAMPS.mkdir(parents=True, exist_ok=True)
    stamp.write_text(wanted)
    say(f"{title}: {time.monotonic() - started:.1f} s")


def fingerprint(inputs: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(inputs):
        digest.update(str(path).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def web_sources() -> list[Path]:
    top = [path for path in WEB.iterdir() if path.is_file()]
    nested = [path for folder in ("src", "public") for path in (WEB / folder).rglob("*") if path.is_file()]
    return [*top, *nested]


def web_packages(purpose: str) -> None:
    """What building needs; for the checks also what they need."""
    arguments = {"run": ["--omit=dev"], "dev": []}[purpose]
    scope = {"run": "build", "dev": "all"}[purpose]
    inputs = [WEB / "package-lock.json", WEB / ".npmrc"]
    step("web packages", inputs, lambda: npm("ci", *arguments), made=WEB / "node_modules", scope=scope)


def make_venv() -> None:
    run([sys.executable, "-m", "venv", "--clear", str(VENV)])


def pip_install(requirements: Path) -> None:
    pip = [str(BIN / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([*pip, "--require-hashes", "-r", str(requirements)])


def uv_install(requirements: Path) -> None:
    uv("pip", "install", "--require-hashes", "-r", str(requirements))


def install_project() -> None:
    uv("pip", "install", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))


def uv(*arguments: str) -> None:
    environment = {**tool_environment(), "VIRTUAL_ENV": str(VENV), "UV_PYTHON_DOWNLOADS": "never"}
    run([str(BIN / "uv"), "--quiet", *arguments], environment)


def npm(*arguments: str) -> None:
    # The wheel's own npm: nested calls must find the wheel's node before any other.
    run([str(BIN / "npm"), "--prefix", str(WEB), *arguments], tool_environment())


def tool_environment() -> dict[str, str]:
    return {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"}


def run(command: list[str], environment: dict[str, str] | None = None) -> None:
    result = subprocess.run(command, cwd=ROOT, env=environment, check=False)
    if result.returncode:
        sys.exit(f"setup stopped: {' '.join(command[:4])} … ended with {result.returncode}")


def say(text: str) -> None:
    print(f"[setup] {text}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "run")
