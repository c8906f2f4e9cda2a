"""The house's rules, as contracts that run (docs/architecture.md)."""

from importlinter.cli import lint_imports


def test_every_import_goes_downstairs() -> None:
    assert lint_imports(cache_dir=None) == 0
