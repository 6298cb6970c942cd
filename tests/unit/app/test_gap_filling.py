from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.store.stage import NOW, no_audio
from transcriber.app import FileSource, RecordingRequest
from transcriber.app.gap_filling import GapFilling
from transcriber.app.wanted_audio import Lacking, WantedAudio
from transcriber.audio.lane_files import lane_path
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.session.notices import (
    LinkChanged,
    LinkState,
    Notice,
    RecordingChanged,
    RecordingKept,
    RecordingState,
    ServiceChanged,
)
from transcriber.settings.profiles import LOCAL, OPENAI, Profile
from transcriber.settings.safeguards import Safeguards
from transcriber.store.store import Store
from transcriber.transcript.stretches import Stretch, StretchState

SECOND = 24_000
REQUEST = RecordingRequest(
    source=FileSource(Path("talk.wav")), profile=OPENAI, configuration=SessionConfiguration(model="whisper-1")
)
LOST = LinkChanged(LinkState.FAILED, "It refused the key.")
MOVED = ServiceChanged(LOCAL.name, LOCAL.title, "small", is_local=True)
ENDED = RecordingChanged(RecordingState.STOPPED, "talk.wav", 20_000)


class Stage:
    def __init__(self, store: Store, folder: Path) -> None:
        self.store = store
        self.audio = folder / "one.wav"
        self.audio.touch()
        self.public_id = store.recordings.create(NOW, audio_path=self.audio).public_id
        self.asked: list[tuple[str, WantedAudio, Profile, SessionConfiguration]] = []
        self.told: list[Notice] = []

    def lacks(self, long_s: float = 5, state: StretchState = StretchState.UNHEARD, *, has_audio: bool = True) -> None:
        end_sample = round(long_s * SECOND)
        stretch = Stretch(start_sample=0, end_sample=end_sample, state=state, has_audio=has_audio)
        self.store.coverage.lay(self.public_id, [stretch])

    def record(self, *notices: Notice, request: RecordingRequest = REQUEST) -> list[Profile]:
        """What was said to the end; the services that are asked once more."""

        def transcribe(
            public_id: str, what: WantedAudio, profile: Profile, configuration: SessionConfiguration
        ) -> None:
            assert ENDED not in self.told, "whoever follows it to its end must know that more comes"
            self.asked.append((public_id, what, profile, configuration))

        filling = GapFilling(request, self.told.append, lambda: self.store, transcribe)
        for notice in (kept := RecordingKept(self.public_id), *notices):
            filling.publish(notice)
        assert not self.asked
        filling.publish(ENDED)
        assert self.told == [kept, *notices, ENDED]
        return [profile for _, _, profile, _ in self.asked]


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    store = Store(tmp_path / "history", NOW)
    yield Stage(store, tmp_path)
    store.close(NOW, no_audio)


def test_what_one_source_lacks_is_offered_although_the_other_has_no_sound(stage: Stage) -> None:
    stage.audio.rename(lane_path(stage.audio, 1))
    stretch = Stretch(lane=1, start_sample=0, end_sample=SECOND, state=StretchState.UNHEARD)
    stage.store.coverage.lay(stage.public_id, [stretch])

    assert stage.record() == [OPENAI]


def test_what_the_service_did_not_hear_is_offered_to_it_once_more(stage: Stage) -> None:
    stage.lacks()

    assert stage.record() == [OPENAI]
    assert stage.asked == [(stage.public_id, Lacking(), OPENAI, REQUEST.configuration)]


def test_nothing_is_asked_where_nothing_is_lacking_that_has_sound(stage: Stage) -> None:
    stage.lacks(state=StretchState.SILENT)
    assert stage.record() == []


@pytest.mark.parametrize("gap", [{"long_s": 0.4}, {"state": StretchState.GAP, "has_audio": False}])
def test_a_click_and_what_was_never_captured_are_not_worth_it(stage: Stage, gap: dict[str, float]) -> None:
    stage.lacks(**gap)  # type: ignore[arg-type]

    assert stage.record() == []


def test_where_the_sound_was_not_kept_nothing_can_be_asked(stage: Stage) -> None:
    stage.lacks()
    stage.audio.unlink()

    assert stage.record() == []


def test_a_service_that_cannot_be_used_is_not_asked_again_unless_this_computer_may(stage: Stage) -> None:
    stage.lacks(state=StretchState.GAP)
    assert stage.record(LOST) == []

    stage.told.clear()
    always = replace(REQUEST, safeguards=Safeguards(fallback="always"))
    assert stage.record(LOST, request=always) == [LOCAL]
    assert stage.asked[0][3].model == LOCAL.default_model


def test_a_recording_that_moved_to_this_computer_is_completed_here(stage: Stage) -> None:
    stage.lacks(state=StretchState.GAP)

    assert stage.record(LOST, MOVED) == [LOCAL]
