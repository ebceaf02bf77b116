"""The garbage collector of those that run for long."""

import gc


def collect_less() -> None:
    """Has the garbage collector leave alone what stays anyway, and look at the rest less often.

    With Python's own thresholds it took 0.5 ms an answer, and 0.1 s at a stretch (`benchmarks/telegram_load.py`).
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
