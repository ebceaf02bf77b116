"""What vanishes all at once is not gone: which missing files are taken out of the catalog, and which are kept.

A share that is not mounted, a disk that is lost and a folder that can't be listed look like thousands of deletions.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from retrieval.errors import blame_machine
from retrieval.readers import Problem
from retrieval.records import Remark
from retrieval.storage.catalog import Catalog
from retrieval.storage.rows import File

MANY_FILES = 20
"""More files than this, and more than half of all, are not deleted at once, unless somebody says so."""


_NOTE = "vanished"


class Listing(NamedTuple):
    """The files of an archive by their names inside it, and the folders that can't be listed: `.` is all of it."""

    files: Mapping[str, str | Path]
    unlisted: Sequence[Problem]


class Missing(NamedTuple):
    """Files that are no longer there: those to take out, those that are kept, and why these are."""

    removed: set[str]
    doubtful: set[str]
    reason: Remark | None


def removed_files(
    catalog: Catalog, known_files: Mapping[str, File], listing: Listing, accepted: Collection[str], corpus: Path
) -> tuple[set[str], Remark | None]:
    """The files to take out of a catalog, and what is missing besides and is kept, as sentences.

    What is kept is noted in the catalog, and stays until it is back, or its removal is accepted.

    Args:
        catalog: Notes what is kept.
        known_files: The files that were there, as the catalog has them.
        listing: What is there now.
        accepted: The files that were removed on purpose.
        corpus: The archive.
    """
    unexplained = {name: file for name, file in known_files.items() if name not in accepted}
    noted = _doubtful(catalog)
    on_purpose = (known_files.keys() & set(accepted)) - listing.files.keys()
    missing_now = missing_files(unexplained, listing, noted, None if on_purpose else corpus)
    # Where nothing can be seen nothing is learned: what is missing is judged when something is there again.
    if listing.files and sorted(missing_now.doubtful) != noted:
        catalog.note(_NOTE, json.dumps(sorted(missing_now.doubtful), ensure_ascii=False))
    return missing_now.removed | on_purpose, missing_now.reason and _kept_remark(missing_now.reason)


def gone_files(catalog: Catalog, known_files: Mapping[str, File], listing: Listing, corpus: Path) -> set[str]:
    """The files that `removed_files` would take out where none was removed on purpose; nothing is noted.

    Args:
        catalog: Has noted what is kept.
        known_files: The files that were there, as the catalog has them.
        listing: What is there now.
        corpus: The archive.
    """
    return missing_files(known_files, listing, _doubtful(catalog), corpus).removed


def _doubtful(catalog: Catalog) -> list[str]:
    """The files that vanished at once and are kept, as noted."""
    return list(json.loads(catalog.noted(_NOTE) or "[]"))


def missing_files(
    known_files: Mapping[str, File], listing: Listing, kept_before: Collection[str], corpus: Path | None
) -> Missing:
    """What is to be done about the files that were known and are not there now.

    Args:
        known_files: What was known, by names inside the archive.
        listing: What is there now; what is below a folder that can't be listed is not missing.
        kept_before: Files that vanished at once before this; they are kept until they are back.
        corpus: The archive; None when it was there a moment ago, since a file was removed from it on purpose.
    """
    present, unlisted = listing
    hidden = tuple(f"{folder.where}/" for folder in unlisted)
    missing_names = {name for name in known_files.keys() - present.keys() if not name.startswith(hidden)}
    if not missing_names:
        return Missing(set(), set(), None)
    if corpus is not None and (reason := _unreachable(present, unlisted, corpus)):
        return Missing(set(), missing_names, reason)
    earlier = missing_names.intersection(kept_before)
    fresh, before = missing_names - earlier, known_files.keys() - earlier
    if _are_many(fresh, before):
        fresh -= _renamed(fresh, known_files, present)
    kept_names = earlier | fresh if _are_many(fresh, before) else earlier
    counts = {"missing": len(kept_names), "known": len(known_files)}
    reason = Remark("{missing} of the archive's {known} files are missing", **counts) if kept_names else None
    return Missing(missing_names - kept_names, kept_names, reason)


def exists(path: Path) -> bool:
    """Whether a path can be reached now; whatever else goes wrong with a disk means no."""
    try:
        path.stat()
    except (OSError, ValueError) as error:
        blame_machine(path, error)
        return False
    return True


def away(listing: Listing, corpus: Path) -> Remark | None:
    """That nothing of an archive can be seen, and why, as sentences; None when something can."""
    reason = _unreachable(listing.files, listing.unlisted, corpus)
    return reason and _kept_remark(reason)


def _kept_remark(reason: Remark) -> Remark:
    """What vanished and why that is not taken for a deletion, as sentences."""
    return Remark(
        "{reason}; answers still draw on what was known. If it was deleted on purpose, run `pincite index"
        " --accept-removals`.",
        reason=reason,
    )


def _unreachable(present: Mapping[str, str | Path], unlisted: Sequence[Problem], corpus: Path) -> Remark | None:
    """Why nothing of the archive can be seen; None when something can."""
    if present:
        return None
    if not exists(corpus):
        return Remark("The archive {corpus!r} is not there now", corpus=corpus.name)
    whole = next((folder for folder in unlisted if folder.where == "."), None)
    if whole is not None:
        return Remark("The archive {corpus!r} {reason}", corpus=corpus.name, reason=whole.reason)
    return Remark("The archive {corpus!r} is empty now", corpus=corpus.name)


def _are_many(names: Collection[str], known_files: Collection[str]) -> bool:
    return len(names) > MANY_FILES and 2 * len(names) > len(known_files)


def _renamed(
    missing_names: Collection[str], known_files: Mapping[str, File], present: Mapping[str, str | Path]
) -> set[str]:
    """The missing files whose bytes are under a new name, as when a folder was renamed."""
    sizes = {known_files[name].size for name in missing_names}
    hashes = set()
    for name in present.keys() - known_files.keys():
        try:
            path = Path(present[name])
            if path.stat().st_size in sizes:
                hashes.add(sha256(path.read_bytes()).hexdigest())
        except OSError as error:
            blame_machine(name, error)
            continue
    return {name for name in missing_names if known_files[name].sha256 in hashes}
