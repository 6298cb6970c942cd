"""One job of transcribing again as the history keeps it: what a program leaves behind that vanishes in the midst of it.

A history that cannot take it costs the job nothing: it is only not gone on with later.
"""

import contextlib
import logging
from collections.abc import Callable, Iterable, Iterator

from transcriber.app.retranscribed_ranges import AudioRange
from transcriber.app.wanted_audio import WantedAudio, Whole
from transcriber.app.wanted_audio_text import as_text, left_of
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.settings.profiles import Profile
from transcriber.store.errors import StoreError
from transcriber.store.store import Store

_logger = logging.getLogger(__name__)


class JobRecord:
    """Session thread."""

    def __init__(self, store: Callable[[], Store], public_id: str, what: WantedAudio) -> None:
        """Nothing is written before `begin`."""
        self._store = store
        self._public_id = public_id
        self._what = what
        self._id: int | None = None

    def begin(self, profile: Profile, configuration: SessionConfiguration) -> None:
        """From now on a program that vanishes leaves it behind."""
        with _costs_nothing():
            if isinstance(self._what, Whole):
                self._forget_earlier_ones()
            self._id = self._store().jobs.begin(
                self._public_id,
                as_text(self._what),
                profile_name=profile.name,
                model=configuration.model,
                language=configuration.language or "",
            )

    def _forget_earlier_ones(self) -> None:
        """Whatever was left of them is part of this one."""
        store = self._store()
        for left in store.left_jobs():
            if left.public_id == self._public_id:
                store.jobs.end(left.id)

    def left(self, pieces: Iterable[AudioRange]) -> None:
        """Only these are still to be done. Raises StoreError: to be called within the change that keeps a piece."""
        if self._id is not None:
            self._store().jobs.change(self._id, as_text(left_of(self._what, pieces)))

    def end(self) -> None:
        """It came to an end, or nobody wants it any more."""
        if self._id is not None:
            with _costs_nothing():
                self._store().jobs.end(self._id)


@contextlib.contextmanager
def _costs_nothing() -> Iterator[None]:
    try:
        yield
    except StoreError as error:
        _logger.info("what is being transcribed again was not written down: %s", error)
