"""What a recording lacks at its end is offered once more, by itself: to the service that made it, or this computer.

Once only: what is still missing then stays a gap with its reason, until a person asks for it.
"""

import logging
from collections.abc import Callable

from transcriber.app.local_fallback import fitted_to_engine
from transcriber.app.request import RecordingRequest
from transcriber.app.wanted_audio import Lacking, WantedAudio
from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.audio.lane_files import lane_paths
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
from transcriber.settings.profiles import LOCAL, Profile
from transcriber.store.errors import StoreError
from transcriber.store.store import Store
from transcriber.transcript.stretches import worth_offering

_LEAST_SAMPLES = 500 * SPOOL_SAMPLES_PER_MS
"""Less than that is missing in no sentence."""

_logger = logging.getLogger(__name__)

Transcribe = Callable[[str, WantedAudio, Profile, SessionConfiguration], None]


class GapFilling:
    """Follows one recording's notices and acts at its end. Session thread."""

    def __init__(
        self,
        request: RecordingRequest,
        publish: Callable[[Notice], None],
        store: Callable[[], Store | None],
        transcribe: Transcribe,
    ) -> None:
        """Nothing happens before the end.

        Args:
            request: What was asked for.
            publish: Takes every notice, that of the end after those of the job that was begun.
            store: Where it is kept.
            transcribe: Begins a job.
        """
        self._request = request
        self._hand_on = publish
        self._store = store
        self._transcribe = transcribe
        self._public_id = ""
        """What the history calls it; empty as long as it does not know it."""
        self._is_local = request.profile.is_local
        self._has_failed = False

    def publish(self, notice: Notice) -> None:
        """Take note of what is in the history already, and hand it on."""
        match notice:
            case RecordingKept(public_id):
                self._public_id = public_id
            case ServiceChanged():
                self._is_local, self._has_failed = notice.is_local, False
            case LinkChanged(LinkState.FAILED):
                self._has_failed = True
            case RecordingChanged(RecordingState.STOPPED):
                # Whoever follows the recording to its end hears before it that more is to come.
                self._offer()
            case _:
                pass
        self._hand_on(notice)

    def _offer(self) -> None:
        service, public_id = self._service(), self._public_id
        if service is None or not public_id:
            return
        try:
            if self._lacks_something(public_id):
                self._transcribe(public_id, Lacking(), *service)
        except StoreError as error:
            _logger.info("what the recording lacks is not known: %s", error)

    def _service(self) -> tuple[Profile, SessionConfiguration] | None:
        """Who is to be asked; None where nobody can be."""
        request = self._request
        has_moved = self._is_local and not request.profile.is_local
        may_move = not self._is_local and request.safeguards.fallback == "always"
        if (has_moved and not self._has_failed) or (may_move and self._has_failed):
            return LOCAL, fitted_to_engine(request.configuration)
        if self._has_failed or request.pasted_secret is not None:
            return None
        return request.profile, request.configuration

    def _lacks_something(self, public_id: str) -> bool:
        store = self._store()
        if store is None:
            return False
        path = store.recordings.get(public_id).audio_path
        if path is None or not any(each.exists() for each in lane_paths(path)):
            return False
        return any(
            each.end_sample - each.start_sample >= _LEAST_SAMPLES
            for each in worth_offering(store.coverage.missing(public_id))
        )
