import pytest

from transcriber.transcript.turns import SpeakerSegment, Turn, TurnState


@pytest.fixture
def turns() -> list[Turn]:
    return [
        Turn(number=1, state=TurnState.FINISHED, text="Cats & dogs <b>--></b>", start_ms=0, end_ms=2000),
        Turn(number=2, state=TurnState.FAILED, failure="The audio could not be transcribed.", start_ms=2000),
        Turn(number=3, state=TurnState.FINISHED, text="# Not a *heading*", start_ms=3000, end_ms=5000),
        Turn(number=4, text="still being", start_ms=6000),
    ]


def said(text: str, start_ms: int | None = 0, end_ms: int | None = None, number: int = 1) -> Turn:
    """A finished turn."""
    return Turn(number=number, state=TurnState.FINISHED, text=text, start_ms=start_ms, end_ms=end_ms)


@pytest.fixture
def talk() -> list[Turn]:
    """Two people in one turn, and one of them in the next."""
    return [
        Turn(
            number=1,
            state=TurnState.FINISHED,
            text="Hello. *Hi.*",
            start_ms=1000,
            end_ms=5000,
            languages=("en",),
            segments=(SpeakerSegment("spk_1", "Hello.", 1000, 2500), SpeakerSegment("spk_2", "*Hi.*", 3000, 5000)),
        ),
        Turn(
            number=2,
            state=TurnState.FINISHED,
            text="Bye.",
            start_ms=6000,
            end_ms=7000,
            segments=(SpeakerSegment("spk_2", "Bye.", 6000, 7000),),
        ),
    ]
