"""A transcript on paper: its words, its pages, and nothing of it read as markup. Poppler is the judge."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QPageSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from transcriber.export.material import Gap, Material
from transcriber.gui import printing as printing_module
from transcriber.gui.printing import Printing, write_pdf
from transcriber.gui.theme import Theme
from transcriber.session.notices import Problem
from transcriber.transcript.speakers import SpeakerNames
from transcriber.transcript.turns import SpeakerSegment, Turn, TurnState

pytestmark = pytest.mark.usefixtures("theme")


def told(count: int) -> Material:
    texts = [f"This is what was said as number {number}." for number in range(count)]
    texts[1] = "<b>Not bold</b> & <img src='x'>"
    turns = [
        Turn(
            number=number + 1,
            state=TurnState.FINISHED,
            text=text,
            start_ms=number * 4_000,
            segments=(SpeakerSegment("A", text),),
        )
        for number, text in enumerate(texts)
    ]
    turns[2] = Turn(number=3, state=TurnState.FAILED, failure="the service was too busy", start_ms=8_000)
    return Material(
        turns=turns,
        title="Weekly <i>sync</i>",
        started=datetime(2026, 11, 20, 9, 30, tzinfo=UTC),
        gaps=[Gap(12_500, 13_000, "the link was lost")],
        names=SpeakerNames.of(turns, {"A": "Ana"}),
    )


def read(path: Path) -> str:
    judged = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True, text=True)
    return judged.stdout


def test_every_word_is_there_with_times_speakers_gaps_and_page_numbers(tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    pages = write_pdf(told(120), path)
    text = read(path)
    lines = [" ".join(line.split()) for line in text.splitlines()]
    assert lines[0] == "Weekly <i>sync</i>"
    assert "2026-11-20 09:30 UTC" in lines
    assert "00:00:04 Ana: <b>Not bold</b> & <img src='x'>" in lines
    assert "00:00:08 Not transcribed: the service was too busy" in lines
    assert "00:00:12 Gap: the link was lost" in lines
    for number in (0, *range(3, 120)):
        assert any(line.endswith(f"Ana: This is what was said as number {number}.") for line in lines)
    assert pages > 1
    assert text.count("\f") == pages
    for number in range(1, pages + 1):
        assert any(line.replace(" ", "").endswith(f"</i>{number}/{pages}") for line in lines)


@pytest.mark.parametrize(
    ("page", "size"), [(QPageSize.PageSizeId.A4, "595 x 842"), (QPageSize.PageSizeId.Letter, "612 x 792")]
)
def test_the_paper_is_what_was_asked_for(tmp_path: Path, page: QPageSize.PageSizeId, size: str) -> None:
    path = tmp_path / "out.pdf"
    write_pdf(told(5), path, page)
    judged = subprocess.run(["pdfinfo", path], capture_output=True, check=True, text=True).stdout
    assert size in judged.replace(".276 x 841.89", " x 842").replace("595.28 x 841.89", "595 x 842")


def test_it_is_written_beside_the_main_thread(qtbot: QtBot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    printing = Printing(window)
    with qtbot.waitSignal(printing.said, timeout=20_000) as said:
        printing.save_pdf(told(10), tmp_path / "out.pdf")
    assert said.args == ["Saved as out.pdf"]
    assert "number 9" in read(tmp_path / "out.pdf")


def test_what_cannot_be_written_is_said_and_leaves_nothing(qtbot: QtBot, tmp_path: Path, theme: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    printing = Printing(window)
    with qtbot.waitSignal(printing.problem_raised, timeout=20_000) as raised:
        printing.save_pdf(told(5), tmp_path / "nowhere" / "out.pdf")
    assert raised.args is not None
    problem = raised.args[0]
    assert isinstance(problem, Problem)
    assert problem.message == "The transcript was not printed. No such file or directory."
    assert list(tmp_path.iterdir()) == []


@pytest.mark.allowed_logs("was not printed", logger="transcriber.gui.printing")
def test_a_bug_is_not_told_as_printed(
    qtbot: QtBot, tmp_path: Path, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(printing_module, "write_pdf", broken)
    window = QWidget()
    qtbot.addWidget(window)
    printing = Printing(window)
    with qtbot.assertNotEmitted(printing.said), qtbot.waitSignal(printing.problem_raised, timeout=20_000) as raised:
        printing.save_pdf(told(5), tmp_path / "out.pdf")
    assert raised.args is not None
    assert "error in this program" in raised.args[0].message
