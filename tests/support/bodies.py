"""Bodies of requests that are not simply bytes."""


class Untouched:
    """Nobody may ask for it."""

    def __aiter__(self) -> "Untouched":
        return self

    async def __anext__(self) -> bytes:
        raise AssertionError("the body was asked for")
