"""Whether a window can be shown, and on what. Asked of a process of its own: a display that fails ends a program."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator

from transcriber.app.diagnosis import Finding, Outcome, own_command

_PATIENCE_S = 15.0
_READER_PATIENCE_S = 2.0


def display_findings() -> Iterator[Finding]:
    """The display, then who reads it out."""
    facts: dict[str, str | int | float | bool] = {
        "session": os.environ.get("XDG_SESSION_TYPE", ""),
        "desktop": os.environ.get("XDG_CURRENT_DESKTOP", ""),
        "has_x11": bool(os.environ.get("DISPLAY")),
        "has_wayland": bool(os.environ.get("WAYLAND_DISPLAY")),
    }
    yield display_finding(own_command("display-facts"), facts)
    if sys.platform == "linux":
        yield _reader_finding()


def display_finding(command: list[str], facts: dict[str, str | int | float | bool]) -> Finding:
    """What the command says of the display in a line of JSON, or that it could not."""
    trouble = "No window can be shown here."
    remedy = "Start the program in a desktop session; `transcriber listen` works without a window."
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=_PATIENCE_S, stdin=subprocess.DEVNULL, check=False
        )
        found = json.loads(done.stdout)
    except (OSError, subprocess.TimeoutExpired, ValueError):
        return Finding(area="display", outcome=Outcome.TROUBLE, words=trouble, remedy=remedy, facts=facts)
    told = {str(name): value for name, value in found.items() if isinstance(value, str | int | float | bool)}
    screens = told.get("screens", 0)
    words = f"A window can be shown on {'one screen' if screens == 1 else f'{screens} screens'}."
    return Finding(area="display", outcome=Outcome.FINE, words=words, facts=facts | told)


def _reader_finding() -> Finding:
    """The bus of AT-SPI: whether it is there, and whether a screen reader uses it."""
    try:
        is_reading = _is_screen_reader_on()
    except Exception as error:  # noqa: BLE001 - whatever a bus may answer, it means that there is none
        words = "No screen reader can be reached."
        return Finding(area="display", outcome=Outcome.UNKNOWN, words=words, facts={"error": type(error).__name__})
    words = "A screen reader is running." if is_reading else "A screen reader can be used; none is running."
    return Finding(area="display", outcome=Outcome.FINE, words=words, facts={"has_screen_reader": is_reading})


def _is_screen_reader_on() -> bool:
    from jeepney import DBusAddress, Properties
    from jeepney.io.blocking import open_dbus_connection
    from jeepney.wrappers import unwrap_msg

    address = DBusAddress("/org/a11y/bus", bus_name="org.a11y.Bus", interface="org.a11y.Status")
    with open_dbus_connection("SESSION") as connection:
        question = Properties(address).get("ScreenReaderEnabled")
        answer = unwrap_msg(connection.send_and_get_reply(question, timeout=_READER_PATIENCE_S))
    return bool(answer[0][1])
