import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Command
from tests.unit.cli.history_stage import Kept, kept_history
from tests.unit.store.stage import traces_of
from transcriber.app.folders import remove_audio, store_folder
from transcriber.store.store import Store


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return kept_history(tmp_path)


def ids(command: Command) -> list[str]:
    return [each["id"] for each in json.loads(command("history", "list", "--json").out)]


def test_a_recording_gets_another_title_on_one_line(command: Command, kept: Kept) -> None:
    done = command("history", "rename", kept.talk.public_id[:7], "The", "fox\x1b[31m\n& the dog")

    assert (done.code, done.out) == (0, "")
    assert done.err == f"{kept.talk.public_id} is called The fox[31m & the dog now.\n"
    assert command("history", "show", kept.talk.public_id).out.startswith("The fox[31m & the dog\n")
    as_json = command("history", "rename", kept.talk.public_id, "Again", "--json")
    assert json.loads(as_json.out) == {"id": kept.talk.public_id, "title": "Again"}


def test_on_a_terminal_it_is_shown_what_goes_and_asked(command: Command, kept: Kept) -> None:
    declined = command("history", "delete", kept.talk.public_id, typed="\n")
    assert (declined.code, declined.out) == (1, "")
    assert f"{kept.talk.public_id}  09:30  00:01:05" in declined.err
    assert "This cannot be undone. [y/N] Nothing was deleted.\n" in declined.err
    assert kept.talk.public_id in ids(command)

    agreed = command("history", "delete", kept.talk.public_id, typed="y\n")
    assert (agreed.code, agreed.out) == (0, "")
    assert agreed.err.endswith("Talk is deleted for good: text, audio and index. This cannot be undone.\n")
    assert ids(command) == [kept.meeting.public_id]


def test_text_index_copies_and_audio_are_gone_at_once(command: Command, kept: Kept) -> None:
    assert traces_of("lazy", store_folder()) != []
    assert kept.audio.exists()

    done = command("history", "delete", kept.talk.public_id, "--yes", "--json")

    assert json.loads(done.out) == {"id": kept.talk.public_id, "deleted": True}
    assert traces_of("lazy", store_folder()) == []
    assert not kept.audio.exists()
    assert command("history", "search", "lazy").out == ""


def test_where_nobody_can_be_asked_nothing_is_deleted(command: Command, kept: Kept) -> None:
    done = command("history", "delete", kept.talk.public_id, stdin="y\n")

    assert (done.code, done.out) == (2, "")
    assert "--yes" in done.err
    assert kept.talk.public_id in ids(command)


def test_audio_that_cannot_be_removed_is_named(command: Command, kept: Kept) -> None:
    kept.audio.unlink()
    kept.audio.mkdir()

    done = command("history", "delete", kept.talk.public_id, "--yes")

    assert (done.code, done.out) == (1, "")
    assert f"its audio could not be removed: {kept.audio}" in done.err
    assert kept.talk.public_id not in ids(command)
    kept.audio.rmdir()
    Store(store_folder(), datetime.now(UTC)).close(datetime.now(UTC) + timedelta(seconds=11), remove_audio)
    assert traces_of("lazy", store_folder()) == []
