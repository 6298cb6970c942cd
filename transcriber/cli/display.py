"""Whether there is a display for a window, before Qt, which ends the program where there is none. Costs a connection.

A display that refuses whoever has no right to it, or that lies on another computer, is still left to Qt.
"""

import os
import re
import socket
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

_X_DISPLAY = re.compile(r"(?P<host>.*):(?P<number>\d{1,9})(\.\d+)?")
"""X(7), "Display names"."""
_X_FOLDER = "/tmp/.X11-unix"
_FIRST_X_PORT = 6000
_PATIENCE_S = 1.0
_REMEDY = "so no window can be shown; `transcriber listen` works without one."


def missing_display(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> str:
    """Why no window can be shown here, as one sentence; empty where Qt may try."""
    if platform != "linux" or environment.get("QT_QPA_PLATFORM") or environment.get("WAYLAND_SOCKET"):
        return ""
    if _has_wayland(environment):
        return ""
    if display := environment.get("DISPLAY"):
        return "" if _may_have_x(display) else f"The display {display} cannot be reached, {_REMEDY}"
    if wayland := environment.get("WAYLAND_DISPLAY"):
        return f"The display {wayland} cannot be reached, {_REMEDY}"
    return f"There is no display here, {_REMEDY}"


def _has_wayland(environment: Mapping[str, str]) -> bool:
    """As libwayland looks for it, also where nothing names it: wl_display_connect(3)."""
    folder = environment.get("XDG_RUNTIME_DIR", "")
    path = Path(folder) / (environment.get("WAYLAND_DISPLAY") or "wayland-0")
    return path.is_absolute() and _answers(socket.AF_UNIX, str(path))


def _may_have_x(display: str) -> bool:
    if display.startswith("/"):
        return True
    if (named := _X_DISPLAY.fullmatch(display)) is None:
        return False
    if named["host"] not in ("", "unix"):
        return True
    return any(_answers(family, address) for family, address in _local_x(int(named["number"])))


def _local_x(number: int) -> Iterator[tuple[socket.AddressFamily, str | tuple[str, int]]]:
    path = f"{_X_FOLDER}/X{number}"
    yield socket.AF_UNIX, f"\0{path}"
    yield socket.AF_UNIX, path
    if _FIRST_X_PORT + number <= 0xFFFF:
        yield socket.AF_INET, ("localhost", _FIRST_X_PORT + number)


def _answers(family: socket.AddressFamily, address: str | tuple[str, int]) -> bool:
    with socket.socket(family, socket.SOCK_STREAM) as connection:
        connection.settimeout(_PATIENCE_S)
        try:
            connection.connect(address)
        except OSError:
            return False
    return True
