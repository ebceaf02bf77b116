"""Plots of risk against coverage and of accuracy against confidence. The only importer of `matplotlib`."""

from collections.abc import Sequence
from pathlib import Path

from bot.cli.common import as_open_as_usual
from retrieval import UsageError, installing


def draw(path: Path, curve: Sequence[tuple[float, float]], reliability: Sequence[tuple[float, float, int]]) -> None:
    """Writes both plots to a file; its ending selects the format.

    Args:
        path: Ends in .svg or .png.
        curve: Pairs of coverage and risk, each from 0 to 1.
        reliability: Mean confidence, share of right answers, and number of questions, for each tenth of confidence.

    Raises:
        UsageError: matplotlib is missing, or the file can't be written.
    """
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise UsageError(f"Drawing needs matplotlib; install it with: {installing('matplotlib')}.") from error
    figure = Figure(figsize=(9, 4), layout="constrained")
    left, right = figure.subplots(1, 2)
    left.plot([coverage for coverage, _ in curve], [risk for _, risk in curve])
    left.set(xlabel="coverage: share of questions answered", ylabel="risk: share of those answered wrongly",
             xlim=(0, 1), ylim=(0, 1), title="Risk and coverage")  # fmt: skip
    right.plot([0, 1], [0, 1], linestyle=":", color="grey")
    right.scatter(
        [confidence for confidence, _, _ in reliability],
        [share for _, share, _ in reliability],
        s=[10 + 200 * count / max(count for _, _, count in reliability) for _, _, count in reliability],
    )
    right.set(xlabel="confidence", ylabel="share whose first passage holds the answer", xlim=(0, 1), ylim=(0, 1),
              title="Calibration")  # fmt: skip
    try:
        with as_open_as_usual():
            figure.savefig(path)
    except OSError as error:
        raise UsageError(f"{path} can't be written ({error.strerror}).") from error
