"""A memory that keeps nothing: every answer is worked out from the database."""


class NoMemory:
    def get(self, key: object) -> None:
        return None

    def put(self, key: object, value: object, size_bytes: int) -> None:
        """Forgets it at once."""
