from dataclasses import replace

from tests.recording_stage import Service
from transcriber.audio.formats import AudioFormat
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.models import capabilities
from transcriber.realtime.switches import Switches
from transcriber.session.backoff import Backoff
from transcriber.session.line import Line
from transcriber.session.notices import Notice, Problem
from transcriber.session.opening import Opener
from transcriber.session.retries import Retries


def line(*introduction: Notice) -> Line:
    service = Service(None, None, frozenset(), Switches())
    return Line(
        service,
        SessionConfiguration(audio_format=AudioFormat.G711_ULAW),
        capabilities("whisper-1"),
        opener=Opener(service),
        retries=Retries(is_secret_pasted=False),
        backoff=Backoff(lambda low, high: 0.0),
        introduction=introduction,
        fit=lambda configuration: replace(configuration, prompt=None),
    )


def test_the_audio_format_is_decided_once() -> None:
    opened = line()
    asked = opened.ask_for(SessionConfiguration(audio_format=AudioFormat.PCM16, language="de"))

    assert (asked.audio_format, asked.language) == (AudioFormat.G711_ULAW, "de")
    assert opened.configuration is asked


def test_only_what_the_service_can_do_is_asked_of_it() -> None:
    assert line().ask_for(SessionConfiguration(prompt="Names.")).prompt is None


def test_a_service_is_introduced_once() -> None:
    told: list[Notice] = []
    introduced = line(Problem("failed_over", "Here."))
    assert introduced.is_introduced_later

    introduced.introduce(told.append)
    introduced.introduce(told.append)

    assert [notice.code for notice in told if isinstance(notice, Problem)] == ["failed_over"]
    assert not introduced.is_introduced_later
