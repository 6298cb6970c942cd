from pytestqt.qtbot import QtBot

from transcriber.gui.theme import Theme
from transcriber.gui.vocabulary.entry_form import EntryForm
from transcriber.transcript.vocabulary import Entry


def test_an_entry_comes_back_as_it_was_shown_also_with_a_preset_that_is_gone(qtbot: QtBot, theme: Theme) -> None:
    form = EntryForm(theme, ["Meeting"])
    qtbot.addWidget(form)
    for entry in (
        Entry(written="PySide6", heard=("pie six",), preset="Meeting"),
        Entry(written="Qt", is_expected=False, preset="Forgotten"),
    ):
        form.show_entry(entry)
        assert form.entry == Entry(
            written=entry.written,
            heard=entry.heard,
            is_expected=entry.is_expected,
            preset=entry.preset,
        )
    form.show_entry(None)
    assert form.entry == Entry(written="")
    assert all(edit.accessibleName() for edit in (form.written, form.heard, form.preset))
