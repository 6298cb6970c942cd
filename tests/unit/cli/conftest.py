"""Commands as they are typed, in this process: what they read and what they say."""

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from transcriber.cli.program import main


@dataclass(frozen=True)
class Done:
    """A command that has ended."""

    code: int
    out: str
    err: str


class Terminal(io.StringIO):
    """A stdin at which somebody sits."""

    def isatty(self) -> bool:
        return True


Command = Callable[..., Done]


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run a command to its end; `stdin` is what is piped into it, `typed` what somebody types at a terminal."""

    def run(*arguments: str, stdin: str = "", typed: str | None = None) -> Done:
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin) if typed is None else Terminal(typed))
        try:
            code = main(list(arguments))
        except SystemExit as ended:
            code = int(ended.code or 0)
        said = capsys.readouterr()
        return Done(code, said.out, said.err)

    return run
