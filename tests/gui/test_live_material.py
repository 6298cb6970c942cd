"""A document made from the live page is the one that the history exports of the same recording."""

from pathlib import Path

import docx
import pytest

from tests.gui.history.told_recording import ToldRecording
from transcriber.app.stored_material import material_of
from transcriber.export.formats import ExportFormat, as_file
from transcriber.export.material import ExportOptions, Material
from transcriber.gui.live_material import LiveMaterial
from transcriber.store.store import StoreReader
from transcriber.store.values import Mark, Note


@pytest.fixture
def told(tmp_path: Path) -> ToldRecording:
    made = ToldRecording(tmp_path / "history", title="")
    made.say("So the release slips.", speaker="a")
    made.say("By a week.")
    made.miss(8, 20, "The connection was lost.")
    made.store.annotations.add_mark(made.public_id, 1_000, "")
    made.store.annotations.add_note(made.public_id, 5_000, "Ask Ana")
    return made


def exported(told: ToldRecording) -> Material:
    reader = StoreReader(told.folder)
    try:
        return material_of(reader, reader.recordings.get(told.public_id), ExportOptions())
    finally:
        reader.close()


def live(told: ToldRecording, folder: Path | None = None) -> LiveMaterial:
    kept = exported(told)
    shown = Material(turns=kept.turns, title="Live recording", names=kept.names)
    annotations: list[Mark | Note] = [Mark(1, 1_000), Note(1, 5_000, "Ask Ana")]
    return LiveMaterial(shown, annotations, folder or told.folder, told.public_id)


@pytest.mark.parametrize("wanted", [each for each in ExportFormat if each is not ExportFormat.DOCX])
def test_every_format_is_the_export_of_the_history(told: ToldRecording, wanted: ExportFormat) -> None:
    made = as_file(live(told).whole(), wanted)
    assert made == as_file(exported(told), wanted)
    told.close()


def test_so_is_the_word_document(told: ToldRecording, tmp_path: Path) -> None:
    words = []
    for name, material in {"live": live(told).whole(), "kept": exported(told)}.items():
        path = tmp_path / f"{name}.docx"
        path.write_bytes(as_file(material, ExportFormat.DOCX))
        words.append([paragraph.text for paragraph in docx.Document(str(path)).paragraphs])
    assert words[0] == words[1]
    assert any("Ask Ana" in line for line in words[0])
    told.close()


def test_a_history_that_cannot_be_read_leaves_what_the_window_knows(told: ToldRecording, tmp_path: Path) -> None:
    whole = live(told, tmp_path / "nowhere").whole()
    assert (whole.title, whole.started) == ("Live recording", None)
    assert [each.text for each in whole.annotations] == ["", "Ask Ana"]
    told.close()
