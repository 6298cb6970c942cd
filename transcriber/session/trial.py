"""The connection test: every step from the address to one second of transcribed speech, each with its own verdict."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping

import numpy as np
import numpy.typing as npt

from transcriber.audio.faults import AudioError
from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.realtime.configuration import ServerVad, SessionConfiguration, TurnDetection
from transcriber.realtime.credentials import ClientSecret
from transcriber.realtime.endpoint import Endpoint
from transcriber.realtime.errors import (
    ConnectionLost,
    RateLimited,
    RealtimeError,
    SecretExpired,
    ServiceUnreachable,
)
from transcriber.realtime.events import (
    AppendAudio,
    CommitAudio,
    ErrorOccurred,
    ItemDone,
    TranscriptCompleted,
    TranscriptFailed,
)
from transcriber.realtime.refusals import DIALECT_REMEDY
from transcriber.sentence import said
from transcriber.session.conversation import encoder_for
from transcriber.session.ledger import COMMIT_EMPTY
from transcriber.session.notices import KeyKind, Notice, TrialState, TrialStep, TrialStepChanged
from transcriber.session.opening import Opener, OpenSession
from transcriber.session.service import ServiceError
from transcriber.transcript.plain_text import plain

_SPEECH_TIMEOUT_S = 20.0
_LONGEST_QUOTE = 80
_MARGIN_MS = 1_000
_FOR_NOW: Mapping[str, str] = {
    ServiceUnreachable.remedy: said("Check the network and the address of the service."),
    RateLimited.remedy: said("Wait a little."),
    DIALECT_REMEDY: said("If it stays so, choose the GA dialect for this service."),
}
"""What is to be done about it, without that the connection is tried again by itself."""


class _TrialFailedError(Exception):
    """The step that runs has failed; the text says why."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class Trial:
    """One test of one service. Session thread; run once."""

    def __init__(
        self,
        opener: Opener,
        configuration: SessionConfiguration,
        load_speech: Callable[[], Awaitable[npt.NDArray[np.int16]]],
        publish: Callable[[Notice], None],
    ) -> None:
        """`load_speech` gives about a second of it, mono at 24 kHz."""
        self._opener = opener
        self._configuration = configuration
        self._load_speech = load_speech
        self._publish = publish
        self._step = TrialStep.ADDRESS
        self._began_s = 0.0

    async def run(self) -> None:
        """Until a step fails or the last one has passed; every step is published as it begins and as it ends."""
        try:
            await self._walk()
        except RealtimeError as error:
            self._fail(error.message, _remedy_for_now(error))
        except (ServiceError, AudioError, _TrialFailedError) as error:
            self._fail(error.message, error.remedy)
        except Exception:
            # A bug, told like any other end so that nobody waits for ever; its traceback goes to the log.
            self._fail(said("The test ended because of an error in this program."), said("The log says more."))
            raise

    async def _walk(self) -> None:
        self._begin(TrialStep.ADDRESS)
        endpoint = await self._opener.endpoint()
        self._pass(said("{base_url}, {how_safe}.", base_url=endpoint.base_url, how_safe=_how_safe(endpoint)))
        secret = await self._make_secret(endpoint)
        self._begin(TrialStep.WEBSOCKET)
        session = await self._opener.connect(endpoint, secret, self._configuration, on_linked=self._on_linked)
        async with session.connection:
            self._pass(_what_is_in_force(session))
            self._begin(TrialStep.SPEECH)
            words = await self._speak(session)
            self._pass(
                said("The service heard: {words}", words=words)
                if words
                else said("The service answered, and heard no words."),
                True,
            )

    async def _make_secret(self, endpoint: Endpoint) -> ClientSecret | None:
        self._begin(TrialStep.CLIENT_SECRET)
        secret = await self._opener.secret(endpoint, self._configuration)
        if secret is None:
            self._end(TrialState.SKIPPED, said("No client secret is made for this service."))
        else:
            self._pass(said("The service made a client secret."))
        return secret

    def _on_linked(self) -> None:
        self._pass(said("The service accepted the connection."))
        self._begin(TrialStep.UPDATE)

    async def _speak(self, session: OpenSession) -> str:
        encoder = encoder_for(session.configuration, session.sample_rate_hz)
        silence_ms = _silence_ms(session.configuration.turn_detection)
        silence = np.zeros(silence_ms * SPOOL_SAMPLES_PER_MS, np.int16)
        audio = encoder.encode(np.concatenate([await self._load_speech(), silence])) + encoder.flush()
        connection = session.connection
        await connection.send(AppendAudio(audio))
        if not silence_ms:
            await connection.send(CommitAudio())
        try:
            async with asyncio.timeout(_SPEECH_TIMEOUT_S):
                return await self._hear(session)
        except TimeoutError:
            raise _TrialFailedError(
                said(
                    "No text came for {speech_timeout_s:g} s after a second of speech.",
                    speech_timeout_s=_SPEECH_TIMEOUT_S,
                ),
                said("Check the model's name, and whether this model needs turn detection to be off."),
            ) from None

    async def _hear(self, session: OpenSession) -> str:
        """The first finished text. Errors that do not end the session are remembered and go on."""
        while True:
            match await session.connection.receive():
                case TranscriptCompleted(_, transcript) | ItemDone(_, _, str() as transcript):
                    return _quoted(transcript)
                case TranscriptFailed(_, error):
                    known = session.connection.reported_of_turn(error)
                    raise _TrialFailedError(
                        said("The service could not transcribe: {quoted}.", quoted=_quoted(error.message)),
                        known.remedy if known else said("Check the model's name and what the account may use."),
                    )
                case ErrorOccurred(error) if error.code != COMMIT_EMPTY and not self._is_about_commit(error.message):
                    raise _TrialFailedError(
                        said("The service reports: {quoted}.", quoted=_quoted(error.message)),
                        said("Check the settings of the session."),
                    )
                case _:
                    pass

    @staticmethod
    def _is_about_commit(message: str) -> bool:
        # A service that ends turns itself may refuse a commit and still transcribe.
        return "commit" in message.lower()

    # ---- telling -----------------------------------------------------------------------------------------------------

    def _begin(self, step: TrialStep) -> None:
        self._step = step
        self._began_s = time.monotonic()
        self._publish(TrialStepChanged(step, TrialState.RUNNING))

    def _pass(self, message: str, is_last: bool = False) -> None:
        self._end(TrialState.PASSED, message, is_last=is_last)

    def _fail(self, message: str, remedy: str) -> None:
        self._end(TrialState.FAILED, message, remedy, is_last=True)

    def _end(self, state: TrialState, message: str, remedy: str = "", *, is_last: bool = False) -> None:
        elapsed_ms = round((time.monotonic() - self._began_s) * 1000)
        self._publish(TrialStepChanged(self._step, state, message, remedy, elapsed_ms, is_last))


def _remedy_for_now(error: RealtimeError) -> str:
    """A recording tries again by itself what passes; a test does not."""
    match error:
        case SecretExpired():
            return said("Test again; if the client secret was pasted, paste a new one.")
        case ConnectionLost():
            return said("Test again; if it ends like this each time, the service itself is at fault.")
        case _:
            return _FOR_NOW.get(error.remedy, error.remedy)


def _silence_ms(turn_detection: TurnDetection) -> int:
    """The silence that ends the turn; 0 where a commit does, which some services refuse while they end turns."""
    return turn_detection.silence_duration_ms + _MARGIN_MS if isinstance(turn_detection, ServerVad) else 0


def _how_safe(endpoint: Endpoint) -> str:
    if endpoint.is_encrypted:
        return said("encrypted")
    return said("on this computer") if endpoint.is_loopback else said("not encrypted")


def _what_is_in_force(session: OpenSession) -> str:
    if session.key_kind is KeyKind.PASTED_SECRET:
        return said("The session's own configuration was adopted.")
    return said("The service accepted the settings of the session.")


def _quoted(text: str) -> str:
    words = " ".join(plain(text).split()).rstrip(".")
    return words if len(words) <= _LONGEST_QUOTE else words[: _LONGEST_QUOTE - 1] + "…"
