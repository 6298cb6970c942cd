"""Rows of the bar: nothing is lost when it breaks, and each step needs less room than the one before."""

from itertools import pairwise

import pytest

from transcriber.gui.bar_rows import COMPACT, WHOLE, Arrangement, Part

WIDTHS_PX = {
    Part.RECORD: 162,
    Part.HISTORY: 36,
    Part.INPUTS: 240,
    Part.DOING: 81,
    Part.CHIP: 180,
    Part.COMPACT: 36,
    Part.VIEWS: 116,
}


def parts(arrangement: Arrangement) -> set[Part]:
    return {part for row in arrangement.rows for part in row if part is not None}


@pytest.mark.parametrize("arrangements", [WHOLE, COMPACT])
def test_each_step_needs_less(arrangements: tuple[Arrangement, ...]) -> None:
    needed_px = [each.needed_px(WIDTHS_PX, 4) for each in arrangements]
    assert all(wider > narrower for wider, narrower in pairwise(needed_px)), needed_px


def test_what_has_no_other_way_to_it_is_always_there() -> None:
    assert parts(WHOLE[0]) == set(Part)
    for each in WHOLE[1:]:
        assert parts(each) == set(Part) - {Part.COMPACT}, "the menu and a key make the window small too"
    for each in COMPACT:
        assert parts(each) == {Part.RECORD, Part.CHIP, Part.COMPACT}


def test_no_part_stands_twice_and_record_is_first() -> None:
    for each in (*WHOLE, *COMPACT):
        shown = [part for row in each.rows for part in row if part is not None]
        assert len(shown) == len(set(shown))
        assert shown[0] is Part.RECORD
