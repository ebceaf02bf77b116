"""The entry point `pincite`. Until the program is loaded, which takes half a second, Ctrl-C ends it without a word."""

import signal
import sys

_BROKEN, _SHOWN = 3, 200


def main() -> None:
    """Runs the command line; an error is one sentence on stderr and an exit code."""
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        from bot.cli.entry import run  # noqa: PLC0415 # only now, see above
    except (ImportError, OSError, MemoryError) as error:
        # Such as too little memory for a library.
        reason = " ".join(str(error).split()) or type(error).__name__
        sys.stderr.write(f"pincite: Pincite can't be loaded ({reason[-_SHOWN:]}).\n")
        raise SystemExit(_BROKEN) from None
    signal.signal(signal.SIGINT, before)
    run()


if __name__ == "__main__":
    main()
