import getpass
import io
import sys
from typing import Any

import pytest

from transcriber.cli.faults import CannotStart
from transcriber.cli.secret_input import read_secret, stdin_is_terminal


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_key_is_read_from_a_pipe(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("  sk-piped \nmore\n"))

    assert not stdin_is_terminal()
    assert read_secret("Key: ").reveal() == "sk-piped"
    assert capsys.readouterr() == ("", ""), "nobody is asked"


def test_at_a_terminal_it_is_asked_for_without_echo(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def silent(prompt: str, stream: Any) -> str:
        asked.append((prompt, stream))
        return "sk-typed"

    monkeypatch.setattr(sys, "stdin", Terminal("sk-echoed\n"))
    monkeypatch.setattr(getpass, "getpass", silent)

    assert read_secret("Key: ").reveal() == "sk-typed"
    assert asked == [("Key: ", sys.stderr)]


@pytest.mark.parametrize("text", ["", "\n", "two words\n", "sch\xfc\n"])
def test_what_cannot_be_a_key_is_refused_and_not_repeated(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))

    with pytest.raises(CannotStart) as refused:
        read_secret("Key: ")
    assert "two words" not in str(refused.value)
    assert str(refused.value).endswith(".")


def test_bytes_that_are_no_text_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xff\xfe\n"), encoding="utf-8"))

    with pytest.raises(CannotStart, match="no text"):
        read_secret("Key: ")


def test_without_any_stdin_there_is_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)

    assert not stdin_is_terminal()
    with pytest.raises(CannotStart):
        read_secret("Key: ")
