"""The engine as a program: its first line, its ends, and its one line when something is wrong."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

SERVE = [sys.executable, "-m", "transcriber", "serve"]
CHILD = [sys.executable, "-m", "transcriber", "engine"]


@contextmanager
def program(command: list[str], **environment: str) -> Iterator["subprocess.Popen[str]"]:
    clean = {name: value for name, value in os.environ.items() if name != "TRANSCRIBER_ENGINE_TOKEN"}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, env=clean | environment) as process:
        try:
            yield process
        finally:
            process.kill()


def first_line(process: "subprocess.Popen[str]") -> dict[str, str]:
    assert process.stdout is not None
    announced: dict[str, str] = json.loads(process.stdout.readline())
    return announced


def port_of(announced: dict[str, str]) -> int:
    return int(announced["url"].removeprefix("http://127.0.0.1:").removesuffix("/v1"))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_says_where_it_is_and_ends_quietly_when_asked(number: signal.Signals) -> None:
    with program(SERVE) as process:
        announced = first_line(process)
        assert set(announced) == {"url", "token"}
        assert len(announced["token"]) >= 43, "256 bits in base64"
        socket.create_connection(("127.0.0.1", port_of(announced))).close()

        process.send_signal(number)
        out, errors = process.communicate(timeout=60)

    assert process.returncode == 0
    assert (out, errors) == ("", "")


def test_it_lives_on_when_the_stdin_of_whoever_called_it_ends() -> None:
    with program(SERVE) as process:
        announced = first_line(process)
        assert process.stdin is not None
        process.stdin.close()
        socket.create_connection(("127.0.0.1", port_of(announced))).close()

        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=0.3)


def test_the_child_ends_with_its_stdin_and_steps_behind_its_parent() -> None:
    with program(CHILD) as process:
        first_line(process)
        assert os.getpriority(os.PRIO_PROCESS, process.pid) == os.getpriority(os.PRIO_PROCESS, 0) + 5
        out, errors = process.communicate(timeout=60)

    assert process.returncode == 0
    assert (out, errors) == ("", "")


def test_a_token_may_be_given_and_an_empty_one_is_not_one() -> None:
    with program(CHILD, TRANSCRIBER_ENGINE_TOKEN="a token of mine") as process:
        assert first_line(process)["token"] == "a token of mine"
    with program(CHILD, TRANSCRIBER_ENGINE_TOKEN="") as process:
        assert len(first_line(process)["token"]) >= 43


def test_a_taken_port_is_one_clear_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = subprocess.run([*SERVE, "--port", str(port)], capture_output=True, text=True, timeout=120, check=False)

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == (
        f"Port {port} on 127.0.0.1 is taken. Choose another one with --port, or 0 for any free one.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--port", "65536"], "from 0 to 65535"),
        (["--port", "x"], "from 0 to 65535"),
        (["--session-limit-s", "4"], "from 5 to 86400"),
        (["--loud"], "unrecognized arguments"),
    ],
)
def test_wrong_usage_names_the_allowed_range(arguments: list[str], words: str) -> None:
    done = subprocess.run([*SERVE, *arguments], capture_output=True, text=True, timeout=120, check=False)

    assert done.returncode == 2
    assert done.stdout == ""
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_nothing_heavy_is_loaded_to_say_how_it_is_used() -> None:
    script = (
        "import sys, contextlib\n"
        "from transcriber.engine import program\n"
        "with contextlib.suppress(SystemExit): program.main(['--help'])\n"
        "assert not {'numpy', 'aiohttp', 'PySide6', 'ctypes'} & set(sys.modules), 'too early'\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=120, check=False)

    assert done.returncode == 0, done.stderr
    assert "--session-limit-s" in done.stdout
