from datetime import UTC
from pathlib import Path

from tests.unit.cli.history_stage import kept_history
from transcriber.app.folders import store_folder
from transcriber.app.stored_material import material_of
from transcriber.export.material import ExportOptions, Gap
from transcriber.store.store import StoreReader


def test_a_recording_is_exported_as_a_person_reads_it(tmp_path: Path) -> None:
    kept = kept_history(tmp_path)
    reader = StoreReader(store_folder())
    talk, meeting = (
        material_of(reader, reader.recordings.get(each.public_id), ExportOptions(times=True), UTC)
        for each in (kept.talk, kept.meeting)
    )
    reader.close()

    assert (talk.title, talk.options.times) == ("Talk", True)
    assert talk.started == kept.talk.started_utc
    assert talk.started_text.endswith("UTC")
    assert talk.gaps == [
        Gap(3_000, 4_000, "the computer slept"),
        Gap(4_000, 5_000, "speech was heard here, but the service gave no text"),
    ]
    assert [turn.text for turn in meeting.turns] == ["Good morning. Hello.", "the red fox"]
    assert [meeting.names.name(each) for each in "ab"] == ["Speaker 1", "Ada"]
    assert meeting.title.startswith("Recording 2026-11-2")
