"""The input of a recording with what its safeguards do for it: another microphone, a computer that stays awake."""

from collections.abc import Callable

from transcriber.app.request import RecordingRequest
from transcriber.app.sleep_inhibition import SleepInhibition
from transcriber.app.sources import audio_input
from transcriber.audio.lasting_microphone import LastingMicrophone
from transcriber.session.notices import Notice, RecordingChanged, RecordingState
from transcriber.settings.safeguards import Safeguards


class GuardedInput:
    """Made for one recording. Session thread."""

    def __init__(self, request: RecordingRequest) -> None:
        """Nothing is opened yet."""
        self._safeguards = request.safeguards
        self._is_listening = False
        self._inhibition = SleepInhibition()
        self.source = audio_input(request.source)
        """To be read by the recording."""
        self.update(request.safeguards)

    def update(self, safeguards: Safeguards) -> None:
        """Other safeguards, which count at once."""
        self._safeguards = safeguards
        if isinstance(self.source, LastingMicrophone):
            self.source.update(substitutes=safeguards.substitutes_microphone, returns=safeguards.returns_to_microphone)
        self._keep_awake()

    def watched(self, publish: Callable[[Notice], None]) -> Callable[[Notice], None]:
        """`publish`, and what the notices of the recording mean for the computer's sleep."""

        def watching(notice: Notice) -> None:
            if isinstance(notice, RecordingChanged):
                self._is_listening = notice.state is RecordingState.RECORDING
                self._keep_awake()
            publish(notice)

        return watching

    def end(self) -> None:
        """The recording is over, however it ended."""
        self._is_listening = False
        self._keep_awake()

    def _keep_awake(self) -> None:
        if self._is_listening and self.source.is_live and self._safeguards.inhibits_sleep:
            self._inhibition.hold()
        else:
            self._inhibition.release()
