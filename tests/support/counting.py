"""Which tests count branches: the counter doubles the time of whatever runs under it (Python 3.11).

Those that go through very many cases, or again and again through the same code, run without it. What they run the
others run too: the checks of the coverage see that it is so, since nothing else adds to it.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import Final

UNCOUNTED: Final = (
    "adapters/brokers/test_detection.py",
    "adapters/brokers/test_hostile_files.py",
    "adapters/brokers/test_mutations.py",
    "adapters/brokers/test_reading_again.py",
    "architecture",
    "domain/metrics/test_properties.py",
    "domain/properties",
    "faults",
    "features/archives/test_hostile_archives.py",
    "features/http",
    "features/identity/test_cookies.py",
    "features/identity/test_registering.py",
    "features/identity/test_revocation.py",
    "features/identity/test_session_list.py",
    "features/identity/test_sessions.py",
    "features/identity/test_throttling.py",
    "features/imports/test_bad_files.py",
    "features/imports/test_concurrency.py",
    "features/imports/test_counts.py",
    "features/isolation",
    "features/ledger/test_executions.py",
    "features/ledger/test_lists.py",
    "features/ledger/test_position_fold.py",
    "features/workspaces/test_invitations.py",
    "migrations",
)
"""Folders and files below tests/."""


def is_counted(nodeid: str) -> bool:
    """`nodeid`: as pytest names the test, such as tests/domain/test_steps.py::test_a_step."""
    path = PurePosixPath(nodeid.partition("::")[0]).relative_to("tests")
    return not any(path.is_relative_to(one) for one in UNCOUNTED)


@contextmanager
def uncounted() -> Iterator[None]:
    """Nothing of this thread is counted. Other threads are: a pool's would not be counted again afterwards."""
    counter = sys.gettrace()
    sys.settrace(None)
    try:
        yield
    finally:
        sys.settrace(counter)
