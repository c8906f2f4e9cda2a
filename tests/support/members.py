"""People who work in one workspace."""

from typing import Any

from tests.support.actors import Person


class Member:
    """A person, acting in a workspace that they may not own."""

    def __init__(self, person: Person, workspace: str) -> None:
        self.person = person
        self.workspace = workspace

    def here(self, extra: dict[str, str] | None = None) -> dict[str, str]:
        return {"Workspace": self.workspace, **(extra or {})}

    async def send(self, method: str, path: str, headers: dict[str, str] | None = None, **more: Any) -> Any:
        return await self.person.send(method, path, self.here(headers), **more)

    async def get(self, path: str) -> Any:
        return await self.send("GET", path)

    async def post(self, path: str, body: Any = None) -> Any:
        return await self.send("POST", path, **({"json": body} if body is not None else {}))

    async def role_to(self, other: "Member | Person", role: str) -> Any:
        """As the page does it: read, then change what was read."""
        path = f"/members/{_id(other)}"
        tag = (await self.get(path)).headers.get("etag", "*")
        return await self.send("PATCH", path, {"If-Match": tag}, json={"role": role})

    async def remove(self, other: "Member | Person") -> Any:
        return await self.send("DELETE", f"/members/{_id(other)}", {"If-Match": "*"})


def _id(other: Member | Person) -> str:
    return str((other.person if isinstance(other, Member) else other).user["id"])


async def home(person: Person) -> Member:
    """In the workspace of their own."""
    return Member(person, (await person.get("/auth/me")).json()["workspace_id"])


async def invited(owner: Member, email: str, role: str) -> str:
    """The token of the link."""
    answer = await owner.post("/invitations", {"email": email, "role": role})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["path"]).removeprefix("/join#")


async def joined(owner: Member, person: Person, role: str) -> Member:
    """Invited, and accepted."""
    answer = await person.post("/invitations/accept", {"token": await invited(owner, person.email, role)})
    assert answer.status_code == 200, answer.text
    assert (answer.json()["id"], answer.json()["role"]) == (owner.workspace, role)
    return Member(person, owner.workspace)
