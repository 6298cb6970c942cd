from PySide6.QtCore import Qt

from transcriber.gui.vocabulary.entries_model import EntriesModel
from transcriber.transcript.vocabulary import Entry, Vocabulary


def test_rows_are_entries_by_name_and_headers_name_the_columns() -> None:
    model = EntriesModel()
    first, second = Entry(written="b"), Entry(written="A", preset="Meeting")
    model.show_vocabulary(Vocabulary((first, second)))
    assert model.rows == (second, first)
    assert model.row_of(first) == 1
    assert model.index(0, 2).data() == "Meeting"
    side = Qt.Orientation.Horizontal
    assert [model.headerData(column, side) for column in range(model.columnCount())] == [
        "Written",
        "Heard as",
        "Counts",
        "Service",
    ]
    model.look_for("meet")
    assert list(model.rows) == [second]
    assert model.row_of(first) is None
