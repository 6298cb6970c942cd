from pathlib import Path

import pytest

from tests.unit.store.stage import NOW, no_audio
from transcriber.app.late_speech import late_speech
from transcriber.store.errors import StoreError
from transcriber.store.store import Store, StoreReader
from transcriber.transcript.stretches import Stretch, StretchState
from transcriber.transcript.turns import Turn, TurnState


def test_the_history_is_read_as_a_person_reads_it_with_what_was_split_whole_again(tmp_path: Path) -> None:
    store = Store(tmp_path, NOW)
    public_id = store.recordings.create(NOW).public_id
    for number, text in ((1, "One two."), (2, "Three.")):
        turn = Turn(number=number, state=TurnState.FINISHED, text=text, start_ms=number * 1000, end_ms=number * 1500)
        store.turns.save(public_id, turn, number - 1)
    first, second = store.turns.all(public_id)
    store.turns.edit(second.id, "Four.")
    store.turns.split(first.id, len("One"))
    stretch = Stretch(start_sample=0, end_sample=24_000, state=StretchState.SILENT)
    store.coverage.lay(public_id, [stretch])

    reader = StoreReader(tmp_path)
    found = late_speech(reader, public_id)
    with pytest.raises(StoreError):
        late_speech(reader, "nosuch")
    reader.close()
    store.close(NOW, no_audio)

    assert [(turn.number, turn.text) for turn in found.turns] == [(1, "One two."), (2, "Four.")]
    assert found.stretches == (stretch,)
