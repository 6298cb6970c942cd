from transcriber.realtime.events import (
    AppendAudio,
    AudioCommitted,
    CommitAudio,
    ServerEvent,
    SpeechStarted,
    SpeechStopped,
    TranscriptCompleted,
)
from transcriber.realtime.turn_clock import TurnClock

BYTES_PER_SECOND = 48_000


def told(clock: TurnClock, *events: ServerEvent) -> list[ServerEvent]:
    return [clock.on_session_clock(event) for event in events]


def test_every_turn_is_counted_from_the_end_of_the_one_before() -> None:
    clock = TurnClock(BYTES_PER_SECOND)

    assert told(
        clock,
        SpeechStarted("a", 100),
        SpeechStopped("a", 900),
        AudioCommitted("a"),
        SpeechStarted("b", 50),
        SpeechStopped("b", 2000),
        AudioCommitted("b", "a"),
        SpeechStarted("c", 100),
    ) == [
        SpeechStarted("a", 100),
        SpeechStopped("a", 900),
        AudioCommitted("a"),
        SpeechStarted("b", 950),
        SpeechStopped("b", 2900),
        AudioCommitted("b", "a"),
        SpeechStarted("c", 3000),
    ]


def test_what_is_said_twice_moves_nothing() -> None:
    clock = TurnClock(BYTES_PER_SECOND)
    stopped, committed = SpeechStopped("a", 900), AudioCommitted("a")
    twice = (stopped, stopped, committed, committed)

    assert told(clock, SpeechStarted("a", 100), *twice, SpeechStopped("a", 900)) == [
        SpeechStarted("a", 100),
        *twice,
        SpeechStopped("a", 900),
    ]
    assert told(clock, SpeechStarted("b", 50)) == [SpeechStarted("b", 950)]


def test_a_turn_that_this_side_ended_ends_where_it_was_asked_for() -> None:
    clock = TurnClock(BYTES_PER_SECOND)
    clock.sent(AppendAudio(bytes(BYTES_PER_SECOND * 2)))
    clock.sent(CommitAudio())
    clock.sent(AppendAudio(bytes(BYTES_PER_SECOND)))

    told(clock, SpeechStarted("a", 100), AudioCommitted("a"))

    assert told(clock, SpeechStarted("b", 50)) == [SpeechStarted("b", 2050)]


def test_a_turn_without_any_times_moves_nothing() -> None:
    clock = TurnClock(BYTES_PER_SECOND)
    completed = TranscriptCompleted("a", "Hello.")

    assert told(clock, AudioCommitted("a"), completed, SpeechStarted("b", 50)) == [
        AudioCommitted("a"),
        completed,
        SpeechStarted("b", 50),
    ]
