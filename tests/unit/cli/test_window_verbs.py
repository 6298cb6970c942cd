import pytest

from transcriber.cli import window_verbs
from transcriber.cli.window_verbs import ask_window
from transcriber.settings.window_calls import NoWindowError, SilentWindowError


class Window:
    """Open or not, and how it answers."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[list[str]] = []
        self.fault: Exception | None = None
        self.refusal = ""
        monkeypatch.setattr(window_verbs, "call_window", self._called)

    def _called(self, verbs: list[str], patience_s: float) -> str:
        if self.fault is not None:
            raise self.fault
        self.asked.append(verbs)
        return self.refusal


@pytest.fixture
def window(monkeypatch: pytest.MonkeyPatch) -> Window:
    return Window(monkeypatch)


def test_a_second_start_shows_the_window_and_verbs_are_passed_on_in_turn(window: Window) -> None:
    assert ask_window([]) == 0
    assert ask_window(["--toggle", "--mark"]) == 0
    assert window.asked == [["show"], ["toggle", "mark"]]


def test_why_it_was_not_done_is_one_sentence(window: Window, capsys: pytest.CaptureFixture[str]) -> None:
    window.refusal = "Nothing is being recorded, so there is nothing to mark."
    assert ask_window(["--mark"]) == 1
    assert capsys.readouterr().err == "Nothing is being recorded, so there is nothing to mark.\n"


@pytest.mark.parametrize("arguments", [[], ["--show"], ["--toggle"], ["--captions", "--toggle"]])
def test_without_a_window_one_is_opened_for_what_it_can_do(window: Window, arguments: list[str]) -> None:
    window.fault = NoWindowError()
    assert ask_window(arguments) is None


@pytest.mark.parametrize("arguments", [["--mark"], ["--show", "--mark"]])
def test_a_mark_needs_a_window_that_records(
    window: Window, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    window.fault = NoWindowError()
    assert ask_window(arguments) == 1
    assert capsys.readouterr().err == "Transcriber is not open, so there is nothing to mark.\n"


def test_a_window_that_hangs_is_said(window: Window, capsys: pytest.CaptureFixture[str]) -> None:
    window.fault = SilentWindowError()
    assert ask_window([]) == 1
    assert "does not answer" in capsys.readouterr().err


def test_what_is_no_verb_is_wrong_usage(window: Window, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask_window(["--toggle", "--bogus"]) == 2
    assert "--bogus does not go with --toggle" in capsys.readouterr().err
    assert not window.asked
