"""The real hasher: as cheap as Argon2id gets, for the many tests that are not about it; and one that counts."""

from typing import Final

from argon2 import PasswordHasher

from tradesense.adapters.passwords_argon2 import Argon2Passwords

CHEAPEST: Final = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""A thousandth of the decided cost."""


class CountingPasswords(Argon2Passwords):
    def __init__(self) -> None:
        super().__init__(CHEAPEST)
        self.hashed = 0
        self.verified = 0

    async def hash(self, password: str) -> str:
        self.hashed += 1
        return await super().hash(password)

    async def verify(self, password_hash: str | None, password: str) -> bool:
        self.verified += 1
        return await super().verify(password_hash, password)
