import io
from dataclasses import replace
from datetime import UTC
from pathlib import Path

import docx
import pytest

from tests.unit.cli.history_stage import close, kept_history, open_store
from tests.unit.store.stage import NOW, no_audio
from transcriber.app.folders import store_folder
from transcriber.app.stored_material import material_of, missing_beside
from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.export.formats import ExportFormat, as_file
from transcriber.export.material import ExportOptions, Gap
from transcriber.store.store import Store, StoreReader
from transcriber.store.stored_turn import NOTHING_KNOWN, Origin, StoredTurn
from transcriber.transcript.stretches import Stretch, StretchState
from transcriber.transcript.turns import Turn, TurnState


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


def test_of_two_sources_a_gap_is_one_of_its_own(tmp_path: Path) -> None:
    kept = kept_history(tmp_path)
    store = open_store()
    store.coverage.lay(kept.talk.public_id, [replace(missing(8_000, 9_000), reason="no link", lane=1)])
    close(store)
    reader = StoreReader(store_folder())
    gaps = material_of(reader, kept.talk, ExportOptions(), UTC).gaps
    reader.close()

    assert gaps[-1] == Gap(8_000, 9_000, "no link", lane=1)


def failed(number: int, start_ms: int, end_ms: int | None, lane: int = 0) -> StoredTurn:
    turn = Turn(number=number, state=TurnState.FAILED, failure="It was too loud.", start_ms=start_ms, end_ms=end_ms)
    return StoredTurn(id=number, machine=turn, lane=lane)


def missing(start_ms: int, end_ms: int, *, has_audio: bool = True) -> Stretch:
    start_sample, end_sample = (each * SPOOL_SAMPLES_PER_MS for each in (start_ms, end_ms))
    return Stretch(start_sample=start_sample, end_sample=end_sample, state=StretchState.GAP, has_audio=has_audio)


def test_a_turn_that_failed_is_not_named_once_more_as_a_gap() -> None:
    turns = [failed(1, 1_000, 2_000), failed(2, 2_100, 3_000)]
    assert missing_beside(turns, [missing(900, 3_040)]) == [], "two of them, joined, with their edges"
    assert missing_beside([failed(1, 1_000, None)], [missing(1_000, 9_000)]) == [], "nobody said where it ends"


def test_what_is_missing_beside_a_turn_that_failed_stays() -> None:
    turns = [failed(1, 1_000, 2_000)]
    before, after = missing(0, 1_000), missing(2_001, 5_000)
    assert missing_beside(turns, [missing(0, 5_000)]) == [before, after]
    elsewhere = [missing(6_000, 6_100), missing(1_200, 1_400, has_audio=False)]
    assert missing_beside(turns, elsewhere) == elsewhere, "what was never captured has a reason of its own"
    assert missing_beside([failed(1, 1_000, 2_000, lane=1)], [missing(1_000, 2_000)]) == [missing(1_000, 2_000)]


@pytest.mark.parametrize("wanted", ExportFormat)
def test_every_format_names_what_failed_once_and_what_is_missing_beside_it(
    tmp_path: Path, wanted: ExportFormat
) -> None:
    kept = kept_history(tmp_path)
    store = open_store()
    store.turns.save(kept.talk.public_id, failed(3, 10_000, 12_000).machine, 2)
    reason = "It was too loud."
    gap = replace(missing(10_000, 12_000), reason=reason)
    unplugged = replace(missing(20_000, 30_000, has_audio=False), reason="The microphone was unplugged")
    store.coverage.lay(kept.talk.public_id, [gap, unplugged])
    close(store)
    reader = StoreReader(store_folder())
    content = as_file(material_of(reader, kept.talk, ExportOptions(times=True), UTC), wanted)
    reader.close()

    if wanted is ExportFormat.DOCX:
        text = "\n".join(each.text for each in docx.Document(io.BytesIO(content)).paragraphs)
    else:
        text = content.decode()
    # Lines of subtitles are broken where they get too long.
    words = " ".join(text.split())
    assert words.count("It was too loud.") == 1
    assert words.count("The microphone was unplugged") == 1


def test_what_another_service_made_is_told_apart_from_what_is_usual(tmp_path: Path) -> None:
    store = Store(tmp_path, NOW)
    usual, other = Origin(profile_title="OpenAI", model="gpt-4o"), Origin(profile_title="This computer")
    public_id = store.recordings.create(NOW, origin=usual).public_id
    for number, origin in ((1, usual), (2, other), (3, NOTHING_KNOWN)):
        turn = Turn(number=number, state=TurnState.FINISHED, text=f"{number}.", start_ms=number * 1000)
        store.turns.save(public_id, turn, number, origin=origin)
    reader = StoreReader(tmp_path)
    material = material_of(reader, reader.recordings.get(public_id), ExportOptions())
    reader.close()
    store.close(NOW, no_audio)

    assert [material.maker_of(turn) for turn in material.turns] == [
        "OpenAI (gpt-4o)",
        "This computer",
        "OpenAI (gpt-4o)",
    ]
