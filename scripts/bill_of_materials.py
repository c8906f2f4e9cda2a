"""The software bill of materials (CycloneDX 1.6): what TradeSense runs with, from both locks: `check.py sbom`.

Written to `.cache/sbom/tradesense.cdx.json` and validated by the schema. Fails on a licence that security/licences.yml
does not allow, on an entry of a lock without a hash, and on a version that security/advisories.yml knows a hole of.
"""

import argparse
import base64
import importlib.metadata
import json
import re
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Final, NamedTuple

import yaml
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from license_expression import Licensing
from packageurl import PackageURL
from packaging.specifiers import SpecifierSet

ROOT: Final = Path(__file__).resolve().parent.parent
_PINNED: Final = re.compile(r"^([a-z0-9._-]+)==(\S+)([^\n]*)((?:\n    --hash=\S+(?: \\)?)*)", re.MULTILINE)
_HASH: Final = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_NEVER_HERE: Final = "sys_platform == 'emscripten'"
SPDX: Final = Licensing()


class Part(NamedTuple):
    """A library of a lock. `ecosystem` as in package URLs; `bundled`: comes inside of another one, under its hash."""

    ecosystem: str
    name: str
    version: str
    licence: str
    hashes: tuple[tuple[HashAlgorithm, str], ...]
    bundled: bool = False


def main(arguments: list[str]) -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--root", type=Path, default=ROOT)
    root: Path = options.parse_args(arguments).root
    rules = yaml.safe_load((root / "security" / "licences.yml").read_text(encoding="utf-8"))
    parts = [*python_parts(root, rules), *web_parts(root, rules)]
    text = written(parts)
    place = root / ".cache" / "sbom" / "tradesense.cdx.json"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")
    advisories = yaml.safe_load((root / "security" / "advisories.yml").read_text(encoding="utf-8"))
    faults = [*invalid(text), *licences_refused(parts, rules), *unhashed(parts), *holes(parts, advisories)]
    for fault in faults:
        print(fault)
    print(f"{len(parts)} components in {place.relative_to(root)}")
    return bool(faults)


def python_parts(root: Path, rules: dict[str, Any]) -> Iterator[Part]:
    for name, version, marker, hashes in _PINNED.findall((root / "requirements" / "runtime.txt").read_text()):
        if _NEVER_HERE not in marker:
            digests = tuple((HashAlgorithm.SHA_256, digest) for digest in _HASH.findall(hashes))
            yield Part("pypi", name, version, _licence_of_python(name, rules), digests)


def _licence_of_python(name: str, rules: dict[str, Any]) -> str:
    if name in rules["stated"]:
        return str(rules["stated"][name])
    try:
        told = importlib.metadata.metadata(name)
    except importlib.metadata.PackageNotFoundError:
        return "unknown"
    classified = [one.rpartition(" :: ")[2] for one in told.get_all("Classifier") or [] if one.startswith("License ::")]
    said = [*(told.get_all("License-Expression") or []), *(told.get_all("License") or []), *classified]
    return str(rules["said"].get(said[0], said[0])) if said else "unknown"


def web_parts(root: Path, rules: dict[str, Any]) -> Iterator[Part]:
    """Of each library once, however often it lies in the tree."""
    lock = json.loads((root / "web" / "package-lock.json").read_text(encoding="utf-8"))
    found: dict[tuple[str, str], Part] = {}
    for place, said in lock["packages"].items():
        if place and not said.get("dev"):
            name = place.rpartition("node_modules/")[2]
            licence = str(said.get("license") or rules["stated"].get(name, "unknown"))
            hashes = _npm_hashes(said.get("integrity", ""))
            part = Part("npm", name, said["version"], licence, hashes, bundled=said.get("inBundle", False))
            found.setdefault((name, part.version), part)
    yield from found.values()


def _npm_hashes(integrity: str) -> tuple[tuple[HashAlgorithm, str], ...]:
    pairs = [one.partition("-") for one in integrity.split()]
    return tuple((HashAlgorithm.SHA_512, base64.b64decode(value).hex()) for kind, _, value in pairs if kind == "sha512")


def written(parts: list[Part]) -> str:
    bom = Bom()
    bom.metadata.component = Component(name="tradesense", type=ComponentType.APPLICATION, bom_ref="tradesense")
    for part in parts:
        group, _, name = part.name.rpartition("/")
        url = PackageURL(part.ecosystem, group or None, name, part.version)
        bom.components.add(
            Component(
                name=name,
                group=group or None,
                version=part.version,
                type=ComponentType.LIBRARY,
                bom_ref=url.to_string(),
                purl=url,
                licenses=[LicenseExpression(part.licence)],
                hashes=[HashType(alg=kind, content=digest) for kind, digest in part.hashes],
            )
        )
    bom.register_dependency(bom.metadata.component, bom.components)
    return JsonV1Dot6(bom).output_as_string(indent=2)


def invalid(text: str) -> Iterator[str]:
    if fault := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text):
        yield f"not CycloneDX 1.6: {fault}"


def licences_refused(parts: list[Part], rules: dict[str, Any]) -> Iterator[str]:
    for part in parts:
        excepted = {one["licence"] for one in rules["exceptions"] if fnmatch(part.name, one["name"])}
        if not _is_allowed(SPDX.parse(part.licence), {*rules["permissive"], *excepted}):
            yield f"{part.name} {part.version}: licence {part.licence} is not allowed by security/licences.yml"


def _is_allowed(licence: Any, allowed: set[str]) -> bool:
    if isinstance(licence, SPDX.OR):
        return any(_is_allowed(one, allowed) for one in licence.args)
    if isinstance(licence, SPDX.AND):
        return all(_is_allowed(one, allowed) for one in licence.args)
    return str(licence) in allowed


def unhashed(parts: list[Part]) -> Iterator[str]:
    for part in parts:
        if not part.hashes and not part.bundled:
            yield f"{part.name} {part.version}: its lock has no hash of it"


def holes(parts: list[Part], advisories: dict[str, Any]) -> Iterator[str]:
    """Those older than promised, on the day they were last gone through."""
    for part in parts:
        for one in advisories["known"]:
            if one["package"] != f"{part.ecosystem}/{part.name}":
                continue
            if not SpecifierSet(one["affected"]).contains(part.version, prereleases=True):
                continue
            age = (advisories["reviewed"] - one["published"]).days
            if age > advisories["days"][one["severity"]]:
                yield f"{part.name} {part.version}: {one['id']} ({one['severity']}, {age} days): {one['what']}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
