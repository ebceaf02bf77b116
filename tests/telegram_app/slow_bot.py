"""`pincite telegram` with something that takes forever: `python -m tests.telegram_app.slow_bot WHAT OPTION…`.

`thread` and `loop`: a search, and where it runs; `upload`: the adding of a file.
"""

import sys
import time
from typing import Any

from bot.__main__ import main
from bot.telegram_app.archive import service
from bot.telegram_app.archive.service import ArchiveService
from bot.telegram_app.archive.uploaded_files import UploadedFiles


def forever(*_arguments: Any, **_options: Any) -> Any:
    """Keeps a thread for a minute, at work now and then, after saying so."""
    sys.stderr.write("at it\n")
    sys.stderr.flush()
    end = time.monotonic() + 60
    while time.monotonic() < end:
        sum(range(1_000))
        time.sleep(0.001)


if __name__ == "__main__":
    what = sys.argv.pop(1)
    if what == "upload":
        UploadedFiles.add = forever  # type: ignore[method-assign]
    else:
        service.QUICK = 0.0 if what == "thread" else 1_000.0
        ArchiveService._search = forever  # type: ignore[method-assign]
    main()
