"""What a person is told when a microphone goes away and comes back. Pure."""

from transcriber.audio.durations import in_words
from transcriber.audio.inputs import Incident, InputError
from transcriber.sentence import said

AWAY = "microphone_away"
BACK = "microphone_back"
CHANGED = "microphone_changed"
ASLEEP = "computer_slept"
STALLED = "input_stalled"

MOVED = said("The microphone changed")
"""Why there is a gap where the system switched to another one."""
PLAYED_MOVED = said("The loudspeaker changed")
"""The same of what the computer plays."""
CHOSEN = said("The chosen microphone")
"""What one is called whose name is not known."""


def lost(name: str, error: InputError, *, is_server_gone: bool) -> str:
    """Why nothing comes from the microphone of this name, without a full stop: it stands in sentences and in gaps."""
    if is_server_gone:
        return said("The sound server stopped")
    if error.code == STALLED:
        return said("{name} delivered no sound", name=name)
    return said("{name} was unplugged", name=name)


def slept(asleep_ms: float) -> str:
    """Why there is no sound of the time in which the computer slept."""
    return said("The computer was asleep for {duration}", duration=in_words(asleep_ms))


def replaced(reason: str, name: str, chosen_name: str, *, returns: bool) -> tuple[Incident, ...]:
    """Another microphone took over; `chosen_name` is empty where the system's default is followed."""
    message = said("{reason}; now using {name}.", reason=reason, name=name)
    if not chosen_name:
        return (over(), Incident(CHANGED, message))
    if not returns:
        return (Incident(AWAY, message),)
    plugged = said("It goes back when {chosen_name} is plugged in again.", chosen_name=chosen_name)
    there = said("It goes back when {chosen_name} is there again.", chosen_name=chosen_name)
    return (Incident(AWAY, message, plugged if reason.endswith("unplugged") else there),)


def absent(chosen_name: str, name: str, *, returns: bool) -> Incident:
    """The remembered microphone was not there when the recording began."""
    it, named = (
        said("It goes back when it is there again."),
        said("It goes back when {chosen_name} is there again.", chosen_name=chosen_name),
    )
    remedy = "" if not returns else it if chosen_name == CHOSEN else named
    return Incident(
        AWAY,
        said("{chosen_name} is not there; the sound comes from {name}.", chosen_name=chosen_name, name=name),
        remedy,
    )


def waiting(reason: str, chosen_name: str, *, substitutes: bool, is_played: bool = False) -> Incident:
    """No microphone takes over yet; or, of what the computer plays, no loudspeaker."""
    if is_played:
        remedy = said("It goes on as soon as the computer plays through a loudspeaker again.")
        return Incident(AWAY, said("{reason}; what the computer plays is not recorded now.", reason=reason), remedy)
    if chosen_name and not substitutes:
        remedy = said("The recording waits for {chosen_name}. Plug it in again, or stop.", chosen_name=chosen_name)
    else:
        remedy = said("The recording waits for a microphone. Plug one in, or stop.")
    return Incident(AWAY, said("{reason}; nothing is recorded now.", reason=reason), remedy)


def back(name: str) -> tuple[Incident, ...]:
    """The microphone is there again."""
    return (over(), Incident(BACK, said("Back on {name}.", name=name)))


def awake_again(reason: str) -> Incident:
    """The computer slept while it recorded."""
    return Incident(ASLEEP, said("{reason}; nothing was recorded meanwhile.", reason=reason))


def over() -> Incident:
    """Nothing is away any more."""
    return Incident(AWAY, "", is_over=True)
