from transcriber.captions.line_maker import MadeLine
from transcriber.captions.pacing import BREAK_MS, DELAY_MS, HOLD_MS, Pace


def test_lines_come_no_faster_than_one_in_eight_tenths_of_a_second() -> None:
    pace = Pace(17)
    assert pace.break_ms(None, [MadeLine(arrived_ms=5)]) == 5
    pace.broke(100)
    assert pace.break_ms(None, [MadeLine(arrived_ms=105)]) == 100 + BREAK_MS


def test_what_leaves_can_be_read_first() -> None:
    pace, leaving = Pace(10), MadeLine(arrived_ms=0)
    pace.shown(leaving, 20, 1_000)
    assert pace.break_ms(leaving, [MadeLine(arrived_ms=1_000)]) == 3_000


def test_whoever_is_late_hurries_as_much_as_the_longest_queue_asks_for() -> None:
    pace, leaving = Pace(8), MadeLine(arrived_ms=0)
    pace.shown(leaving, 80, 0)
    assert pace.break_ms(leaving, [MadeLine(arrived_ms=0)]) == DELAY_MS
    assert pace.break_ms(leaving, [MadeLine(arrived_ms=0)] * 2) == DELAY_MS - HOLD_MS
    assert pace.break_ms(leaving, [MadeLine(arrived_ms=0)] * 9) == HOLD_MS
