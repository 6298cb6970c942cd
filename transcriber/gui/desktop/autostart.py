"""Starting with the desktop, as a choice: an entry where the desktop looks for such. Owns that entry.

Linux: the Desktop Application Autostart Specification; macOS: launchd.plist(5); Windows: the Run key.
"""

import os
import sys
from pathlib import Path
from typing import Any, Protocol

_NAME = "transcriber"
_RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"


class Autostart(Protocol):
    """Main thread: a small file or a registry value."""

    @property
    def is_on(self) -> bool:
        """Whether the program starts with the desktop."""

    def set_on(self, is_on: bool) -> None:
        """From the next login on.

        Raises:
            OSError: It cannot be written.
        """


def autostart_here() -> Autostart | None:
    """This system's; None where there is none."""
    command = start_command()
    if sys.platform == "win32":
        return _RunKey(command)
    if sys.platform == "darwin":
        return LaunchAgent(Path.home() / "Library" / "LaunchAgents" / f"{_NAME}.plist", command)
    config = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return DesktopEntry(Path(config) / "autostart" / f"{_NAME}.desktop", command)


def start_command() -> tuple[str, ...]:
    """What starts this program again as it was started."""
    if getattr(sys, "frozen", False):
        return (sys.executable,)
    return (sys.executable, "-m", "transcriber")


class DesktopEntry:
    """A `.desktop` file."""

    def __init__(self, path: Path, command: tuple[str, ...]) -> None:
        self._path = path
        self._command = command

    @property
    def is_on(self) -> bool:
        """Whether it is there and not switched off: a desktop's own settings may write `Hidden`."""
        try:
            lines = self._path.read_text("utf-8", errors="replace").splitlines()
        except OSError:
            return False
        said = {line.replace(" ", "").lower() for line in lines}
        return not said & {"hidden=true", "x-gnome-autostart-enabled=false"}

    def set_on(self, is_on: bool) -> None:
        """Write it, or remove it."""
        if not is_on:
            self._path.unlink(missing_ok=True)
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        words = " ".join(_quoted(word) for word in self._command)
        lines = ("[Desktop Entry]", "Type=Application", "Name=Transcriber", f"Exec={words}", "Icon=transcriber")
        self._path.write_text("\n".join((*lines, "X-GNOME-Autostart-enabled=true", "")), "utf-8")


class LaunchAgent:
    """A property list for launchd."""

    def __init__(self, path: Path, command: tuple[str, ...]) -> None:
        self._path = path
        self._command = command

    @property
    def is_on(self) -> bool:
        """Whether it is there."""
        return self._path.is_file()

    def set_on(self, is_on: bool) -> None:
        """Write it, or remove it."""
        if not is_on:
            self._path.unlink(missing_ok=True)
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        agent = {"Label": _NAME, "ProgramArguments": list(self._command), "RunAtLoad": True}
        import plistlib

        self._path.write_bytes(plistlib.dumps(agent))


class _RunKey:
    """A value in the registry of this user."""

    def __init__(self, command: tuple[str, ...]) -> None:
        self._command = command

    @property
    def is_on(self) -> bool:
        registry = _registry()
        try:
            with registry.OpenKey(registry.HKEY_CURRENT_USER, _RUN_KEY) as key:
                registry.QueryValueEx(key, _NAME)
        except OSError:
            return False
        return True

    def set_on(self, is_on: bool) -> None:
        registry = _registry()
        with registry.OpenKey(registry.HKEY_CURRENT_USER, _RUN_KEY, 0, registry.KEY_SET_VALUE) as key:
            if is_on:
                words = " ".join(f'"{word}"' if " " in word else word for word in self._command)
                registry.SetValueEx(key, _NAME, 0, registry.REG_SZ, words)
            elif self.is_on:
                registry.DeleteValue(key, _NAME)


def _registry() -> Any:
    import importlib

    return importlib.import_module("winreg")


def _quoted(word: str) -> str:
    """As the Desktop Entry Specification has it: quotes, and a backslash before what means something within them."""
    for sign in ("\\", '"', "`", "$"):
        word = word.replace(sign, "\\" + sign)
    # The value of the key is read first, and takes one backslash of two; a percent sign begins a field code.
    return '"' + word.replace("\\", "\\\\").replace("%", "%%") + '"'
