"""What the window and the commands ask of the caption page and the caption file; everything told passes by here."""

import logging
from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import TYPE_CHECKING

from transcriber.session.notices import Notice, RecordingChanged, RecordingState
from transcriber.settings.caption_sharing import CaptionSharing

if TYPE_CHECKING:
    from transcriber.app.caption_office import CaptionOffice
    from transcriber.captions.look import CaptionLook

_logger = logging.getLogger(__name__)


class CaptionDesk:
    """Main thread, where every method but `tell` and `close` returns at once; the work is the session thread's."""

    def __init__(
        self,
        call: Callable[[Callable[[], object]], None],
        spawn: Callable[[Coroutine[None, None, None]], None],
        publish: Callable[[Notice], None],
    ) -> None:
        """Nothing is opened yet.

        Args:
            call: Runs something on the session thread, soon.
            spawn: Runs a task of the session thread.
            publish: Takes every notice.
        """
        self._call = call
        self._spawn = spawn
        self._publish = publish
        self._office: CaptionOffice | None = None
        self._given: dict[str, str] = {}
        self._state = RecordingState.STOPPED

    def update(
        self, sharing: CaptionSharing, look: "CaptionLook | None" = None, lane_names: Sequence[str] = ()
    ) -> None:
        """Let captions go where it says, and nowhere else. `CaptionPageChanged` or a problem answers.

        Args:
            sharing: Where they go.
            look: What is laid over a picture looks like it; without it, as at first.
            lane_names: Who is heard in each source; in English without it.
        """
        self._call(lambda: self._update(sharing, look, lane_names))

    def name_speakers(self, given: Mapping[str, str]) -> None:
        """What a person called whom in the recording that runs, by the service's own names, all of it."""
        self._call(lambda: self._name_speakers(given))

    def renew_link(self) -> None:
        """No older link is good any more, and its readers go. Answers as `update`."""
        self._call(lambda: self._open_office().renew_link())

    def tell(self, notice: Notice) -> None:
        """What the session thread has to say: to the readers first, who are further away. Session thread."""
        if isinstance(notice, RecordingChanged):
            self._state = notice.state
            if notice.state is RecordingState.STARTING:
                self._given = {}
        if self._office is not None:
            try:
                self._office.take(notice)
            except Exception:
                # A bug there must not cost the recording, whose every word passes by here.
                _logger.exception("The captions for readers did not take a notice")
        self._publish(notice)

    async def close(self) -> None:
        """Let everybody go. Session thread."""
        if self._office is not None:
            await self._office.close()

    def _update(self, sharing: CaptionSharing, look: "CaptionLook | None", lane_names: Sequence[str]) -> None:
        from transcriber.caption_page.caption_stream import LANE_NAMES
        from transcriber.captions.look import CaptionLook

        self._open_office().update(sharing, look or CaptionLook(), lane_names or LANE_NAMES)

    def _name_speakers(self, given: Mapping[str, str]) -> None:
        self._given = dict(given)
        if self._office is not None:
            self._office.name_speakers(given)

    def _open_office(self) -> "CaptionOffice":
        from transcriber.app.caption_office import CaptionOffice

        if self._office is None:
            self._office = CaptionOffice(self._publish, self._spawn, self._state)
            self._office.name_speakers(self._given)
        return self._office
