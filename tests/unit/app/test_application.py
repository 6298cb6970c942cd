import threading
from pathlib import Path

import pytest

from transcriber.app import App, FileSource, RecordingRequest, recordings_folder, sample_path
from transcriber.app.folders import store_folder
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.trace_file import TraceFileError
from transcriber.session.notices import Meter, Notice, Problem, RecordingChanged, RecordingState
from transcriber.settings.profiles import LOCAL, OPENAI, Profile
from transcriber.store.store import StoreReader
from transcriber.store.values import Standing


class Listening:
    """An app and everything it says."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.told: list[Notice] = []
        self.stopped = threading.Event()
        self.app = App(self._hear, environment)
        self.app.start()

    def _hear(self, notice: Notice) -> None:
        self.told.append(notice)
        if isinstance(notice, RecordingChanged) and notice.state is RecordingState.STOPPED:
            self.stopped.set()

    @property
    def problems(self) -> list[str]:
        return [notice.code for notice in self.told if isinstance(notice, Problem)]


def request(path: Path, profile: Profile) -> RecordingRequest:
    return RecordingRequest(source=FileSource(path, None), profile=profile, configuration=SessionConfiguration())


def test_a_service_without_its_key_is_refused_with_the_variables_name() -> None:
    listening = Listening({})
    listening.app.start_recording(request(sample_path(), OPENAI))

    assert listening.stopped.wait(60)
    [no_key] = [n for n in listening.told if isinstance(n, Problem) and n.code == "no_key"]
    assert "OPENAI_API_KEY" in no_key.remedy
    listening.app.close()


def test_closing_in_mid_recording_ends_everything_and_keeps_the_audio(tmp_path: Path) -> None:
    talk = tmp_path / "talk.flac"
    talk.write_bytes(sample_path().read_bytes())
    listening = Listening({})
    listening.app.start_recording(RecordingRequest(source=FileSource(talk, 1.0), configuration=SessionConfiguration()))
    captured = threading.Event()
    while not captured.wait(0.01) and listening.app.meter().recorded_ms < 100:
        pass

    listening.app.close()

    [kept] = recordings_folder().glob("*.wav")
    assert kept.stat().st_size > 4_800
    assert listening.app.meter() == Meter()
    reader = StoreReader(store_folder())
    [recording] = reader.recordings.page()
    reader.close()
    assert (recording.audio_path, recording.standing) == (kept, Standing.FINISHED)


def test_the_sample_ships_with_the_program() -> None:
    assert sample_path().stat().st_size > 100_000


def test_a_trace_is_refused_at_once_where_it_would_write_over_a_file(tmp_path: Path) -> None:
    path = tmp_path / "trace.jsonl"
    path.write_text("mine", encoding="utf-8")
    listening = Listening({})

    with pytest.raises(TraceFileError):
        listening.app.trace_to(path)

    listening.app.close()
    assert path.read_text(encoding="utf-8") == "mine"


@pytest.mark.allowed_logs(r"Exception in callback", logger="asyncio")
def test_a_recording_that_cannot_even_be_made_is_told_to_be_over(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(asked: RecordingRequest) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr("transcriber.app.guarded_input.GuardedInput", broken)
    listening = Listening({})
    listening.app.start_recording(request(sample_path(), LOCAL))

    assert listening.stopped.wait(60)
    assert "bug" in listening.problems
    listening.app.close()
