"""Writes the pages of docs/ that the code itself knows best: the audit log's events, errors, permissions, privacy,
metrics, file formats, conformance.

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
from tradesense.features.privacy import use_cases as privacy
from tradesense.kit.settings import Settings

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # for the samples, which are the tests'

from tests.adapters.brokers.reading import Expected  # noqa: E402
from tests.architecture import papers  # noqa: E402
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
    "storage.changed": "Restore it in the bucket or on the disk from a backup, or send the file again as a new import.",
}

BY_THE_SERVER: Final = {
    "internal": (500, "Something went wrong here.", "Tell whoever runs it the `request_id`: it is in the log."),
    "request.address_too_long": (414, "The address is too long.", "Ask for less at once."),
    "request.headers_too_large": (431, "The headers are too large.", "Send fewer or shorter ones."),
    "request.media_type": (415, "The body must be JSON.", "Send the media type that the operation takes."),
    "request.method_not_allowed": (405, "Method Not Allowed", "Take one of those that `Allow` names."),
    "request.too_large": (413, "The body is too large.", "Send less."),
    "request.too_slow": (408, "The request took too long to arrive.", "Send it again."),
}
"""What is refused before any operation sees it, and what nobody foresaw."""


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

Requests may add entries and read them, workers add them, the reader reads them; nobody may change, delete or empty them. A superuser of the database
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
    rows = {
        code: f"| `{code}` | {status} | {title} | {remedy} |" for code, (status, title, remedy) in BY_THE_SERVER.items()
    }
    for problem in _problems():
        remedy = REMEDIES.get(problem.code, WHAT_TO_DO[problem.kind])
        rows[problem.code] = f"| `{problem.code}` | {int(STATUSES[problem.kind])} | {problem.title} | {remedy} |"
    lines += [row for _, row in sorted(rows.items())]
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


def evidence_page() -> str:
    lines = [
        "# What holds it\n",
        GENERATED,
        "The acceptance rows of security (`security/acceptance.yml`) with the files whose tests say their numbers, and the",
        "requirements of OWASP ASVS 5.0.0 (`security/asvs.yml`), by chapter. **Missing** is what exists and is not tested.\n",
        "| row | what is tried and must hold | where | missing |",
        "|---|---|---|---|",
    ]
    for name, row in papers.read("acceptance.yml").items():
        tests = papers.evidence().get(name, ())
        files = sorted({one.partition("::")[0] for one in tests})
        where = ", ".join(f"[{Path(one).stem}](../../{one})" for one in files) or row.get("absent", "")
        lack = row.get("missing") or ("" if tests else row.get("untested", ""))
        lines.append(f"| {name} | {row['what']} | {where} | {lack} |")
    lines += ["", "| ASVS | held | does not apply | missing |", "|---|---|---|---|"]
    for chapter, rows in papers.read("asvs.yml").items():
        kinds = [papers.standing(row) for row in rows]
        lines.append(
            f"| {chapter} | {kinds.count('held')} | {kinds.count('does not apply')} | {kinds.count('missing')} |"
        )
    lines += ["", "What differs from the letter of a requirement:", ""]
    every = papers.requirements()
    lines += [f"- {row['id']} ({row['what']}): {row['deviation']}." for row in every if "deviation" in row]
    lines += ["", "What is missing:", ""]
    return "\n".join([*lines, *(f"- {gap}." for gap in papers.missing())]) + "\n"


PRIVACY: Final = """\
Whoever has an account can take along all that is kept about them, and leave for good: *Settings, Privacy*, or
`/privacy` of the API. Both need a fresh proof of who asks; an API key can do neither.

**Export** (`POST /privacy/exports`): a worker writes one ZIP. `tables/*.json` hold the rows about the person, table by
table; `workspaces/*.zip` are the [archives](archive.md) of the workspaces they own, with their brokers' files; `uploads/`
what they sent and nothing has taken over; `manifest.json` says what is there and what is not. Of workspaces of others it
has the rows that name the person as whoever made them. It can be downloaded by them alone, until its time is over.

**Erasure** (`POST /privacy/erasure`, with the account's address typed): after seven days, in which signing in and one
click undo it. Workspaces that only they are in go too; one that others work in and only they own has to be handed over
first. Their other sessions end at once. If a workspace is without an owner at the end all the same, whoever has most to
say in it becomes one. Then rows, files and local copies of files go. What is left of them: fills and files that they
brought into workspaces of others, which no longer say who it was; an address that they no longer had, in an invitation
to it, or in a link to a trade for it, until those end; entries of the [audit log](audit.md) of workspaces of others, with an id
that names nobody any more; ids of people and workspaces in the servers' logs. Answers in the memory of
servers are found by nobody without the workspace, and go with the process or for room.

**Backups** are made by whoever runs the server: keep them no longer than you tell people, and after restoring one, let
a worker run before anybody signs in: it erases again whoever had asked before the backup; whoever asked later has to be
erased by hand (`UPDATE users SET deletes_at = now() WHERE email = …` as the owner, with `app.user_id` set to their id).

**Agreements**: `TRADESENSE_TERMS_URL` and `TRADESENSE_PRIVACY_URL` make agreeing to them part of registering by
password; `_VERSION` of each is kept with the time, and a new one is asked for anew on the page. Whoever comes by another
provider is asked on the page only. `TRADESENSE_PRODUCT_MAIL=true` asks whether news may be mailed, which can be withdrawn.
"""


def privacy_page() -> str:
    lines = ["# Privacy\n", GENERATED, PRIVACY, "## What is kept about a person\n"]
    lines += ["| table | what | in the export | never exported | when they are erased |", "|---|---|---|---|---|"]
    for table, rule in {**privacy.PEOPLE, **privacy.IN_WORKSPACES}.items():
        cells = [_names(rule.exported), _names(rule.secret), ": ".join(one for one in (rule.end, rule.why) if one)]
        lines.append(f"| `{table}` | {rule.what} | {' | '.join(cells)} |")
    lines += ["", "Tables with a workspace's trades are in its archive, and go with it. These know no person:\n"]
    lines += [f"- `{table}`: {why}" for table, why in privacy.NOBODYS.items()]
    lines += [
        "\n## How long what is over is kept\n",
        "| table | what | after | kept for | setting |",
        "|---|---|---|---|---|",
    ]
    defaults = Settings.model_construct()  # whatever the environment says
    for one in privacy.RETENTION:
        hours = one.lasts(defaults).total_seconds() / 3600
        lasts = f"{hours / 24:g} days" if hours >= 24 else "an hour" if hours else "not at all"
        setting = f"`TRADESENSE_{one.setting.upper()}`" if one.setting else ""
        lines.append(f"| `{one.table}` | {one.what} | {one.since} | {lasts} | {setting} |")
    lines += [
        "",
        "Files of imports stay with their workspace, unless it says after how many days they go (*Settings, Workspace*).\nThe worker sweeps every quarter of an hour, and logs how many rows of which table went.",
    ]
    return "\n".join(lines) + "\n"


def _names(columns: frozenset[str]) -> str:
    return ", ".join(f"`{one}`" for one in sorted(columns))


def audit_page() -> str:
    lines = [f"# The audit log\n\n{GENERATED}{ABOUT_AUDIT}", "| action | object | chain | when |", "|---|---|---|---|"]
    lines += [f"| `{name}` | {one.noun} | {one.chain} | {one.words} |" for name, one in CATALOGUE_OF_EVENTS.items()]
    lines += ["\n## What leaves nothing, and why\n", "| operation | why |", "|---|---|"]
    lines += [f"| `{id_}` | {one.why} |" for id_, one in OPERATIONS.items() if isinstance(one, Unrecorded)]
    return "\n".join(lines) + "\n"


PAGES: Final = {
    "security/evidence.md": evidence_page,
    "audit.md": audit_page,
    "privacy.md": privacy_page,
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
