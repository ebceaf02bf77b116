"""What a file may cost. Each limit is a setting; a refusal names it, and the variable that raises it."""

from dataclasses import dataclass

FILE_MB, UNPACKED_MB, UNPACK_RATIO = "PINCITE_FILE_MB", "PINCITE_UNPACKED_MB", "PINCITE_UNPACK_RATIO"
FILE_SECONDS, FILE_MEMORY_MB = "PINCITE_FILE_SECONDS", "PINCITE_FILE_MEMORY_MB"

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading a file may cost.

    `file_mb` and `unpacked_mb` are megabytes of the file as it lies there and unpacked, `unpack_ratio` how many times
    its size it may unpack to, `seconds` how long nothing may come of it, `memory_mb` what it may take.
    """

    file_mb: int = 200
    unpacked_mb: int = 1_000
    unpack_ratio: int = 250
    seconds: int = 60
    memory_mb: int = 2_000


LIMITS = Limits()
"""Those that hold when nothing else is set."""
