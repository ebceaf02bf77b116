"""The plots: what stands on which axis, and how large a point is."""

from pathlib import Path

import numpy as np
import pytest

from bot.cli.plots import draw
from retrieval import UsageError


def test_the_axes_and_points(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both plots show shares from 0 to 1; points lie at confidence and accuracy, the larger the more questions."""
    from matplotlib.collections import PathCollection
    from matplotlib.figure import Figure

    drawn: list[Figure] = []
    monkeypatch.setattr(Figure, "savefig", lambda figure, _: drawn.append(figure))
    draw(tmp_path / "x.svg", [(0.0, 0.1), (1.0, 0.4)], [(0.2, 0.3, 5), (0.9, 0.8, 10)])
    (figure,) = drawn
    left, right = figure.axes
    assert [axes.get_xlim() + axes.get_ylim() for axes in (left, right)] == [(0, 1, 0, 1)] * 2
    assert np.array_equal(left.lines[0].get_xydata(), [[0.0, 0.1], [1.0, 0.4]])
    assert np.array_equal(right.lines[0].get_xydata(), [[0, 0], [1, 1]])
    (points,) = right.collections
    assert isinstance(points, PathCollection)
    assert np.array_equal(np.asarray(points.get_offsets()), [[0.2, 0.3], [0.9, 0.8]])
    assert list(points.get_sizes()) == [110, 210]
    assert (left.get_title(), right.get_title()) == ("Risk and coverage", "Calibration")
    assert tuple(figure.get_size_inches()) == (9, 4)


def test_a_file_that_can_not_be_written_is_said(tmp_path: Path) -> None:
    """The sentence names the file and the reason."""
    with pytest.raises(UsageError, match=r"x\.svg can't be written \(No such file or directory\)"):
        draw(tmp_path / "none" / "x.svg", [(0.0, 0.0)], [(0.5, 0.5, 1)])
