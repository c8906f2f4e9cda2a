"""Writes the pages of docs/ that the code itself knows best: the audit log's events, errors, permissions, metrics,
file formats, conformance.

python scripts/write_docs.py           writes them
python scripts/write_docs.py --check   says which are out of date, and ends with 1
"""

import importlib
import inspect
import pkgutil
import sys
from pathlib import Path
from typing import Final

import tradesense
from tradesense.adapters import brokers
from tradesense.adapters.brokers import FORMATS, BrokerFiles
from tradesense.domain.access import PERMISSIONS, Role
from tradesense.domain.audit_actions import CATALOGUE as CATALOGUE_OF_EVENTS
from tradesense.domain.metrics import CATALOGUE, DEFAULT
from tradesense.domain.problem import Kind, Problem
from tradesense.edge.auditing import OPERATIONS, Unrecorded
from tradesense.edge.problems import STATUSES

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # for the samples, which are the tests'

from tests.adapters.brokers.reading import Expected  # noqa: E402
from tests.features.imports.test_counts import SAMPLES  # noqa: E402

DOCS: Final = ROOT / "docs"
GENERATED: Final = "<!-- Written by scripts/write_docs.py: change the code, then `make docs`. -->\n"
WHAT_TO_DO: Final = {
    Kind.MALFORMED: "Send JSON (or a form) as the API's document describes it.",
    Kind.INVALID: "Correct the values that `errors` points at.",
    Kind.UNAUTHENTICATED: "Refresh the access token, or sign in again.",
    Kind.FORBIDDEN: "Ask somebody whose role allows it.",
    Kind.NOT_FOUND: "Check the id; what another workspace owns looks the same.",
    Kind.CONFLICT: "Read the present state, then decide again.",
    Kind.STALE: "Read it again and repeat the change with its new ETag.",
    Kind.PRECONDITION_REQUIRED: "Send the ETag you read as `If-Match`.",
    Kind.TOO_LARGE: "Send less.",
    Kind.UNSUPPORTED: "Send the media type that the operation takes.",
    Kind.THROTTLED: "Wait as long as `Retry-After` says.",
    Kind.UNAVAILABLE: "Try again after `Retry-After`; nothing was changed.",
    Kind.GONE: "Begin again with a new one.",
    Kind.LOCKED: "Try again after `Retry-After`.",
    Kind.CHECKSUM_WRONG: "Send the same bytes again.",
    Kind.STORAGE_FULL: "Make room on the server's disk, then send the file again.",
}

REMEDIES: Final = {
    "access.not_by_key": "Sign in as a person.",
    "api_key.of_another": "Ask whoever made the key.",
    "api_key.refused": "Make a new key, or rotate it before it expires.",
    "identity.login_refused": "Check the address and the password.",
    "invitation.for_another": "Sign in with the address that was invited.",
}


ABOUT_AUDIT: Final = """
Who did what, when, from where, and how it ended: of every security event, and of every change that figures come of.

## What an entry says

| field | |
|---|---|
| `seq` | its number in its chain, from 1, without a gap |
| `at` | when, UTC, by the database's clock: within a chain it never runs backwards |
| `person`, `key` | who: a person's id, and the API key their program had. Neither: nobody known, or the server itself |
| `action`, `noun`, `object` | what was done, to what, by its id or name |
| `result`, `reason` | `done`, or `refused` with the problem's code |
| `address`, `request` | where the request came from, and its id, as in the log. Empty for what a worker does |
| `changes` | field: before and after. Amounts are exact text. Of notes, tags and the like only that they changed; never a secret |
| `prev`, `hash` | the hash before it; SHA-256 of that and of the entry |

An import of a hundred thousand fills is one entry, with the file's name and the counts. Ordinary looks leave nothing. An
entry is written in the transaction of its change, so neither is there without the other; a refusal, which undoes its
transaction, in one of its own: at most sixty a minute of one person or address, the others stand in the request log.

## Chains

Each workspace has a chain, which owners, admins and whoever watches risk may read (`audit.read`: `GET /audit-entries`,
Settings, Audit log); an API key with that scope may take it to a log server. Each person has one of what they did about
themselves, which only they read (`?whose=me`). What concerns nobody who is known, such as a sign-in to an unknown
address, is in the system's chain, which no one reads over the API.

The hash of an entry is SHA-256 over the hash before it (32 zero bytes for the first) and the entry as canonical JSON:
every field but the two hashes, with `chain` and `of` (whose chain), names sorted, no blanks, UTF-8. The NDJSON export
(`GET /audit-entries/file?format=ndjson`) has all of it.

The runtime role may add entries and read them; it may not change, delete or empty them. A superuser of the database
could. What they do is found:

```sh
tradesense audit verify       # ends with the number of chains that are not as they were written
tradesense audit checkpoint   # signs for what is there now
```

`verify` recomputes every chain, compares it with how far the database says it came, and with signed checkpoints, and
names the first bad entry of each: changed, gone, added, moved, or cut off at the end. The worker writes the checkpoints to
`audit/checkpoints` in the data folder: for a chain after 100 entries, an hour after the first that is unsigned, and when
it starts and stops. Each line is signed (HMAC-SHA-256, key in `audit/key`) over the line before it too. Keep a copy of both files
where the database's administrator has no hand in: whoever may write the database, the file and the key may write history,
and what was cut off since the last checkpoint together with the database's own note is not found. With several servers
each signs in its own data folder: verify on each.

## How long it is kept

As long as whose it is. A workspace's entries go with the workspace, a week after it was deleted; a person's with their
account. The system's chain then says how far theirs had come (`workspaces.purge`, `people.erase`), so that `verify` can
tell this from a loss. What a person did in a workspace that stays, stays there with their id, which names nobody once the
account is gone, the address and the request's id: that is what is left of them. Archives have no audit log in
them: elsewhere nobody could tell that it is whole.

## Events
"""


def errors_page() -> str:
    lines = [
        "# Errors\n",
        GENERATED,
        "Every failure is a problem document (RFC 9457, `application/problem+json`) with a stable `code`, the",
        "`request_id` to quote, and for bodies `errors`: a JSON pointer, a code and a sentence each.\n",
        "| code | status | what it says | what to do |",
        "|---|---|---|---|",
    ]
    for problem in sorted(_problems(), key=lambda one: one.code):
        status = STATUSES[problem.kind]
        remedy = REMEDIES.get(problem.code, WHAT_TO_DO[problem.kind])
        lines.append(f"| `{problem.code}` | {int(status)} | {problem.title} | {remedy} |")
    return "\n".join(lines) + "\n"


def metrics_page() -> str:
    lines = [
        "# Metrics\n",
        GENERATED,
        f"{len(CATALOGUE)} figures, each one function in `domain/metrics/`, checked against independent libraries and",
        "published numbers. Those in bold are shown unless others are asked for. `n`: the smallest honest sample; below",
        "it the figure is shown and marked. An undefined figure is null with its reason, never 0.\n",
        "| key | name | unit | n | formula | convention | source |",
        "|---|---|---|---|---|---|---|",
    ]
    for one in CATALOGUE.values():
        key = f"**`{one.key}`**" if one.key in DEFAULT else f"`{one.key}`"
        formula = f"${one.formula}$".replace("|", "\\vert ")
        cells = [key, one.name, one.unit.value, str(one.sample_min), formula, one.convention, one.source]
        lines.append("| " + " | ".join(cell.replace("\n", " ") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def formats_page() -> str:
    lines = [
        "# File formats\n",
        GENERATED,
        "The layouts TradeSense reads. Times without a zone are those of the computer that exported the file: the",
        "workspace's zone, unless you say otherwise. To add one: [recipes/add-a-broker.md](recipes/add-a-broker.md).\n",
        "| broker | report | key | clock times |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {one.broker or 'any'} | {one.title} | `{one.key}` | {one.zone or 'of the exporting computer'} |"
        for one in sorted(BrokerFiles().formats(), key=lambda known: (known.broker, known.title))
    ]
    return "\n".join(lines) + "\n"


def conformance_page() -> str:
    samples: dict[str, list[Expected]] = {}
    for sample in SAMPLES:
        samples.setdefault(sample.format, []).append(sample)
    lines = [
        "# Conformance\n",
        GENERATED,
        "Every layout with its samples (`tests/fixtures/imports`, their origins in `SOURCES.md` there) and what each",
        "yields, worked out by hand. The checks read every one of them twice through the running application: the second",
        "time nothing is new. Rows: new, duplicate, ignored, quarantined, rejected. Net: of the closed trades, each in its",
        "own currency, added up. What a layout cannot tell stands in its notes.\n",
    ]
    for known in sorted(FORMATS, key=lambda one: (one.broker.casefold(), one.title)):
        lines += [f"## {known.broker or 'Any broker'}: {known.title}\n", f"`{known.key}`\n", _notes_of(known.key)]
        rows = [
            f"| {one.file} | {one.fills} | {one.closed} | {one.open} | {one.net} |"
            f" {one.new}, {one.duplicate}, {one.ignored}, {one.quarantined}, {one.rejected} |"
            for one in sorted(samples.get(known.key, []))
        ]
        header = ["| sample | fills | closed | open | net | rows |", "|---|---|---|---|---|---|"]
        lines += [*(header + rows if rows else ["Its samples are read by the parser's own tests."]), ""]
    return "\n".join(lines)


def _notes_of(key: str) -> str:
    """The format's own words on its quirks and limits: its module's docstring, without the first line."""
    module = next(
        module
        for name in pkgutil.iter_modules(brokers.__path__)
        if getattr(module := importlib.import_module(f"{brokers.__name__}.{name.name}"), "FORMAT", None)
        and module.FORMAT.key == key
    )
    return f"{inspect.cleandoc(module.__doc__ or '')}\n"


def permissions_page() -> str:
    lines = [
        "# Permissions\n",
        GENERATED,
        "What each role may do in a workspace. Every use case asks for one of these before it does anything. An API key",
        "holds the scopes that it was given, as far as whoever made it holds them at the time; a key that may change a",
        "thing may see it, and every key may see the workspace and its accounts.\n",
        f"| permission | allows | {' | '.join(Role)} | API key |",
        "|---" * (len(Role) + 3) + "|",
    ]
    for permission, rule in PERMISSIONS.items():
        held = [*(role in rule.roles for role in Role), rule.for_keys]
        marks = " | ".join("yes" if one else "" for one in held)
        lines.append(f"| `{permission}` | {rule.allows} | {marks} |")
    return "\n".join(lines) + "\n"


def audit_page() -> str:
    lines = [f"# The audit log\n\n{GENERATED}{ABOUT_AUDIT}", "| action | object | chain | when |", "|---|---|---|---|"]
    lines += [f"| `{name}` | {one.noun} | {one.chain} | {one.words} |" for name, one in CATALOGUE_OF_EVENTS.items()]
    lines += ["\n## What leaves nothing, and why\n", "| operation | why |", "|---|---|"]
    lines += [f"| `{id_}` | {one.why} |" for id_, one in OPERATIONS.items() if isinstance(one, Unrecorded)]
    return "\n".join(lines) + "\n"


PAGES: Final = {
    "audit.md": audit_page,
    "permissions.md": permissions_page,
    "errors.md": errors_page,
    "metrics.md": metrics_page,
    "formats.md": formats_page,
    "conformance.md": conformance_page,
}


def _problems() -> list[type[Problem]]:
    for module in pkgutil.walk_packages(tradesense.__path__, "tradesense."):
        importlib.import_module(module.name)
    found: list[type[Problem]] = []
    waiting = Problem.__subclasses__()
    while waiting:
        one = waiting.pop()
        waiting += one.__subclasses__()
        found.append(one)
    return [one for one in found if "code" in vars(one)]


def main(arguments: list[str]) -> int:
    outdated = [name for name, page in PAGES.items() if _read(DOCS / name) != page()]
    if "--check" in arguments:
        for name in outdated:
            print(f"docs/{name} is out of date")
        return bool(outdated)
    for name in outdated:
        (DOCS / name).write_text(PAGES[name](), encoding="utf-8")
        print(f"wrote docs/{name}")
    return 0


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
