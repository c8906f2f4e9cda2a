"""Writes the pages of docs/ that the code itself knows best: errors, permissions, metrics, file formats,
conformance.

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
from tradesense.domain.metrics import CATALOGUE, DEFAULT
from tradesense.domain.problem import Kind, Problem
from tradesense.edge.problems import STATUSES

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
}


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


PAGES: Final = {
    "security/evidence.md": evidence_page,
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
