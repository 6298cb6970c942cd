import io
import sys
from dataclasses import replace

import pytest

from transcriber.cli.faults import CannotStart
from transcriber.cli.first_use import confirm_first_use, keep_confirmed
from transcriber.cli.saved import change_preferences, saved_profile
from transcriber.settings.profiles import OPENAI, Profile

STRANGE = Profile(
    name="strange",
    title="Strange",
    base_url="https://strange.example/v1",
    is_confirmed=False,
    default_model="whisper-1",
)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def imported() -> None:
    change_preferences(lambda saved: replace(saved, profiles=(*saved.profiles, STRANGE)))


def test_a_service_of_ones_own_is_not_asked_about(capsys: pytest.CaptureFixture[str]) -> None:
    assert confirm_first_use(OPENAI) is OPENAI
    assert capsys.readouterr() == ("", "")


def test_without_anybody_to_answer_nothing_is_sent_and_nothing_is_kept(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("yes\n"))

    with pytest.raises(CannotStart, match=r"Nothing was sent. .* `transcriber services confirm strange`"):
        confirm_first_use(STRANGE)

    assert "strange.example" in capsys.readouterr().err
    assert not saved_profile("strange").is_confirmed


@pytest.mark.parametrize(("answer", "is_agreed"), [("y\n", True), ("Yes\n", True), ("\n", False), ("no\n", False)])
def test_a_person_at_the_terminal_decides(monkeypatch: pytest.MonkeyPatch, answer: str, is_agreed: bool) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(answer))

    if is_agreed:
        assert confirm_first_use(STRANGE).is_confirmed
    else:
        with pytest.raises(CannotStart, match="Nothing was sent"):
            confirm_first_use(STRANGE)
    assert saved_profile("strange").is_confirmed is is_agreed


def test_a_confirmation_is_kept_for_that_service_alone() -> None:
    keep_confirmed(STRANGE)

    assert saved_profile("strange") == replace(STRANGE, is_confirmed=True)
