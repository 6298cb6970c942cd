from collections.abc import Coroutine
from typing import Any

from tests.unit.store.stage import recorded
from transcriber.app.folders import store_folder
from transcriber.app.history_office import HistoryOffice
from transcriber.session.notices import HistoryChanged, Notice


def test_what_is_asked_for_is_made_once_and_nothing_is_opened_before() -> None:
    told: list[Notice] = []
    tasks: list[Coroutine[Any, Any, None]] = []
    office = HistoryOffice(told.append, tasks.append, lambda: True, lambda *values: None)  # type: ignore[arg-type]

    office.recording_ended()
    assert office.archive is office.archive
    assert office.retranscriptions() is office.retranscriptions()
    assert not store_folder().exists()
    recording = recorded(office.archive.store(), "One.")
    office.archive.store().recordings.finish(recording.public_id, 1_900)
    office.edits().delete(recording.public_id)
    office.edits().undo_delete(recording.public_id)

    assert told == [HistoryChanged(recording.public_id)] * 2
    # Deleting once made the one that looks after it.
    [housekeeping] = tasks
    housekeeping.close()
    office.close(1.0)
