"""Audio of the history transcribed again, or for the first time: one job at a time, piece by piece into the store."""

from collections.abc import Callable

from transcriber.app.wanted_audio import WantedAudio
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.session.notices import Notice, RetranscriptionChanged, RetranscriptionState
from transcriber.settings.profiles import Profile


class Retranscriptions:
    """The jobs of the program. Session thread."""

    def __init__(self, publish: Callable[[Notice], None]) -> None:
        self._publish = publish

    def add(self, public_id: str, what: WantedAudio, profile: Profile, configuration: SessionConfiguration) -> None:
        """Begin a job, or let it wait for those before it."""
        self._publish(RetranscriptionChanged(public_id, RetranscriptionState.WAITING))

    def stop(self, public_id: str = "") -> None:
        """Give up the jobs of a recording, or all."""
        self._publish(RetranscriptionChanged(public_id, RetranscriptionState.STOPPED))
