"""One PostgreSQL for the run, one database for each worker. The domain's tests need neither."""

from collections.abc import Generator, Iterator
from typing import Final

import pytest

from tests.support.counting import is_counted, uncounted
from tests.support.refusals import all_looked_at
from tests.support.server import TestServer

LONGEST: Final = ("tests/features/http/test_probing.py", "tests/main/")
"""They come first: begun last, one would run on alone at the end, on one of the processors."""

_server: TestServer | None = None


def pytest_configure(config: pytest.Config) -> None:
    global _server  # noqa: PLW0603  (the run's one server)
    is_worker = hasattr(config, "workerinput")
    only_pure = config.args and all("tests/domain" in argument for argument in config.args)
    if not is_worker and not only_pure and not config.option.collectonly:
        _server = TestServer()
        _server.start()


def pytest_unconfigure(config: pytest.Config) -> None:
    if _server is not None and not hasattr(config, "workerinput"):
        _server.stop()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    if is_counted(item.nodeid):
        return (yield)
    with uncounted():
        return (yield)


@pytest.fixture(scope="session", autouse=True)
def _refusals_are_looked_at() -> Iterator[None]:
    """S83"""
    with all_looked_at():
        yield
