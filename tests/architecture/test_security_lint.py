"""What no line of the source may do, beyond what Ruff's rules (S) see."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import yaml

from tests.architecture.places import ROOT, parsed, python_files

# SQLAlchemy's and asyncpg's ways to hand text to the database.
STATEMENTS: Final = {
    *("text", "execute", "executemany", "exec_driver_sql", "fetch", "fetchrow", "fetchval", "cursor", "prepare"),
    *("copy_from_query", "scalar", "scalars"),
}
ROOMS: Final = ("src/tradesense/db", "src/tradesense/features", "src/tradesense/main")
MARKER: Final = re.compile(r"# noqa: S608  \(\S.*\)|# SQL of ours: \S")
"""Says where the names come from that are put into SQL: always from us."""


def test_text_for_the_database_is_put_together_from_our_own_names_only() -> None:
    """S56: no f-string, % or + reaches the database, but of constants, or where a comment says whose names they are."""
    found = [place for path in python_files(*ROOMS) for place in joined_statements(path)]
    assert found == []


def joined_statements(path: Path) -> Iterator[str]:
    tree, lines = parsed(path), path.read_text(encoding="utf-8").splitlines()
    for scope in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]:
        values = {
            target.id: node
            for node in ast.walk(scope)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for call in ast.walk(scope):
            if not (isinstance(call, ast.Call) and _name(call.func) in STATEMENTS and call.args):
                continue
            given = call.args[0]
            said: ast.AST = values[given.id] if isinstance(given, ast.Name) and given.id in values else call
            value = said.value if isinstance(said, ast.Assign) else given
            if _joins(value) and not (_marked(said, lines) or _marked(call, lines)):
                yield f"{path.relative_to(ROOT)}:{call.lineno}: {ast.unparse(value)[:100]}"


def _name(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""


def _joins(value: ast.expr) -> bool:
    """Whether something else than constants of the module's is put into it."""
    match value:
        case ast.JoinedStr():
            return any(not _constant(part.value) for part in value.values if isinstance(part, ast.FormattedValue))
        case ast.BinOp(op=ast.Add() | ast.Mod()):
            return not (_constant(value.left) and _constant(value.right))
        case ast.Call(func=ast.Attribute(attr="format" | "join")):
            return True
        case _:
            return False


def _constant(value: ast.expr) -> bool:
    if isinstance(value, ast.Name):
        return value.id.lstrip("_").isupper()
    return isinstance(value, ast.Constant) or (isinstance(value, ast.JoinedStr | ast.BinOp) and not _joins(value))


def _marked(node: ast.AST, lines: list[str]) -> bool:
    assert isinstance(node, ast.stmt | ast.expr)
    return any(MARKER.search(line) for line in lines[node.lineno - 1 : node.end_lineno])


# What turns data into code, or into objects of any kind (S57).
BANNED_MODULES: Final = {"pickle", "marshal", "shelve", "dill", "cloudpickle", "jsonpickle", "joblib", "imp"}
BANNED_CALLS: Final = {"eval", "exec", "compile", "__import__"}
BANNED_METHODS: Final = {
    "yaml.load",
    "yaml.unsafe_load",
    "os.system",
    "os.popen",
    "numpy.load",
    "np.load",
    "builtins.eval",
}
LAST_NAMES: Final = {one.rpartition(".")[2] for one in BANNED_CALLS | BANNED_METHODS}
XML_OF_THE_LIBRARY: Final = ("xml.etree", "xml.sax", "xml.dom", "lxml")


def test_no_data_becomes_code() -> None:
    """S57: nothing unpickles, evaluates or runs a shell; XML is read with entities refused."""
    found = [place for path in python_files("src/tradesense", "migrations") for place in running_data(path)]
    assert found == []


def running_data(path: Path) -> Iterator[str]:
    for node in ast.walk(parsed(path)):
        where = f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
        for module in _imported(node):
            if module.split(".")[0] in BANNED_MODULES:
                yield f"{where}: imports {module}"
            if module.startswith(XML_OF_THE_LIBRARY) and not _only_names(node):
                yield f"{where}: reads XML with {module}"
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func) if _name(node.func) in LAST_NAMES else ""
            if called in BANNED_CALLS | BANNED_METHODS:
                yield f"{where}: calls {called}"
            if any(one.arg == "shell" and ast.unparse(one.value) != "False" for one in node.keywords):
                yield f"{where}: asks for a shell"


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [one.name for one in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


def _only_names(node: ast.AST) -> bool:
    """Types and failures, which read nothing: reading is defusedxml's."""
    names = {"Element", "ParseError", "SAXException", "ContentHandler", "AttributesImpl"}
    return isinstance(node, ast.ImportFrom) and {one.name for one in node.names} <= names


# S97: what the cryptographers gave up, and chance that can be foretold.
WEAK: Final = {
    "md4",
    "md5",
    "sha1",
    "ripemd160",
    "DES",
    "TripleDES",
    "ARC4",
    "Blowfish",
    "IDEA",
    "ECB",
    "CBC",
    "PKCS1v15",
    "random",
}


def test_no_weak_hash_cipher_or_chance_is_used_for_security() -> None:
    """S97: a weak hash says that it is for no security (ids, checksums that the client chose)."""
    found = [place for path in python_files("src/tradesense") for place in weak(path)]
    assert found == []


def weak(path: Path) -> Iterator[str]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Call):
            named = _name(node.func)
            told = any(one.arg == "usedforsecurity" and ast.unparse(one.value) == "False" for one in node.keywords)
            if (named in WEAK or (named == "new" and ast.unparse(node.func) == "hashlib.new")) and not told:
                yield f"{path.relative_to(ROOT)}:{node.lineno}: {ast.unparse(node.func)}"
        if {"random", "Crypto"} & {module.split(".")[0] for module in _imported(node)}:
            yield f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}: {ast.unparse(node)}"


def test_cryptography_is_done_in_few_places_by_libraries() -> None:
    """S97: the inventory of docs/security/cryptography.yml, held against what imports primitives."""
    primitives = ("cryptography", "hmac", "argon2", "joserfc", "authlib", "pyotp")
    users = {
        str(path.relative_to(ROOT / "src" / "tradesense"))
        for path in python_files("src/tradesense")
        for node in ast.walk(parsed(path))
        if any(module.split(".")[0] in primitives for module in _imported(node))
    }
    inventory = yaml.safe_load((ROOT / "docs" / "security" / "cryptography.yml").read_text(encoding="utf-8"))
    assert users == inventory["modules"].keys()


def test_the_app_loads_nothing_of_others_and_ships_no_tests() -> None:
    """S100: no third party learns who reads their trades; what is installed is the package and its migrations."""
    page = (ROOT / "web" / "index.html").read_text(encoding="utf-8")
    assert [one for one in re.findall(r'(?:src|href|content)="([^"]*)"', page) if "//" in one] == []
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"][
        "wheel"
    ]
    assert (wheel["packages"], wheel["force-include"]) == (["src/tradesense"], {"migrations": "tradesense/migrations"})
    assert not [path for path in python_files("src") if path.name.startswith(("test_", "conftest"))]
