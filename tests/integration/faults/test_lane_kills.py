"""The short form of `python -m tests.soak.lane_kills`: eight recordings of two sources killed at random moments."""

from tests.soak import lane_kills
from tests.soak.recording_kills import MOST_LOST_MS


def test_a_killed_recording_of_two_sources_keeps_what_was_shown_and_recovers_every_number_of_both_once() -> None:
    tally = lane_kills.run(8)

    assert (tally.missing, tally.lost, tally.doubled) == (0, 0, 0)
    assert tally.most_lost_ms <= MOST_LOST_MS
    assert tally.kills > 5
    assert tally.shown > 8
    assert tally.numbers > 200
