"""Which terms stand in the files of an index on disk: their bytes can't be searched, since endings are stored once."""

import json
from pathlib import Path

import tantivy


def terms_in_files(folder: Path) -> set[str]:
    """The terms in the dictionaries of an index, those of deleted documents too; no file is left of other segments."""
    segments = json.loads((folder / "meta.json").read_bytes())["segments"]
    listed = {segment["segment_id"].replace("-", "") for segment in segments}
    assert {file.stem for file in folder.glob("*.term")} == listed
    return {term for term, _ in tantivy.Index.open(str(folder)).searcher().terms_with_prefix("terms", "")}
