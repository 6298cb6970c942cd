"""A screen of its own with a window manager: Xvfb and openbox, started and ended here.

Where xcompmgr is installed too, what is translucent shows what lies under it, as on every desktop of today.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

_SIZE = (1600, 1000)
_PATIENCE_S = 15.0


@contextmanager
def virtual_screen(scale_factor: int = 1) -> Iterator[dict[str, str]]:
    """The environment of a program that is to be seen there, with a home of its own.

    Without Xvfb or openbox the environment is that of Qt's offscreen platform, and a line says so.
    """
    with tempfile.TemporaryDirectory(prefix="transcriber-screens-") as home:
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "WAYLAND", "QT_"))},
            "HOME": home,
            "DBUS_SESSION_BUS_ADDRESS": "disabled:",
            "QT_SCALE_FACTOR": str(scale_factor),
            "LANG": "C.UTF-8",
        }
        if not (shutil.which("Xvfb") and shutil.which("openbox")):
            sys.stdout.write("Xvfb or openbox is not installed: the pictures are taken offscreen.\n")
            yield environment | {"QT_QPA_PLATFORM": "offscreen"}
            return
        width_px, height_px = (length_px * scale_factor for length_px in _SIZE)
        reading, writing = os.pipe()
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{width_px}x{height_px}x24", "-nolisten", "tcp"],
            pass_fds=(writing,),
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as told:
            environment |= {"DISPLAY": f":{told.readline().strip()}", "QT_QPA_PLATFORM": "xcb"}
        programs = filter(shutil.which, ("openbox", "xcompmgr"))
        beside = [
            subprocess.Popen([name], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            for name in programs
        ]
        try:
            yield environment
        finally:
            for process in (*beside, server):
                process.terminate()
                process.wait(_PATIENCE_S)
