from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.recording_stage import Service
from transcriber.app.recording_making import Making, recording_of
from transcriber.app.request import FileSource, MicrophoneSource, RecordingRequest
from transcriber.audio.lasting_microphone import LastingMicrophone
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.switches import Switches
from transcriber.session.recording import Recording
from transcriber.session.two_lanes import TwoLanes

REQUEST = RecordingRequest(source=MicrophoneSource(), configuration=SessionConfiguration())


class Kept:
    """Stands in for what takes a recording into the history."""

    def __init__(self) -> None:
        self.path: Path | None = None

    def lies_at(self, path: Path) -> None:
        self.path = path

    def link_over(self, lane: int, reason: str) -> None:
        raise AssertionError("nothing runs")

    def create_spool(self) -> None:
        raise AssertionError("nothing runs")


def making(**different: Any) -> Making:
    values = {
        "source": LastingMicrophone(None),
        "publish": lambda notice: None,
        "kept": None,
        "create_service": lambda: Service(None, None, frozenset(), Switches()),
        "tracer": None,
        "create_fallback": lambda: None,
        "spent_before_dollars": 0.0,
        **different,
    }
    return Making(**values)


def test_a_request_of_one_source_is_one_recording() -> None:
    assert isinstance(recording_of(REQUEST, making()), Recording)


def test_one_of_two_sources_is_two_lanes_and_the_history_knows_where_both_lie() -> None:
    kept = Kept()
    made = recording_of(replace(REQUEST, with_played_sound=True), making(kept=kept))
    assert isinstance(made, TwoLanes)
    assert kept.path is not None


@pytest.mark.parametrize("is_wanted", [False, True])
def test_beside_a_file_nothing_else_is_recorded(is_wanted: bool) -> None:
    request = replace(REQUEST, source=FileSource(Path("talk.wav")), with_played_sound=is_wanted)
    assert not request.has_two_lanes
    assert isinstance(recording_of(request, making()), Recording)
