from pathlib import Path

import pytest

from tests.unit.cli.history_stage import Kept, kept_history
from transcriber.app.folders import store_folder
from transcriber.cli.faults import CannotStart, WrongUsage
from transcriber.cli.stored import found_recording, newest_recording, readable_history, writable_history
from transcriber.store.store import store_path


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return kept_history(tmp_path)


def test_a_recording_is_found_by_the_beginning_of_its_id_and_the_newest_by_none(kept: Kept) -> None:
    with readable_history() as reader:
        assert found_recording(reader, f" {kept.talk.public_id[:7]} ").public_id == kept.talk.public_id
        assert newest_recording(reader).public_id == kept.meeting.public_id
        with pytest.raises(WrongUsage):
            found_recording(reader, "")


def test_what_a_start_repairs_is_told(kept: Kept, capsys: pytest.CaptureFixture[str]) -> None:
    path = store_path(store_folder())
    path.write_bytes(b"not a database" * 100)

    with writable_history() as store:
        assert store.recordings.get(kept.talk.public_id).title == "Talk"

    assert "The history file was damaged. The safety copy of" in capsys.readouterr().err


def test_a_folder_in_the_files_place_is_one_sentence() -> None:
    store_path(store_folder()).mkdir(parents=True)

    with pytest.raises(CannotStart, match="The history cannot be opened") as caught, readable_history():
        pass
    assert "data folder" in str(caught.value)
