"""Programs that use the API with a key of somebody's."""

from typing import Any

from tests.support.actors import Person


async def made_key(person: Person, *scopes: str, **more: Any) -> dict[str, Any]:
    """As the answer tells it, with its secret."""
    answer = await person.post("/api-keys", {"name": "Program", "scopes": list(scopes), **more})
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def with_key(person: Person, secret: str) -> Person:
    """A program on the person's machine: it has the key and nothing else."""
    return Person(person.client, person.email, {"access_token": secret, "user": person.user})


async def program(person: Person, *scopes: str) -> Person:
    return with_key(person, (await made_key(person, *scopes))["secret"])
