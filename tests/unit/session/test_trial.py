"""The connection test against scripted services: every step has its verdict, and a failure says where and why."""

from collections.abc import Awaitable, Callable

import numpy as np
import numpy.typing as npt
import pytest

from tests.recording_stage import SECRETS
from tests.script import (
    Acknowledges,
    Answers,
    Hears,
    HearsAudio,
    HearsClose,
    Says,
    Step,
    committed,
    completed,
    error,
    gives_client_secret,
    opening,
    post,
    refused_upgrade,
    session_created,
    websocket,
)
from tests.scripted_service import PlayScript, ScriptedService
from transcriber.audio.formats import AudioFormat
from transcriber.audio.inputs import InputError
from transcriber.realtime.configuration import SemanticVad, SessionConfiguration
from transcriber.realtime.endpoint import Endpoint
from transcriber.realtime.secret import Secret
from transcriber.realtime.switches import Switches
from transcriber.session.notices import Notice, TrialState, TrialStep, TrialStepChanged
from transcriber.session.opening import Opener
from transcriber.session.service import ServiceError
from transcriber.session.trial import Trial

SPEECH = np.full(24_000, 1000, np.int16)
SPEECH_BYTES = 48_000


class Service:
    is_local = False
    chunk_ms = 40
    backlog_speed = 3.0

    def __init__(self, script: ScriptedService | None, switches: Switches) -> None:
        self._script = script
        self._switches = switches

    async def endpoint(self) -> Endpoint:
        if self._script is None:
            raise ServiceError("no_key", "Scripted needs a key.", "Enter one.")
        return Endpoint(self._script.base_url, Secret("sk-test-key"), self._switches)

    async def renew(self) -> None: ...


async def speech() -> npt.NDArray[np.int16]:
    return SPEECH


ASKED = SessionConfiguration()


async def tried(
    script: ScriptedService | None,
    switches: Switches | None = None,
    pasted_secret: Secret | None = None,
    load_speech: Callable[[], Awaitable[npt.NDArray[np.int16]]] = speech,
    configuration: SessionConfiguration = ASKED,
) -> list[TrialStepChanged]:
    told: list[Notice] = []
    opener = Opener(Service(script, switches or Switches()), pasted_secret)
    await Trial(opener, configuration, load_speech, told.append).run()
    steps = [notice for notice in told if isinstance(notice, TrialStepChanged)]
    assert steps == told
    assert [step.is_last for step in steps] == [False] * (len(steps) - 1) + [True]
    return steps


def verdicts(steps: list[TrialStepChanged]) -> dict[TrialStep, TrialState]:
    return {step.step: step.state for step in steps}


def speaks(*answer: Step, silence_duration_ms: int = 500) -> tuple[Step, ...]:
    """A second of speech, then the silence that turn detection waits for and a second more."""
    return (HearsAudio(SPEECH_BYTES + (silence_duration_ms + 1_000) * 48), *answer, HearsClose())


async def test_every_step_passes_and_the_last_one_quotes_the_words(scripted_service: PlayScript) -> None:
    script = await scripted_service(
        post(SECRETS, gives_client_secret()),
        websocket(*opening(), *speaks(Says(committed("item_A")), Says(completed("item_A", "Hello there.")))),
    )

    steps = await tried(script)

    assert list(verdicts(steps).items()) == [(step, TrialState.PASSED) for step in TrialStep]
    assert [step.state for step in steps] == [TrialState.RUNNING, TrialState.PASSED] * 5
    assert steps[-1].message == "The service heard: Hello there"


@pytest.mark.parametrize(
    ("audio_format", "sample_rate_hz", "size_bytes"),
    [
        (AudioFormat.PCM16, 16_000, 32_136),
        (AudioFormat.G711_ULAW, 24_000, 8_067),
        (AudioFormat.G711_ALAW, 24_000, 8_067),
    ],
)
async def test_the_speech_goes_out_as_the_session_has_it(
    scripted_service: PlayScript, audio_format: AudioFormat, sample_rate_hz: int, size_bytes: int
) -> None:
    # A second and the tail of the filter that changes the rate.
    asked = SessionConfiguration(audio_format=audio_format, turn_detection=None)
    ending = (Hears("input_audio_buffer.commit"), Says(completed("item_A", "Hello.")), HearsClose())
    script = await scripted_service(websocket(*opening(), HearsAudio(size_bytes), *ending))

    steps = await tried(script, Switches(uses_rest=False, sample_rate_hz=sample_rate_hz), configuration=asked)

    assert verdicts(steps)[TrialStep.SPEECH] is TrialState.PASSED


async def test_without_rest_that_step_is_skipped(scripted_service: PlayScript) -> None:
    script = await scripted_service(websocket(*opening(), *speaks(Says(completed("item_A", "")))))

    steps = await tried(script, Switches(uses_rest=False))

    assert verdicts(steps)[TrialStep.CLIENT_SECRET] is TrialState.SKIPPED
    assert steps[-1].message == "The service answered, and heard no words."


async def test_a_pasted_secret_adopts_what_its_session_says(scripted_service: PlayScript) -> None:
    script = await scripted_service(
        websocket(Says(session_created()), *speaks(Says(completed("item_A", "Hello.")), silence_duration_ms=200)),
    )

    steps = await tried(script, pasted_secret=Secret("ek_elsewhere"))

    assert "The session's own configuration was adopted." in [step.message for step in steps]
    assert script.arrivals[0].headers["Authorization"] == "Bearer ek_elsewhere"


async def test_a_missing_key_fails_at_the_address() -> None:
    [_, failed] = await tried(None)
    assert (failed.step, failed.state, failed.remedy) == (TrialStep.ADDRESS, TrialState.FAILED, "Enter one.")


@pytest.mark.parametrize("status", [401, 404, 429, 500])
async def test_what_rest_refuses_fails_there(scripted_service: PlayScript, status: int) -> None:
    script = await scripted_service(post(SECRETS, Answers(status)))

    failed = (await tried(script))[-1]

    assert (failed.step, failed.state) == (TrialStep.CLIENT_SECRET, TrialState.FAILED)
    assert failed.message
    assert failed.remedy.endswith(".")
    assert "by itself" not in failed.remedy


async def test_a_test_makes_no_second_secret_and_says_so(scripted_service: PlayScript) -> None:
    script = await scripted_service(post(SECRETS, gives_client_secret()), refused_upgrade(Answers(401)))

    failed = (await tried(script))[-1]

    assert (failed.step, failed.state) == (TrialStep.WEBSOCKET, TrialState.FAILED)
    assert failed.remedy == "Test again; if the client secret was pasted, paste a new one."


async def test_a_refused_upgrade_fails_at_the_websocket(scripted_service: PlayScript) -> None:
    script = await scripted_service(post(SECRETS, gives_client_secret()), refused_upgrade(Answers(403)))

    failed = (await tried(script))[-1]

    assert (failed.step, failed.state) == (TrialStep.WEBSOCKET, TrialState.FAILED)


async def test_refused_settings_fail_at_the_update_with_the_services_words(scripted_service: PlayScript) -> None:
    script = await scripted_service(
        post(SECRETS, gives_client_secret()),
        websocket(
            Says(session_created()),
            Hears("session.update"),
            Says(error("No such model.", code="model_not_found", param="session.audio.input.transcription.model")),
            may_be_left=True,
        ),
    )

    failed = (await tried(script))[-1]

    assert (failed.step, failed.state) == (TrialStep.UPDATE, TrialState.FAILED)
    assert "No such model" in failed.message


async def test_speech_that_cannot_be_transcribed_fails_at_the_speech(scripted_service: PlayScript) -> None:
    unheard = {
        "type": "conversation.item.input_audio_transcription.failed",
        "item_id": "item_A",
        "error": {"code": "model_not_found", "message": "The project has no such model."},
    }
    script = await scripted_service(
        post(SECRETS, gives_client_secret()), websocket(*opening(), *speaks(Says(committed("item_A")), Says(unheard)))
    )

    failed = (await tried(script))[-1]

    assert (failed.step, failed.state) == (TrialStep.SPEECH, TrialState.FAILED)
    assert "The project has no such model" in failed.message
    assert "Choose another model" in failed.remedy


async def test_a_refused_commit_is_no_failure_where_the_service_ends_turns(scripted_service: PlayScript) -> None:
    script = await scripted_service(
        post(SECRETS, gives_client_secret()),
        websocket(
            Says(session_created()),
            Hears("session.update"),
            Acknowledges(),
            HearsAudio(SPEECH_BYTES),
            Hears("input_audio_buffer.commit"),
            Says(error("commit is not implemented with VAD")),
            Says(completed("item_A", "Hello.")),
            HearsClose(),
        ),
    )

    steps = await tried(script, configuration=SessionConfiguration(turn_detection=SemanticVad()))

    assert steps[-1].state is TrialState.PASSED


async def test_speech_that_cannot_be_read_fails_there_instead_of_never_ending(scripted_service: PlayScript) -> None:
    async def missing() -> npt.NDArray[np.int16]:
        raise InputError("file_missing", "There is no sample.", "Install the program again.")

    script = await scripted_service(post(SECRETS, gives_client_secret()), websocket(*opening(), HearsClose()))

    failed = (await tried(script, load_speech=missing))[-1]

    assert (failed.step, failed.state, failed.message) == (TrialStep.SPEECH, TrialState.FAILED, "There is no sample.")
