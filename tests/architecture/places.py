"""Where things lie, for tests that read the code itself."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "tradesense"
FEATURES = SOURCE / "features"


def python_files(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.py"))


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def use_case_files(feature: Path) -> list[Path]:
    folder = feature / "use_cases"
    return sorted(folder.glob("*.py")) if folder.is_dir() else [feature / "use_cases.py"]


def route_files(feature: Path) -> list[Path]:
    found = [*feature.glob("routes.py"), *feature.glob("tasks.py"), *(feature / "routes").glob("*.py")]
    return sorted(found)


def features() -> list[Path]:
    return sorted(path for path in FEATURES.iterdir() if (path / "__init__.py").is_file())
