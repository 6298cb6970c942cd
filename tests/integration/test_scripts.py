"""The two scripts, on machines made of paper: what they install, what they start, and how they get up again."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOLS = ("sh", "bash", "cat", "cksum", "dirname", "env", "grep", "mkdir", "rm", "sed", "sleep", "tr", "uname")
PYTHON = """#!/bin/sh
# A Python whose environments cost nothing and whose pip writes down what it was asked for.
if [ "$1 $2" = "-m venv" ]; then
  echo "venv" >>"{log}"
  mkdir -p "$3/bin"
  cp "$0" "$3/bin/python"
elif [ "$1 $2 $3" = "-m pip --version" ]; then
  exit 0
elif [ "$1 $2" = "-m pip" ]; then
  [ ! -e "{offline}" ] || exit 1
  shift 3
  echo "pip $*" >>"{log}"
  for name in transcriber ruff mypy lint-imports pytest; do
    printf '#!/bin/sh\\necho "%s $*" >>"{log}"\\n' "$name" >"${{0%/*}}/$name"
    chmod +x "${{0%/*}}/$name"
  done
else
  prefix=${{0%/bin/python}}
  exec "{python}" -c "import sys; sys.prefix = '$prefix'; $2"
fi
"""


class Machine:
    """A folder of programs as its whole PATH, and a copy of the project's scripts in a folder with a space in it."""

    def __init__(self, folder: Path) -> None:
        self.programs = folder / "programs"
        self.project = folder / "my project"
        self.offline = folder / "offline"
        self._log = folder / "log"
        self.programs.mkdir()
        self.environment = {"PATH": str(self.programs), "HOME": str(folder)}
        for name in TOOLS:
            found = shutil.which(name)
            assert found, name
            (self.programs / name).symlink_to(found)
        for name in ("cp", "chmod"):
            (self.programs / name).symlink_to(str(shutil.which(name)))
        self.add("python3", PYTHON.format(log=self._log, offline=self.offline, python=sys.executable))
        for name in ("packaging", ".ci"):
            shutil.copytree(ROOT / name, self.project / name)
        (self.project / "pyproject.toml").write_text("[project]\n")

    def add(self, name: str, script: str) -> None:
        """Install a program."""
        path = self.programs / name
        path.write_text(script)
        path.chmod(0o755)

    def add_apt(self, installed: str = "", user_id: int = 0) -> None:
        """Make it a Debian with these packages; whatever apt is asked for is written down."""
        self.add("dpkg-query", "#!/bin/sh\n" + "".join(f"echo 'installed {name}'\n" for name in installed.split()))
        self.add("apt-get", f'#!/bin/sh\n[ ! -e "{self.offline}" ] || exit 1\necho "apt-get $*" >>"{self._log}"\n')
        self.add("id", f"#!/bin/sh\necho {user_id}\n")

    def run(self, *command: str, cwd: Path | None = None, **environment: str) -> "subprocess.CompletedProcess[str]":
        """Run to the end with nothing on stdin."""
        return subprocess.run(
            command,
            cwd=cwd or self.project,
            env=self.environment | environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def done(self) -> list[str]:
        """What was done since the last time, a line each."""
        lines = self._log.read_text().splitlines() if self._log.exists() else []
        self._log.write_text("")
        return lines


RUN = ("sh", "packaging/run.sh")
TEST = ("sh", "packaging/test.sh")


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.fixture
def installation(machine: Machine) -> Callable[[str], list[str]]:
    """What a whole installation does."""

    def whole(extras: str) -> list[str]:
        options = f"-q --disable-pip-version-check -c {machine.project}/packaging/constraints.txt"
        return [
            "venv",
            f"pip {options} setuptools",
            f"pip {options} --no-build-isolation -e {machine.project}{extras}",
        ]

    return whole


Installation = Callable[[str], list[str]]


def test_the_first_run_installs_and_the_second_only_starts(machine: Machine, installation: Installation) -> None:
    assert machine.run(*RUN).returncode == 0
    assert machine.done() == [*installation(""), "transcriber listen"]
    second = machine.run(*RUN)
    assert machine.done() == ["transcriber listen"]
    assert "nstall" not in second.stderr


def test_with_a_display_it_opens_the_window_and_arguments_are_passed_on(machine: Machine) -> None:
    machine.run(*RUN)
    machine.done()
    for environment, arguments, started in (
        ({"DISPLAY": ":0"}, [], "transcriber "),
        ({"WAYLAND_DISPLAY": "wayland-0"}, [], "transcriber "),
        ({}, ["listen", "--input", "talk.wav"], "transcriber listen --input talk.wav"),
        ({"DISPLAY": ":0"}, ["devices"], "transcriber devices"),
        ({}, ["--format", "jsonl"], "transcriber listen --format jsonl"),
        ({}, ["--version"], "transcriber --version"),
    ):
        machine.run(*RUN, *arguments, cwd=machine.project, **environment)
        assert machine.done() == [started]


@pytest.mark.parametrize("changed", ["pyproject.toml", "packaging/constraints.txt"])
def test_when_what_it_is_built_on_changed_it_installs_again(
    machine: Machine, installation: Installation, changed: str
) -> None:
    machine.run(*RUN)
    machine.done()
    with (machine.project / changed).open("a") as file:
        file.write("# changed\n")
    machine.run(*RUN)
    assert machine.done() == [*installation("")[1:], "transcriber listen"]


def test_a_moved_folder_gets_an_environment_of_its_own(machine: Machine, installation: Installation) -> None:
    machine.run(*RUN)
    machine.done()
    machine.project = machine.project.rename(machine.project.with_name("elsewhere"))
    machine.run(*RUN)
    assert machine.done() == [
        *installation(""),
        "transcriber listen",
    ]


def test_an_installation_that_failed_is_made_afresh(machine: Machine, installation: Installation) -> None:
    machine.offline.touch()
    failed = machine.run(*RUN)
    assert failed.returncode == 1
    assert "Installing failed" in failed.stderr
    assert machine.done() == ["venv"]
    machine.offline.unlink()
    assert machine.run(*RUN).returncode == 0
    assert machine.done() == [*installation(""), "transcriber listen"]


def test_an_installation_that_was_killed_is_made_afresh(machine: Machine, installation: Installation) -> None:
    machine.run(*RUN)
    machine.done()
    # What a kill leaves: the mark of an installer that is no more.
    gone = subprocess.Popen(["true"])
    gone.wait()
    (machine.project / ".venv" / "installing").write_text(f"{gone.pid}\n")
    assert machine.run(*RUN).returncode == 0
    assert machine.done() == [*installation(""), "transcriber listen"]


def test_two_installations_do_not_meet(machine: Machine) -> None:
    machine.run(*RUN)
    machine.done()
    (machine.project / ".venv" / "installing").write_text(f"{os.getpid()}\n")
    refused = machine.run(*RUN)
    assert refused.returncode == 1
    assert f"under way (process {os.getpid()})" in refused.stderr
    assert machine.done() == []


def test_what_the_tests_need_includes_what_the_program_needs(machine: Machine, installation: Installation) -> None:
    machine.run(*TEST, "tests/unit/audio", "-k", "name")
    assert machine.done() == [*installation("[test]"), "pytest tests/unit/audio -k name"]
    machine.run(*RUN)
    assert machine.done() == ["transcriber listen"]


def test_every_check_runs_and_one_that_fails_fails_the_whole(machine: Machine) -> None:
    machine.run(*TEST, "none")
    machine.done()
    checks = ["ruff format --check", "ruff check", "mypy ", "lint-imports --no-logo", "pytest "]
    assert machine.run(*TEST).returncode == 0
    assert machine.done() == checks
    mypy = machine.project / ".venv" / "bin" / "mypy"
    mypy.write_text(mypy.read_text() + "exit 1\n")
    failed = machine.run(*TEST)
    assert failed.returncode == 1
    assert failed.stderr.endswith("Failed: mypy\n")
    assert machine.done() == checks


def test_continuous_integration_runs_from_anywhere_and_lets_nothing_be_missing(machine: Machine) -> None:
    refused = machine.run("bash", str(machine.project / ".ci" / "run"), cwd=Path("/"), CI="true")
    assert refused.returncode == 1
    assert "With CI=true nothing may be missing." in refused.stderr
    machine.add("ldconfig", "#!/bin/sh\necho libportaudio.so.2\n")
    for name in ("Xvfb", "dbus-run-session", "ffmpeg", "openbox", "pactl", "pulseaudio", "xdotool"):
        machine.add(name, "#!/bin/sh\n")
    run = machine.run("bash", str(machine.project / ".ci" / "run"), cwd=Path("/"), CI="true")
    assert run.returncode == 0
    assert machine.done()[-1] == "pytest "


def test_on_debian_only_what_is_missing_is_installed_and_it_is_said_before(machine: Machine) -> None:
    machine.add_apt("libportaudio2")
    run = machine.run(*RUN)
    assert machine.done()[:3] == [
        "apt-get -q update",
        "apt-get -qq -s install --no-install-recommends libasound2-plugins pulseaudio-utils",
        "apt-get -q -o Dpkg::Use-Pty=0 install -y --no-install-recommends libasound2-plugins pulseaudio-utils",
    ]
    assert run.stderr.startswith("Installing system packages: libasound2-plugins")


def test_a_library_under_its_newer_name_is_not_missing(machine: Machine) -> None:
    window = (ROOT / "packaging" / "linux" / "packages-window.txt").read_text().splitlines()[1:]
    sound = "libportaudio2 libasound2-plugins pulseaudio-utils "
    machine.add_apt(sound + " ".join(window).replace("libglib2.0-0", "libglib2.0-0t64"))
    machine.run(*RUN, DISPLAY=":0")
    assert machine.done()[0] == "venv"


def test_an_ordinary_person_uses_sudo_and_without_it_is_told_what_to_do(machine: Machine) -> None:
    machine.add_apt("libportaudio2", user_id=1000)
    told = machine.run(*RUN)
    assert "As root: apt-get install libasound2-plugins" in told.stderr
    assert machine.done()[-1] == "transcriber listen"
    machine.add("sudo", '#!/bin/sh\n"$@"\n')
    machine.run(*RUN)
    assert machine.done()[0] == "apt-get -q update"


def test_the_system_is_left_alone_when_asked(machine: Machine) -> None:
    machine.add_apt()
    run = machine.run(*RUN, "--no-system", "devices")
    assert "Missing system packages (left alone, as asked): libportaudio2 libasound2-plugins" in run.stderr
    assert machine.done()[-1] == "transcriber devices"


def test_packages_that_cannot_be_had_do_not_stop_the_program_but_the_tests_under_ci(machine: Machine) -> None:
    machine.add_apt()
    machine.run(*RUN, "--no-system")
    machine.done()
    machine.offline.touch()
    run = machine.run(*RUN)
    assert "could not be installed: libportaudio2 libasound2-plugins" in run.stderr
    assert machine.done() == ["transcriber listen"]
    assert machine.run(*TEST, CI="true").returncode == 1
    assert machine.done() == []


def test_without_a_new_enough_python_it_says_so(machine: Machine) -> None:
    machine.add("python3", "#!/bin/sh\nexit 1\n")
    run = machine.run(*RUN)
    assert run.returncode == 1
    assert "Python 3.11 or newer was not found" in run.stderr
