"""What calls are made of."""

from collections.abc import Awaitable, Callable
from typing import Any

from httpx2 import Response

from bench.world import World

Known = dict[str, str]
"""Ids, by the names that paths give them."""
Call = Callable[[World, Known, int], Awaitable[Any]]
"""`call(world, known, number)`: the `number` differs from round to round."""


def reading(path: str, **params: Any) -> Call:
    async def call(made: World, known: Known, _number: int) -> Response:
        return await made.get(path.format_map(known), **params)

    return call


def writing(method: str, path: str, **body: Any) -> Call:
    """In the body, and in the path, `{number}` and ids are filled in."""

    async def call(made: World, known: Known, number: int) -> Response:
        names = {**known, "number": str(number)}
        said = {
            name: value.format_map(names) if isinstance(value, str) else value for name, value in body.items()
        } or None
        return await made.send(method, path.format_map(names), said)

    return call


async def identified(made: World, path: str, body: Any) -> str:
    """The id of what was made."""
    return str((await made.send("POST", path, body)).json()["id"])
