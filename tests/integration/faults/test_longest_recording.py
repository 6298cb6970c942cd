"""A recording that comes to the length of a WAV file (24 hours and 51 minutes) ends and says so; less is full here."""

import pytest
import soundfile

from tests.fault_stage import fault_stage, sentences
from transcriber.audio.spool import Spool
from transcriber.session.notices import Problem

FULL_S = 20.4
RATE_HZ = 24_000


async def test_a_recording_that_is_full_ends_by_itself_with_everything_before_transcribed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    create = Spool.create
    monkeypatch.setattr(Spool, "create", lambda path: create(path, round(FULL_S * RATE_HZ)))

    async with fault_stage() as stage:
        outcome = await stage.record(sentences(40.0), keeps_audio=True)
        kept = soundfile.info(stage.spools()[0])

    assert outcome.problems == ["spool_too_long"]
    [told] = [notice for notice in outcome.notices if isinstance(notice, Problem)]
    assert (told.is_fatal, told.remedy) == (True, "Start a new recording.")
    beyond = [number for number in outcome.given if number >= FULL_S * 10]
    assert outcome.lost == beyond
    assert len(beyond) <= 1
    assert (outcome.doubled, outcome.invented) == ([], [])
    assert kept.frames == pytest.approx(FULL_S * RATE_HZ, abs=RATE_HZ // 10)
