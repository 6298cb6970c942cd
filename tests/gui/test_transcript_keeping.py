"""Which words exist only in the window, through recordings, copies and saves."""

from pathlib import Path

import docx
import pytest
from pytestqt.qtbot import QtBot

from transcriber.export.formats import ExportFormat
from transcriber.gui.save_dialog import SaveDialog
from transcriber.gui.takeovers import Takeover
from transcriber.gui.theme import Theme
from transcriber.gui.transcript_keeping import TranscriptKeeping
from transcriber.gui.transcript_page import TranscriptPage
from transcriber.session.notices import Problem
from transcriber.store.values import Mark, Note
from transcriber.transcript.turns import SpeakerSegment, Turn, TurnChange, TurnChanged, TurnState


class Made:
    """What a person added to the recording on the page."""

    def __init__(self, *added: Mark | Note) -> None:
        self.all = added
        self.public_id = ""


class Desk:
    """A page and who keeps its words."""

    def __init__(self, theme: Theme, qtbot: QtBot) -> None:
        self.page = TranscriptPage(theme)
        qtbot.addWidget(self.page)
        self.keeping = TranscriptKeeping(self.page, self.page)
        self._said = 0

    def say(self, text: str, state: TurnState = TurnState.FINISHED, speaker: str = "") -> None:
        self._said += 1
        segments = (SpeakerSegment(speaker, text),) if speaker else ()
        turn = Turn(number=self._said, text=text, state=state, segments=segments)
        position = len(self.page.transcript.turns)
        self.page.transcript.apply((TurnChanged(TurnChange.COMPLETED, turn, position),))

    def begin(self, *, is_precious: bool = True) -> None:
        self.keeping.begin(is_precious=is_precious)
        self.page.transcript.clear_turns()


@pytest.fixture
def desk(theme: Theme, qtbot: QtBot) -> Desk:
    return Desk(theme, qtbot)


def test_words_are_unsaved_until_they_are_copied_and_again_when_more_come(desk: Desk) -> None:
    assert desk.keeping.unsaved_text == ""
    desk.say("One.")
    assert desk.keeping.unsaved_text == "One.\n"
    desk.keeping.copy()
    assert desk.keeping.unsaved_text == ""
    desk.say("Two.")
    assert desk.keeping.unsaved_text == "One.\nTwo.\n"


def test_the_demo_can_be_played_again(desk: Desk) -> None:
    desk.begin(is_precious=False)
    desk.say("Ask not.")
    assert desk.keeping.unsaved_text == ""


def test_nothing_of_several_recordings_is_forgotten(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    for text in ("First.", "Second."):
        desk.say(text)
        desk.begin()
    desk.say("Third.")
    assert desk.keeping.previous_text == "First.\n\nSecond.\n"
    assert desk.keeping.unsaved_text == "First.\n\nSecond.\n\nThird.\n"
    with qtbot.waitSignal(desk.keeping.saved):
        desk.keeping.save(tmp_path / "all.txt", text=desk.keeping.unsaved_text)
    assert desk.keeping.unsaved_text == ""
    assert (tmp_path / "all.txt").read_text() == "First.\n\nSecond.\n\nThird.\n"


def test_the_demo_does_not_push_out_words_that_nobody_took(desk: Desk) -> None:
    desk.say("Precious.")
    desk.begin(is_precious=False)
    desk.say("Ask not.")
    desk.begin()
    assert desk.keeping.previous_text == "Precious.\n"
    assert desk.keeping.unsaved_text == "Precious.\n"


def test_words_that_could_not_be_written_stay_unsaved(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    desk.say("One.")
    problems: list[Problem] = []
    desk.keeping.problem_raised.connect(problems.append)
    with qtbot.waitSignal(desk.keeping.not_saved):
        desk.keeping.save(tmp_path / "nowhere" / "out.txt")
    [problem] = problems
    assert problem.code == "not_saved"
    assert problem.message.endswith("out.txt cannot be written: No such file or directory.")
    assert problem.remedy == "Choose another folder, or make room there."
    assert desk.keeping.unsaved_text == "One.\n"


def test_every_format_can_be_saved_with_title_and_names(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    desk.page.title.setText("Planning")
    desk.say("Who is there?", speaker="a")
    desk.page.transcript.name_speakers({"a": "Ana"})
    for wanted in ExportFormat:
        with qtbot.waitSignal(desk.keeping.saved):
            desk.keeping.save(tmp_path / f"out.{wanted}", wanted)
        assert desk.page.note.text() == f"Saved as out.{wanted}"
    assert (tmp_path / "out.txt").read_text() == "Ana: Who is there?\n"
    assert "Ana: Who is there?" in (tmp_path / "out.srt").read_text()
    paragraphs = docx.Document(str(tmp_path / "out.docx")).paragraphs
    assert [paragraph.text for paragraph in paragraphs] == ["Planning", "Ana: Who is there?"]


def test_what_is_still_being_said_is_unsaved_where_it_is_not_in_the_document(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    desk.say("One.")
    desk.say("Two and", TurnState.LIVE)
    with qtbot.waitSignal(desk.keeping.saved):
        desk.keeping.save(tmp_path / "out.md", ExportFormat.MD)
    assert "Two" not in (tmp_path / "out.md").read_text()
    assert desk.keeping.unsaved_text == "One.\nTwo and\n"
    with qtbot.waitSignal(desk.keeping.saved):
        desk.keeping.save(tmp_path / "out.txt")
    assert desk.keeping.unsaved_text == ""


def test_what_is_said_while_it_is_written_is_unsaved(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    desk.say("One.")
    with qtbot.waitSignal(desk.keeping.saved):
        desk.keeping.save(tmp_path / "out.html", ExportFormat.HTML)
        desk.say("Two.")
    assert "Two" not in (tmp_path / "out.html").read_text()
    assert desk.keeping.unsaved_text == "One.\nTwo.\n"


def test_a_recording_that_begins_meanwhile_does_not_make_saved_words_unsaved(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    desk.say("One.")
    with qtbot.waitSignal(desk.keeping.saved):
        desk.keeping.save(tmp_path / "out.json", ExportFormat.JSON)
        desk.begin()
    assert (desk.keeping.previous_text, desk.keeping.unsaved_text) == ("One.\n", "")


def test_the_format_that_was_chosen_is_offered_again(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    desk.page.title.setText("Plan: a/b")
    desk.say("One.")
    desk.keeping.ask_where_to_save()
    first = asked(desk)
    assert Path(first.selectedFiles()[0]).name == "Plan- a-b.txt"
    assert len(first.nameFilters()) == len(ExportFormat)
    with qtbot.waitSignal(desk.keeping.saved):
        first.fileSelected.emit(str(tmp_path / "plan.vtt"))
    first.close()
    assert (tmp_path / "plan.vtt").read_text().startswith("WEBVTT")

    desk.keeping.ask_where_to_save()
    second = asked(desk)
    assert Path(second.selectedFiles()[0]).name == "Plan- a-b.vtt"
    with qtbot.waitSignal(desk.keeping.not_saved):
        second.reject()


def test_several_transcripts_are_saved_as_text_only(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    for words in ("One.", "Two."):
        desk.say(words)
        desk.begin()
    desk.keeping.ask_where_to_save_previous()
    dialog = asked(desk)
    assert dialog.nameFilters() == ["Text (*.txt)"]
    with qtbot.waitSignal(desk.keeping.saved):
        dialog.fileSelected.emit(str(tmp_path / "before.txt"))
    dialog.close()
    assert (tmp_path / "before.txt").read_text() == "One.\n\nTwo.\n"


def test_the_previous_transcript_is_saved_as_it_was_shown_with_all_that_a_person_made(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    desk.page.title.setText("Planning")
    desk.say("One.", speaker="a")
    desk.page.transcript.name_speakers({"a": "Ana"})
    made = Made(Mark(1, 500, "Decision"), Note(1, 700, "Ask Ben"))
    desk.keeping.complete(made, tmp_path)  # type: ignore[arg-type]
    desk.begin()
    made.all = ()
    desk.page.title.setText("Another")
    desk.say("Two.")
    with qtbot.waitSignal(desk.keeping.saved):
        desk.keeping.save(tmp_path / "now.txt")
    assert desk.keeping.unsaved_text == "Ana: One.\n"

    desk.keeping.ask_where_to_save_previous()
    dialog = asked(desk)
    assert Path(dialog.selectedFiles()[0]).name == "Planning.txt"
    assert len(dialog.nameFilters()) == len(ExportFormat)
    with qtbot.waitSignal(desk.keeping.saved):
        dialog.fileSelected.emit(str(tmp_path / "before.md"))
    dialog.close()
    written = (tmp_path / "before.md").read_text()
    for part in ("Planning", "Ana", "One.", "Decision", "Ask Ben"):
        assert part in written, part
    assert "Two." not in written
    assert desk.keeping.unsaved_text == "", "both are saved now"


def asked(desk: Desk) -> SaveDialog:
    [dialog] = [child for child in desk.page.findChildren(SaveDialog) if child.isVisible()]
    return dialog


def test_a_saved_document_says_where_another_service_took_over(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    for number, start_ms in ((1, 1_000), (2, 5_000), (3, 9_000)):
        turn = Turn(number=number, text=f"Turn {number}.", state=TurnState.FINISHED, start_ms=start_ms)
        desk.page.transcript.apply((TurnChanged(TurnChange.COMPLETED, turn, number - 1),))
    desk.page.transcript.take_over(Takeover(5_000, "This computer"))
    with qtbot.waitSignal(desk.keeping.saved):
        desk.keeping.save(tmp_path / "out.md", ExportFormat.MD)

    said = (tmp_path / "out.md").read_text()
    assert said.count("From here transcribed by This computer") == 1
    assert said.index("Turn 1.") < said.index("From here transcribed by") < said.index("Turn 2.")
