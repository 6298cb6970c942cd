"""The next microphone of a recording: which one it ought to be, opened beside the one that still delivers.

Devices are listed when the sound server tells of a change, or every 3 s while there is none to record from.
"""

import concurrent.futures
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from transcriber.audio import portaudio, sound_server
from transcriber.audio.devices import InputDevice, input_devices
from transcriber.audio.inputs import InputError
from transcriber.audio.microphone import Microphone

_logger = logging.getLogger(__name__)
_POLL_EVERY_S = 3.0
_SERVER_RESTARTS_WITHIN_S = 5.0
"""Until then no device is opened past a sound server that has gone: it could not have it any more."""
_FIRST_BLOCK_WITHIN_S = 3.0
_FIRST_PAUSE_S = 2.0
_LONGEST_PAUSE_S = 60.0


def in_order(devices: Iterable[InputDevice], chosen_id: str | None, *, substitutes: bool) -> list[InputDevice]:
    """Which devices may be recorded from, the best first: the chosen one, the system's default, any other."""
    if chosen_id is not None and not substitutes:
        return [device for device in devices if device.device_id == chosen_id]
    return sorted(devices, key=lambda device: (device.device_id != chosen_id, not device.is_default))


@dataclass(slots=True)
class _Shunned:
    """A device that did not deliver; tried again later, after a longer pause each time."""

    until_s: float
    pause_s: float


class MicrophoneSearch:
    """Session thread; asked often, never waits."""

    def __init__(
        self,
        chosen_id: str | None,
        *,
        on_change: Callable[[], None],
        open_microphone: Callable[[str], Microphone],
        list_devices: Callable[[], tuple[InputDevice, ...]] | None = None,
    ) -> None:
        """Watches from now on.

        Args:
            chosen_id: What a person chose; None: the system's default.
            on_change: Called in another thread when there is something to find.
            open_microphone: Makes a microphone, by its id.
            list_devices: What may be recorded from; None: every microphone.
        """
        self._list_devices = list_devices
        self.substitutes = True
        self.returns = True
        self._chosen_id = chosen_id
        self._on_change = on_change
        self._open_microphone = open_microphone
        self._is_due = False
        self._looked_s = float("-inf")
        self._looking: concurrent.futures.Future[tuple[InputDevice, ...]] | None = None
        self._opening: Microphone | None = None
        self._began_s = float("-inf")
        self._opened_s: float | None = None
        self._stalled: Microphone | None = None
        self._stalled_frames = 0
        self._shunned: dict[str, _Shunned] = {}
        self._closing: list[concurrent.futures.Future[None]] = []
        self._server_gone_s: float | None = None
        self._had_server = False
        self._watch = sound_server.SourceWatch(self._changed)

    @property
    def is_server_gone(self) -> bool:
        """There was a sound server, and it does not answer now."""
        return self._had_server and self._watch.found is None

    def has_told_of(self, device_id: str | None) -> bool:
        """Whether the sound server, where there is one, has told that it has this device no more, or is gone itself."""
        found = self._watch.found
        return found is None or all(source.name != device_id for source in found)

    def is_opening(self, now_s: float) -> bool:
        """A device is being opened and has yet to deliver: the first block knows best when that was."""
        return self._opening is not None and now_s < self._began_s + _FIRST_BLOCK_WITHIN_S + 1

    def _changed(self) -> None:
        self._is_due = True
        self._on_change()

    def found(self, current_id: str | None, now_s: float) -> Microphone | None:
        """A microphone that delivers and is better than the current one; from then on it is the caller's.

        Args:
            current_id: What is recorded from; None: nothing.
            now_s: Any monotonic time.
        """
        self._note_server(now_s)
        if self._stalled is not None and (awake := self._awake(self._stalled)) is not None:
            return awake
        if self._opening is not None:
            return self._opened(self._opening, now_s)
        if self._looking is not None:
            if self._looking.done():
                looked, self._looking = self._looking, None
                # What has changed since makes it worthless: it may name what is gone.
                if not self._is_due:
                    self._choose(looked, current_id, now_s)
        elif self._may_look(current_id, now_s):
            self._is_due, self._looked_s = False, now_s
            self._looking = portaudio.begin(self._list_devices or input_devices)
        return None

    def look_again(self) -> None:
        """Something else changed: what may be recorded from, or what is missing."""
        self._is_due = True

    def shun(self, device_id: str, now_s: float) -> None:
        """It does not deliver: any other is better for some time."""
        before = self._shunned.get(device_id)
        pause_s = _FIRST_PAUSE_S if before is None else min(2 * before.pause_s, _LONGEST_PAUSE_S)
        self._shunned[device_id] = _Shunned(now_s + pause_s, pause_s)

    def let_go(self, microphone: Microphone) -> None:
        """Close it in the background."""
        self._closing = [*(each for each in self._closing if not each.done()), microphone.let_go()]

    def keep_stalled(self, microphone: Microphone, now_s: float) -> None:
        """It is silent, but its stream may wake: a suspended source's does, with its first sound."""
        if self._watch.found is None or microphone.device_id != (self._chosen_id or microphone.device_id):
            self.let_go(microphone)
            return
        self._drop_stalled()
        self._stalled, self._stalled_frames = microphone, microphone.captured_frames
        self.shun(microphone.device_id or "", now_s)

    def close(self) -> list["concurrent.futures.Future[None]"]:
        """End the search; what is still being closed."""
        self._watch.close()
        self._drop_stalled()
        self._drop_opening()
        return self._closing

    def _note_server(self, now_s: float) -> None:
        if self._watch.found is not None:
            self._had_server, self._server_gone_s = True, None
        elif self._had_server and self._server_gone_s is None:
            self._server_gone_s = now_s
            self._drop_stalled()

    def _may_look(self, current_id: str | None, now_s: float) -> bool:
        if any(not each.done() for each in self._closing):
            # Devices are not listed anew while a stream is open.
            return False
        if self._server_gone_s is not None and now_s < self._server_gone_s + _SERVER_RESTARTS_WITHIN_S:
            return False
        is_shun_over = any(self._looked_s < each.until_s <= now_s for each in self._shunned.values())
        return self._is_due or is_shun_over or (current_id is None and now_s - self._looked_s >= _POLL_EVERY_S)

    def _choose(
        self, looked: "concurrent.futures.Future[tuple[InputDevice, ...]]", current_id: str | None, now_s: float
    ) -> None:
        try:
            devices = looked.result()
        except InputError as error:
            _logger.info("No microphone can be found: %s", error)
            return
        present = {device.device_id for device in devices}
        self._shunned = {device_id: each for device_id, each in self._shunned.items() if device_id in present}
        if self._stalled is not None and not (self._stalled.is_in_place and self._stalled.device_id in present):
            self._drop_stalled()
        order = in_order(devices, self._chosen_id, substitutes=self.substitutes)
        usable = [device for device in order if self._is_usable(device, now_s)]
        wanted = usable[0] if usable else None
        if wanted is None or wanted.device_id == current_id or not self._is_worth_it(wanted, current_id):
            return
        self._opening, self._began_s, self._opened_s = self._open_microphone(wanted.device_id), now_s, None
        self._opening.begin()

    def _is_worth_it(self, wanted: InputDevice, current_id: str | None) -> bool:
        """A microphone that delivers is left only for the chosen one, or for the default that is followed."""
        if current_id is None:
            return True
        if self._chosen_id is None:
            return wanted.is_default
        return self.returns and wanted.device_id == self._chosen_id

    def _is_usable(self, device: InputDevice, now_s: float) -> bool:
        shunned = self._shunned.get(device.device_id)
        is_stalled = self._stalled is not None and self._stalled.device_id == device.device_id
        return not is_stalled and (shunned is None or now_s >= shunned.until_s)

    def _awake(self, stalled: Microphone) -> Microphone | None:
        if stalled.captured_frames == self._stalled_frames:
            return None
        self._stalled = None
        if not stalled.is_in_place or not self.returns:
            self.let_go(stalled)
            return None
        self._drop_opening()
        self._shunned.pop(stalled.device_id or "", None)
        return stalled

    def _opened(self, opening: Microphone, now_s: float) -> Microphone | None:
        try:
            if not opening.adopt():
                return None
        except InputError as error:
            _logger.info("The next microphone cannot be opened: %s", error)
            self._fail(opening, now_s)
            return None
        if self._opened_s is None:
            self._opened_s = now_s
        if opening.captured_frames:
            self._opening = None
            self._shunned.pop(opening.device_id or "", None)
            return opening
        if now_s - self._opened_s > _FIRST_BLOCK_WITHIN_S or not opening.is_in_place:
            self._fail(opening, now_s)
        return None

    def _fail(self, opening: Microphone, now_s: float) -> None:
        self.shun(opening.device_id or "", now_s)
        self._drop_opening()
        self._is_due = True

    def _drop_opening(self) -> None:
        if self._opening is not None:
            self.let_go(self._opening)
            self._opening = None

    def _drop_stalled(self) -> None:
        if self._stalled is not None:
            self.let_go(self._stalled)
            self._stalled = None
