"""An entry where the desktop looks for it, read back by somebody else's reader."""

import configparser
import plistlib
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from transcriber.gui.desktop.autostart import DesktopEntry, LaunchAgent, autostart_here, start_command

ODD = ('/opt/my apps/$x/100% `tick` "q" \\ back', "-m", "transcriber")


def test_the_entry_is_written_and_removed(tmp_path: Path) -> None:
    entry = DesktopEntry(tmp_path / "autostart" / "transcriber.desktop", ("/usr/bin/python3", "-m", "transcriber"))
    assert not entry.is_on
    entry.set_on(True)
    assert entry.is_on
    read = configparser.RawConfigParser()
    read.read(tmp_path / "autostart" / "transcriber.desktop", "utf-8")
    assert read["Desktop Entry"]["Type"] == "Application"
    assert shlex.split(read["Desktop Entry"]["Exec"]) == ["/usr/bin/python3", "-m", "transcriber"]
    entry.set_on(False)
    entry.set_on(False)
    assert not entry.is_on


def test_signs_in_a_path_stay_what_they_are(tmp_path: Path) -> None:
    path = tmp_path / "transcriber.desktop"
    DesktopEntry(path, ODD).set_on(True)
    (line,) = [line for line in path.read_text("utf-8").splitlines() if line.startswith("Exec=")]
    # What the Desktop Entry Specification says: the value's own escapes, then field codes, then quotes as in a shell.
    value = line.removeprefix("Exec=").replace("\\\\", "\\").replace("%%", "%")
    words = subprocess.run(["sh", "-c", f"printf '%s\\n' {value}"], capture_output=True, text=True, check=True)
    assert tuple(words.stdout.splitlines()) == ODD


def test_an_entry_that_the_desktop_switched_off_is_off(tmp_path: Path) -> None:
    path = tmp_path / "transcriber.desktop"
    entry = DesktopEntry(path, ("transcriber",))
    entry.set_on(True)
    path.write_text(path.read_text() + "Hidden = true\n")
    assert not entry.is_on
    entry.set_on(True)
    assert entry.is_on


def test_the_agent_is_a_property_list(tmp_path: Path) -> None:
    agent = LaunchAgent(tmp_path / "LaunchAgents" / "transcriber.plist", ODD)
    agent.set_on(True)
    assert agent.is_on
    written = plistlib.loads((tmp_path / "LaunchAgents" / "transcriber.plist").read_bytes())
    assert (written["ProgramArguments"], written["RunAtLoad"]) == (list(ODD), True)
    agent.set_on(False)
    assert not agent.is_on


def test_here_it_lies_where_the_desktop_looks(own_home: Path) -> None:
    here = autostart_here()
    assert here is not None
    here.set_on(True)
    assert (own_home / ".config" / "autostart" / "transcriber.desktop").is_file()


def test_the_command_starts_this_program() -> None:
    done = subprocess.run([*start_command(), "--version"], capture_output=True, text=True, check=True, timeout=200)
    assert done.stdout.startswith("transcriber ")


def test_a_built_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert start_command() == (sys.executable,)


def test_macos_has_an_agent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert isinstance(autostart_here(), LaunchAgent)
