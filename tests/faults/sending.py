"""A trader who sends damaged files, and looks closely at what becomes of each."""

import io
import re
import zipfile
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final, NamedTuple

from httpx2 import Response

from tests.support.actors import Person
from tests.support.imports import TASKS, Worker, notes, send
from tests.support.mutations import Mutant
from tests.support.standing import AROUND, workspace_of
from tests.support.uploads import uploaded
from tradesense.domain.importing import SETTLED

VERDICTS: Final = ("new", "duplicate", "ignored", "quarantined", "rejected")
OF_A_CELL: Final = frozenset({"import.cell_invalid", "money.currency_invalid"})
OF_SOME_CELL: Final = re.compile(r"['\"](?!\w+': )(?!.*pairs that were asked for)")
"""Text of a cell, without its column. A service's answer in JSON has fields, which are told by their names."""
OF_THE_WHOLE_FILE: Final = re.compile(
    r"binary file|file is empty|spreadsheet|archive|no known layout|known layout|Choose the format|no header|no row under"
    r"|one of the reports|not an investment statement|nested deeper"
)
"""Problems that are of no line."""


class Sender(NamedTuple):
    """`beside`: a connection of the superuser. `picture`: one statement for a checksum of the workspace's ledger."""

    person: Person
    worker: Worker
    beside: Any
    workspace: str
    picture: str

    @classmethod
    async def of(cls, person: Person, worker: Worker, beside: Any) -> "Sender":
        workspace = await workspace_of(person)
        tables = await beside.fetch(
            "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public'"
            " AND column_name = 'workspace_id' AND table_name NOT IN ('audit_entries', 'outbox', 'memberships', 'uploads')"
            " ORDER BY 1"
        )
        sums = [
            f"(SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {table} t"
            f" WHERE workspace_id = '{workspace}')"
            for (table,) in tables
            if table not in AROUND
        ]
        version = f"(SELECT md5(w::text) FROM workspaces w WHERE id = '{workspace}')"
        return cls(person, worker, beside, workspace, f"SELECT {', '.join([*sums, version])}")

    async def faults(self, one: Mutant, number: int) -> list[str]:
        """What is wrong about what becomes of it; nothing, if all is well. Every other waits for a review."""
        before = await self._pictured()
        answer = await self._sent(one.name, one.content, number, review=number % 2 == 0)
        if answer.status_code != 202:
            return _refused(answer)
        await self._work(answer.json()["id"])
        found = await self.worker.look(self.person, answer.json()["id"])
        faults = await self._told(found)
        if found["state"] != "committed" and await self._pictured() != before:
            faults.append(f"{found['state']}, yet the ledger changed")
        if found["state"] == "unpacked":
            faults += await self._unpacked(found)
        if found["state"] == "review" and not found["asks"]:
            faults += await self._committed(found)
        return faults

    async def faults_of_archive(self, mutants: Sequence[Mutant]) -> list[str]:
        """All of them in one archive, as somebody sends a year's files."""
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for number, one in enumerate(mutants):
                archive.writestr(f"{number:03}/{one.name}", one.content)
        answer = await self._sent("files.zip", made.getvalue(), 0, review=False)
        if answer.status_code != 202:
            return _refused(answer)
        await self._work(answer.json()["id"])
        found = await self.worker.look(self.person, answer.json()["id"])
        if len(found["members"]) != len(mutants):
            return [f"{len(found['members'])} of {len(mutants)} files were unpacked: {found['problem']}"]
        return await self._unpacked(found, [one.told for one in mutants])

    async def _unpacked(self, archive: dict[str, Any], told: Sequence[str] = ()) -> list[str]:
        pictures = [await self._pictured()]
        for member in archive["members"]:
            await self._work(member["id"])
            pictures.append(await self._pictured())
        found = (await self.worker.look(self.person, archive["id"]))["members"]
        faults = []
        for number, (member, (before, after)) in enumerate(zip(found, pairwise(pictures), strict=True)):
            which = told[number] if told else member["file_name"]
            faults += [f"{which}: {fault}" for fault in await self._told(member)]
            if member["state"] != "committed" and before != after:
                faults.append(f"{which}: {member['state']}, yet the ledger changed")
        return faults

    async def _pictured(self) -> Any:
        return await self.beside.fetchrow(self.picture)

    async def _sent(self, name: str, content: bytes, number: int, *, review: bool) -> Response:
        """As a form mostly; as the body itself and as an upload now and then."""
        asked = str(review).lower()
        if number % 6 == 4:
            kind = {"Content-Type": "application/octet-stream"}
            params = {"filename": name, "review": asked}
            return await self.person.send("POST", "/imports", kind, params=params, content=content)
        if number % 6 == 5:
            upload = await uploaded(self.person, content, name=name)
            return await self.person.post("/imports", {"upload_id": upload, "review": review})
        return await send(self.person, content, name, review=asked)

    async def _work(self, import_id: str) -> None:
        """As main/worker does."""
        for entrypoint, payload in await self.worker.take(import_id):
            await TASKS[entrypoint](self.worker.database, self.worker.ports, payload)

    async def _committed(self, reviewed: dict[str, Any]) -> list[str]:
        """What was shown is what is stored."""
        answer = await self.person.post(f"/imports/{reviewed['id']}/commit")
        if answer.status_code != 202:
            return [f"its commit answers {answer.status_code}: {answer.text[:300]}"]
        await self._work(reviewed["id"])
        found = await self.worker.look(self.person, reviewed["id"])
        if found["state"] != "committed" or found["counts"] != reviewed["counts"]:
            return [f"shown {reviewed['counts']}, {found['state']} {found['counts']} {found['problem']}"]
        return []

    async def _told(self, found: dict[str, Any]) -> list[str]:
        """An end that is known, rows that add up, and where each problem is."""
        if found["state"] not in SETTLED:
            return [f"stuck as {found['state']}"]
        if problem := found["problem"]:
            return _of_problem(problem)
        counts = found["counts"]
        if counts is None:
            return [] if found["state"] == "unpacked" else ["neither counts nor a problem"]
        if counts["rows"] != sum(counts[name] for name in VERDICTS):
            return [f"rows do not add up: {counts}"]
        apart = counts["rejected"] + counts["quarantined"]
        return await self._of_notes(found["id"], apart) if apart else []

    async def _of_notes(self, import_id: str, apart: int) -> list[str]:
        told = await notes(self.person, import_id)
        found = [f"a note without a line: {note}" for note in told if note["line"] < 1]
        kept = [note for note in told if note["verdict"] in {"rejected", "quarantined"}]
        if len(kept) != apart and len(told) < 500:
            found.append(f"{apart} rows are set apart, of {len(kept)} the reason is told")
        cells = [note for note in kept if note["code"] in OF_A_CELL and OF_SOME_CELL.match(note["detail"])]
        return found + [f"line {one['line']}: no column in {one['detail']!r} ({one['code']})" for one in cells[:1]]


def _refused(answer: Response) -> list[str]:
    return [] if 400 <= answer.status_code < 500 else [f"answers {answer.status_code}: {answer.text[:300]}"]


def _of_problem(problem: dict[str, str]) -> list[str]:
    if problem["code"] == "import.crashed":
        return ["something went wrong that nobody foresaw: see the log"]
    where = re.search(r"\bline \d+", problem["detail"], re.IGNORECASE)
    if problem["code"] == "import.file_unreadable" and not where and not OF_THE_WHOLE_FILE.search(problem["detail"]):
        return [f"no line in {problem}"]
    return []
