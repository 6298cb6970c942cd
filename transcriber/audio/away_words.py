"""What a person is told when a microphone goes away and comes back. Pure."""

from transcriber.audio.durations import in_words
from transcriber.audio.inputs import Incident, InputError

AWAY = "microphone_away"
BACK = "microphone_back"
CHANGED = "microphone_changed"
ASLEEP = "computer_slept"
STALLED = "input_stalled"

MOVED = "The microphone changed"
"""Why there is a gap where the system switched to another one."""
CHOSEN = "The chosen microphone"
"""What one is called whose name is not known."""


def lost(name: str, error: InputError, *, is_server_gone: bool) -> str:
    """Why nothing comes from the microphone of this name, without a full stop: it stands in sentences and in gaps."""
    if is_server_gone:
        return "The sound server stopped"
    if error.code == STALLED:
        return f"{name} delivered no sound"
    return f"{name} was unplugged"


def slept(asleep_ms: float) -> str:
    """Why there is no sound of the time in which the computer slept."""
    return f"The computer was asleep for {in_words(asleep_ms)}"


def replaced(reason: str, name: str, chosen_name: str, *, returns: bool) -> tuple[Incident, ...]:
    """Another microphone took over; `chosen_name` is empty where the system's default is followed."""
    message = f"{reason}; now using {name}."
    if not chosen_name:
        return (over(), Incident(CHANGED, message))
    if not returns:
        return (Incident(AWAY, message),)
    again = "plugged in again" if reason.endswith("unplugged") else "there again"
    return (Incident(AWAY, message, f"It goes back when {chosen_name} is {again}."),)


def absent(chosen_name: str, name: str, *, returns: bool) -> Incident:
    """The remembered microphone was not there when the recording began."""
    chosen = chosen_name if chosen_name != CHOSEN else "it"
    remedy = f"It goes back when {chosen} is there again." if returns else ""
    return Incident(AWAY, f"{chosen_name} is not there; the sound comes from {name}.", remedy)


def waiting(reason: str, chosen_name: str, *, substitutes: bool, is_played: bool = False) -> Incident:
    """No microphone takes over yet; or, of what the computer plays, no loudspeaker."""
    if is_played:
        remedy = "It goes on as soon as the computer plays through a loudspeaker again."
        return Incident(AWAY, f"{reason}; what the computer plays is not recorded now.", remedy)
    if chosen_name and not substitutes:
        remedy = f"The recording waits for {chosen_name}. Plug it in again, or stop."
    else:
        remedy = "The recording waits for a microphone. Plug one in, or stop."
    return Incident(AWAY, f"{reason}; nothing is recorded now.", remedy)


def back(name: str) -> tuple[Incident, ...]:
    """The microphone is there again."""
    return (over(), Incident(BACK, f"Back on {name}."))


def awake_again(reason: str) -> Incident:
    """The computer slept while it recorded."""
    return Incident(ASLEEP, f"{reason}; nothing was recorded meanwhile.")


def over() -> Incident:
    """Nothing is away any more."""
    return Incident(AWAY, "", is_over=True)
