"""The short form of `python -m tests.soak.recording_kills`: twenty whole recordings killed at random moments."""

from tests.soak import recording_kills


def test_a_killed_recording_keeps_what_was_shown_and_recovers_every_number_once() -> None:
    tally = recording_kills.run(20)

    assert (tally.missing, tally.lost, tally.doubled) == (0, 0, 0)
    assert tally.most_lost_ms <= recording_kills.MOST_LOST_MS
    assert tally.kills > 15
    assert tally.shown > 10
    assert tally.numbers > 300
