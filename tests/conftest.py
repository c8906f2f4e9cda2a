"""One PostgreSQL for the run, one database for each worker. The domain's tests need neither."""

from collections.abc import Generator, Iterator

import pytest

from tests.support.counting import is_counted, uncounted
from tests.support.refusals import all_looked_at
from tests.support.server import TestServer

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
