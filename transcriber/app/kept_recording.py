"""One recording on its way into the store: what is finished is on the disk before anybody sees that it is.

What the store cannot take now is owed to it and tried again: captions never wait for that.
"""

import logging
import time
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from transcriber.app.audio_keeping import kept_until
from transcriber.app.kept_lane import KeptLane, started_ms_of
from transcriber.app.reading_places import ReadingPlaces
from transcriber.app.request import FileSource, RecordingRequest
from transcriber.app.sources import create_spool
from transcriber.audio.durations import SHORTEST_SPEECH_MS
from transcriber.audio.lane_files import lane_path
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.sentence import said, together
from transcriber.session.notices import (
    CoverageChanged,
    LinkChanged,
    LinkState,
    Notice,
    Problem,
    ProblemPassed,
    RecordingChanged,
    RecordingKept,
    RecordingState,
    ServiceChanged,
    SessionAnnounced,
    UsageChanged,
)
from transcriber.store.errors import StoreError
from transcriber.store.store import Store
from transcriber.store.stored_turn import Origin
from transcriber.transcript.plain_text import plain
from transcriber.transcript.speakers import LANE_NAMES
from transcriber.transcript.turns import Turn, TurnChanged, TurnRemoved, TurnState

if TYPE_CHECKING:
    from transcriber.audio.spool import Spool

NOT_KEPT = "not_kept"
_RETRY_AFTER_S = 30.0
_RETRY_BUSY_AFTER_S = 1.0
_BUSY_IS_TOLD_AFTER_S = 10.0
"""Another program's change is over sooner."""
_LINK_IS_OVER = (LinkState.RECONNECTING, LinkState.FAILED, LinkState.OFF)

_logger = logging.getLogger(__name__)


class KeptRecording:
    """Takes every notice of one recording, keeps what is to be kept, hands it on. Session thread."""

    def __init__(
        self,
        store: Store,
        request: RecordingRequest,
        publish: Callable[[Notice], None],
        recorded_ms: Callable[[], int],
        now_s: Callable[[], float] = time.monotonic,
    ) -> None:
        """Nothing is written before the first sound.

        Args:
            store: Takes it.
            request: What was asked for.
            publish: Takes every notice, after the store.
            recorded_ms: The recording's clock.
            now_s: A monotonic clock.
        """
        self._store = store
        self._request = request
        self._hand_on = publish
        self._recorded_ms = recorded_ms
        self._now_s = now_s
        self._lanes = (KeptLane(_origin(request)), KeptLane(_origin(request)))
        self._language = _language(request.configuration)
        self._spool_path: Path | None = None
        self._is_begun = False
        self._is_finished = False
        self._public_id = ""
        self._places = ReadingPlaces()
        self._kept: dict[int, Turn] = {}
        self._owed: deque[Callable[[], object]] = deque()
        self._retry_s: float | None = None
        self._owing_since_s: float | None = None
        self._is_told = False
        self._is_kept_told = False

    @property
    def owes(self) -> bool:
        """Whether the store lacks anything."""
        return bool(self._owed)

    @property
    def is_running(self) -> bool:
        """Whether it has begun and has not ended."""
        return self._is_begun and not self._is_finished

    @property
    def public_id(self) -> str:
        """What the history calls it; empty until it is in there."""
        return self._public_id

    def annotate(self, act: Callable[[Store, str, int], object]) -> bool:
        """Add something at this moment of its clock: `act` takes the store, its id and the time; False at its end."""
        if not self.is_running:
            return False
        at_ms = self._recorded_ms()
        self._owe(lambda: act(self._store, self._public_id, at_ms))
        self.settle()
        return True

    def create_spool(self) -> "Spool":
        """The file of its sound. Raises as `Spool.create`."""
        spool = create_spool()
        self.lies_at(spool.path)
        return spool

    def lies_at(self, path: Path) -> None:
        """Where its sound is, or will be: the first lane's."""
        self._spool_path = path

    def link_over(self, lane: int, reason: str) -> None:
        """A lane of two has lost its session: what is told of the link says nothing of which."""
        if self._is_begun and self._lanes[lane].has_session:
            self._end_session(self._lanes[lane], reason)

    def publish(self, notice: Notice) -> None:
        """Keep what it says, then hand it on."""
        self._take(notice)
        if self._owed and (self._retry_s is None or self._now_s() >= self._retry_s):
            self.settle()
        if self._public_id and not self._is_kept_told:
            self._is_kept_told = True
            self._hand_on(RecordingKept(self._public_id))
        self._hand_on(notice)

    def settle(self) -> None:
        """Write everything that is owed, in its order, as far as that goes."""
        try:
            while self._owed:
                self._write(self._owed[0])
                self._owed.popleft()
        except StoreError as error:
            now_s = self._now_s()
            self._owing_since_s = now_s if self._owing_since_s is None else self._owing_since_s
            is_busy = error.code == "busy"
            self._retry_s = now_s + (_RETRY_BUSY_AFTER_S if is_busy else _RETRY_AFTER_S)
            if is_busy and now_s - self._owing_since_s < _BUSY_IS_TOLD_AFTER_S:
                return
            # A person who deletes a recording that still runs knows why it is not kept.
            if error.code != "unknown_recording":
                self._tell(error.message, error.remedy)
            return
        self._retry_s = self._owing_since_s = None
        if self._is_told:
            self._is_told = False
            self._hand_on(ProblemPassed(NOT_KEPT))

    def _write(self, act: Callable[[], object]) -> None:
        try:
            act()
        except StoreError:
            raise
        except Exception:
            # A bug here costs what it is about and is written down; the recording must outlive it.
            _logger.exception("Something of a recording was not kept")
            self._hand_on(
                Problem(NOT_KEPT, said("Something of this recording is not in the history: an error in the program."))
            )

    def _tell(self, message: str, remedy: str) -> None:
        if not self._is_told:
            self._is_told = True
            remedy = together(
                remedy, said("The captions go on, and what the history lacks is saved as soon as it can be.")
            )
            self._hand_on(Problem(NOT_KEPT, message, remedy))

    def _take(self, notice: Notice) -> None:
        match notice:
            case RecordingChanged(RecordingState.RECORDING, input_name) if not self._is_begun:
                self._begin(input_name, datetime.now(UTC))
            case _ if not self._is_begun:
                pass
            case TurnChanged(_, turn, index):
                self._take_turn(turn, index)
            case TurnRemoved(number):
                self._take_back(number)
            case SessionAnnounced():
                self._take_session(notice)
            case LinkChanged(state, detail) if state in _LINK_IS_OVER and not self._request.has_two_lanes:
                self.link_over(0, detail)
            case ServiceChanged(profile_name, profile_title, model):
                origin = Origin(profile_name=profile_name, profile_title=profile_title, model=plain(model))
                self._lanes[notice.lane].profile = origin
            case CoverageChanged(laid):
                self._owe(lambda: self._store.coverage.lay(self._public_id, laid))
            case UsageChanged(usage):
                self._owe(lambda: self._store.recordings.save_usage(self._public_id, usage, datetime.now(UTC)))
            case RecordingChanged(RecordingState.STOPPED, _, recorded_ms):
                self._finish(recorded_ms)
            case _:
                pass

    def _owe(self, act: Callable[[], object]) -> None:
        self._owed.append(act)

    def _begin(self, input_name: str, now_utc: datetime) -> None:
        self._is_begun = True
        title, path, language = _title(self._request, now_utc), self._spool_path, self._language
        origin = self._lanes[0].origin

        keeping = self._request.audio_keeping

        def create() -> None:
            self._public_id = self._store.recordings.create(
                now_utc,
                title=title,
                input_name=input_name,
                origin=origin,
                language=language,
                audio_path=path,
                audio_until_utc=kept_until(keeping, now_utc),
                audio_codec=keeping.compression,
            ).public_id

        self._owe(create)
        for speaker, words in LANE_NAMES.items() if self._request.has_two_lanes else ():
            # So that both are told apart before the second one was heard, and a person may call them otherwise.
            self._owe(partial(self._name_lane, speaker, words))

    def _name_lane(self, speaker: str, words: str) -> None:
        self._store.annotations.rename_speaker(self._public_id, speaker, words)

    def _take_turn(self, turn: Turn, index: int) -> None:
        moved = self._places.told(turn.number, index)
        if turn.state in (TurnState.FINISHED, TurnState.FAILED) and self._kept.get(turn.number) != turn:
            self._kept[turn.number] = turn
            moved.pop(turn.number, None)
            place, origin = self._places[turn.number], self._lanes[turn.lane].origin_at(turn.start_ms)
            self._owe(lambda: self._store.turns.save(self._public_id, turn, place, lane=turn.lane, origin=origin))
        for lane in (0, 1):
            self._move(lane, {n: place for n, place in moved.items() if n in self._kept and self._kept[n].lane == lane})

    def _move(self, lane: int, places: dict[int, int]) -> None:
        if places:
            self._owe(lambda: self._store.turns.place(self._public_id, places, lane))

    def _take_back(self, number: int) -> None:
        self._places.removed(number)
        if (kept := self._kept.pop(number, None)) is not None:
            self._owe(lambda: self._store.turns.remove(self._public_id, number, kept.lane))

    def _take_session(self, notice: SessionAnnounced) -> None:
        configuration = notice.asked or notice.session.configuration
        lane = self._lanes[notice.lane]
        origin, language = replace(lane.profile, model=plain(configuration.model)), _language(configuration)
        if (origin, language) != (lane.origin, self._language):
            lane.origin, self._language = origin, language
            # A recording stays one of the service that it was begun with: what another one made is marked by that.
            if origin.profile_name == self._request.profile.name:
                self._owe(lambda: self._describe(origin, language))
        lane.counts_from(notice.base_sample)
        if notice.base_sample is not None:
            self._begin_session(notice.lane, notice.session.session_id, notice.base_sample)

    def _describe(self, origin: Origin, language: str) -> None:
        name = self._store.recordings.get(self._public_id).input_name
        self._store.recordings.describe(self._public_id, input_name=name, origin=origin, language=language)

    def _begin_session(self, number: int, session_id: str, base_sample: int) -> None:
        lane = self._lanes[number]
        if lane.has_session:
            self._end_session(lane, "rolled over")
        lane.has_session, origin = True, lane.origin

        def begin() -> None:
            lane.session_id = self._store.sessions.begin(
                self._public_id,
                lane=number,
                service_session_id=session_id,
                origin=origin,
                base_sample=base_sample,
                started_ms=started_ms_of(base_sample),
            ).id

        self._owe(begin)

    def _end_session(self, lane: KeptLane, reason: str) -> None:
        lane.has_session, ended_ms = False, self._recorded_ms()
        self._owe(lambda: self._store.sessions.end(lane.session_id, ended_ms, reason))

    def _finish(self, recorded_ms: int) -> None:
        self._is_finished = True
        self._owe(self._see_to_audio)
        self._owe(lambda: self._close(recorded_ms))
        # Nothing comes after this that could try again.
        self._retry_s = None

    def _close(self, recorded_ms: int) -> None:
        """It is whole, or nothing: of a start that failed at once no empty row stays."""
        if recorded_ms < SHORTEST_SPEECH_MS and self._is_empty():
            self._store.deletion.remove_at_once(self._public_id)
        else:
            self._store.recordings.finish(self._public_id, recorded_ms)

    def _is_empty(self) -> bool:
        store, public_id = self._store, self._public_id
        if store.recordings.get(public_id).is_audio_kept or store.turns.all(public_id):
            return False
        return not (store.annotations.marks(public_id) or store.annotations.notes(public_id))

    def _see_to_audio(self) -> None:
        if self._spool_path is None or not any(lane_path(self._spool_path, lane).exists() for lane in (0, 1)):
            self._store.recordings.drop_audio(self._public_id)


def _title(request: RecordingRequest, now_utc: datetime) -> str:
    if isinstance(request.source, FileSource):
        return request.source.path.name
    return f"{request.live_title} {now_utc.astimezone():%H:%M}"


def _origin(request: RecordingRequest) -> Origin:
    profile = request.profile
    return Origin(profile_name=profile.name, profile_title=profile.title, model=plain(request.configuration.model))


def _language(configuration: SessionConfiguration) -> str:
    return plain(configuration.language or ", ".join(configuration.languages))
