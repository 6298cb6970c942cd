"""What `transcribe` refuses before it transcribes anything; what it does is told in the end-to-end tests."""

import sys

import pytest

from tests.unit.cli.conftest import Command


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "jsonl", "--output", "x"], "to stdout only"),
        (["--format", "jsonl", "--no-times"], "JSON lines always have both"),
        (["--format", "jsonl", "--speakers"], "JSON lines always have both"),
        (["b.wav", "--format", "csv"], "several files as csv need --output FOLDER"),
        (["b.wav", "--format", "docx"], "several files as docx need --output FOLDER"),
    ],
)
def test_what_does_not_fit_together(command: Command, arguments: list[str], said: str) -> None:
    done = command("transcribe", "a.wav", *arguments)

    assert (done.code, done.out) == (2, "")
    [line] = done.err.splitlines()
    assert said in line


def test_a_terminal_is_not_filled_with_a_document_that_is_no_text(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)

    done = command("transcribe", "a.wav", "--format", "docx")

    assert (done.code, done.out) == (2, "")
    assert "docx cannot be shown in a terminal; add --output FOLDER" in done.err
