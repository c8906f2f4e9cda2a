"""Waiting for what other processes or tasks do: asked again and again until a deadline."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Final

SECONDS: Final = 30.0
PAUSE: Final = 0.01


async def until(holds: Callable[[], Awaitable[bool]], seconds: float = SECONDS) -> None:
    """Returns once `holds`; fails after the deadline."""
    deadline = time.monotonic() + seconds
    while not await holds():
        assert time.monotonic() < deadline, "it did not come about"
        await asyncio.sleep(PAUSE)


def wait_until(holds: Callable[[], bool], seconds: float = SECONDS, pause: float = PAUSE) -> None:
    """As `until`, outside an event loop. `pause`: longer where asking costs something."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(pause)
