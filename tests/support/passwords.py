"""The real hasher, counting what it does."""

from tradesense.adapters.passwords_argon2 import Argon2Passwords


class CountingPasswords(Argon2Passwords):
    def __init__(self) -> None:
        super().__init__()
        self.hashed = 0
        self.verified = 0

    async def hash(self, password: str) -> str:
        self.hashed += 1
        return await super().hash(password)

    async def verify(self, password_hash: str | None, password: str) -> bool:
        self.verified += 1
        return await super().verify(password_hash, password)
