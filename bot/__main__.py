"""The entry point `pincite`. Until the program is loaded, which takes half a second, Ctrl-C ends it without a word."""

import _signal  # type: ignore[import-not-found]  # until all of `signal` is loaded, Ctrl-C would be a traceback
import gc
import os
import resource
import sys
from contextlib import suppress

_BROKEN = 3  # The exit code of what is missing or broken.
_SHOWN = 200  # Characters of an error that are shown: its end, which names the library.
_FEWEST_MB = 128
"""With less memory NumPy's OpenBLAS ends the process with 1, which means that there is no answer."""


def main() -> None:
    """Runs the command line; an error is one sentence on stderr and an exit code."""
    _use_utf8()
    if kind := os.environ.get("_PINCITE_COMPLETE"):
        from bot.cli.known_names import answer_shell  # noqa: PLC0415 # a press of Tab loads nothing else

        answer_shell(kind, sys.argv[1:], os.environ)
        return
    before = _signal.signal(_signal.SIGINT, _signal.SIG_DFL)
    # Nothing here multiplies large matrices: OpenBLAS takes 32 MB a core, and 10 ms to start its threads.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    most = resource.getrlimit(resource.RLIMIT_AS)[0]
    if most != resource.RLIM_INFINITY:
        os.environ["OPENBLAS_NUM_THREADS"] = "1"
        if most < _FEWEST_MB << 20:
            sys.stderr.write(f"pincite: Pincite needs {_FEWEST_MB} MB of memory; allow it more (`ulimit -v`).\n")
            raise SystemExit(_BROKEN)
    # Modules live as long as the program: to look for garbage among them takes a fifth of a short command's time.
    gc.disable()
    try:
        from bot.cli.entry import run  # noqa: PLC0415 # only now, see above
    except (ImportError, OSError, MemoryError, OverflowError) as error:
        # Such as too little memory for a library, or a clock past the year 2262, which Python can't read.
        reason = " ".join(str(error).split()) or type(error).__name__
        sys.stderr.write(f"pincite: Pincite can't be loaded ({reason[-_SHOWN:]}).\n")
        raise SystemExit(_BROKEN) from None
    gc.freeze()
    gc.enable()
    _signal.signal(_signal.SIGINT, before)
    try:
        run()
    finally:
        gc.freeze()


def _use_utf8() -> None:
    """Starts anew in Python's UTF-8 mode where it was told to take every name and word for ASCII.

    A question would lose its letters, and an article would have another ID than in a run that reads its file's name.
    """
    if sys.getfilesystemencoding() != "ascii" or os.environ.get("PYTHONUTF8") == "1" or not sys.executable:
        return
    with suppress(OSError):  # Such as an interpreter that may not be executed: then words of ASCII are understood.
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], os.environ | {"PYTHONUTF8": "1"})  # noqa: S606 # the same program


if __name__ == "__main__":
    main()
