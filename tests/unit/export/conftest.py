import pytest

from transcriber.transcript.turns import Turn, TurnState


@pytest.fixture
def turns() -> list[Turn]:
    return [
        Turn(number=1, state=TurnState.FINISHED, text="Cats & dogs <b>--></b>", start_ms=0, end_ms=2000),
        Turn(number=2, state=TurnState.FAILED, failure="The audio could not be transcribed.", start_ms=2000),
        Turn(number=3, state=TurnState.FINISHED, text="# Not a *heading*", start_ms=3000, end_ms=5000),
        Turn(number=4, text="still being", start_ms=6000),
    ]
