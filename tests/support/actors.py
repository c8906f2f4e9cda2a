"""Somebody using the API: `await ada.get("/trades")`."""

from typing import Any
from uuid import uuid4

from httpx2 import AsyncClient, Response

PASSWORD = "a long enough passphrase"


class Person:
    """A registered person with an access token. Paths are below /api/v1."""

    def __init__(self, client: AsyncClient, email: str, answer: dict[str, Any]) -> None:
        self.client = client
        self.email = email
        self.token: str = answer["access_token"]
        self.user: dict[str, Any] = answer["user"]

    def headers(self, extra: dict[str, str] | None = None) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}", **(extra or {})}

    async def send(self, method: str, path: str, headers: dict[str, str] | None = None, **more: Any) -> Response:
        return await self.client.request(method, f"/api/v1{path}", headers=self.headers(headers), **more)

    async def get(self, path: str, headers: dict[str, str] | None = None, **params: Any) -> Response:
        return await self.send("GET", path, headers, params=params or None)

    async def post(self, path: str, body: Any = None, headers: dict[str, str] | None = None) -> Response:
        return (
            await self.send("POST", path, headers, json=body)
            if body is not None
            else await self.send("POST", path, headers)
        )

    async def patch(self, path: str, body: Any, headers: dict[str, str] | None = None) -> Response:
        return await self.send("PATCH", path, headers, json=body)

    async def put(self, path: str, body: Any, headers: dict[str, str] | None = None) -> Response:
        return await self.send("PUT", path, headers, json=body)


async def register(client: AsyncClient, who: str = "ada", **more: Any) -> Person:
    email = f"{who}-{uuid4().hex[:12]}@example.org"
    answer = await client.post("/api/v1/auth/register", json={"email": email, "password": PASSWORD, **more})
    assert answer.status_code == 201, answer.text
    return Person(client, email, answer.json())
