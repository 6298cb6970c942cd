import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Command
from tests.unit.cli.history_stage import MORNING, Kept, close, kept_history, open_store
from tests.unit.store.stage import finished
from transcriber.app.folders import store_folder
from transcriber.store.connection import open_lock
from transcriber.store.store import store_path
from transcriber.store.stored_turn import Origin

_RECORDS = """
import pathlib, sys, threading
from datetime import UTC, datetime
from transcriber.store.store import Store
from transcriber.transcript.turns import Turn, TurnState
now = datetime(2026, 11, 22, 12, tzinfo=UTC)
store = Store(pathlib.Path(sys.argv[1]), now)
public_id = store.recordings.create(now, title="Running").public_id
saved, is_over = 0, threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), is_over.set()), daemon=True).start()
while not is_over.is_set():
    saved += 1
    turn = Turn(number=saved, state=TurnState.FINISHED, text=f"spoken number {saved}", start_ms=saved, end_ms=saved + 1)
    store.turns.save(public_id, turn, saved)
    store.recordings.lasted(public_id, saved)
    if saved == 1:
        print(public_id, flush=True)
    is_over.wait(0.002)
print(saved, flush=True)
"""
_ENDS = """
store.recordings.finish(public_id, saved)
store.close(now, lambda path: None)
"""
_VANISHES = "import os; os._exit(9)\n"


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return kept_history(tmp_path)


def test_the_list_is_by_day_newest_first_with_all_that_tells_recordings_apart(command: Command, kept: Kept) -> None:
    done = command("history", "list")

    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "2026-11-21, Saturday",
        f"  {kept.meeting.public_id}  09:30  01:00:00  {'':16}  Untitled",
        "",
        "2026-11-20, Friday",
        f"  {kept.talk.public_id}  09:30  00:01:05  {'Cloud':16}  Talk  audio 0.1 MB (WAV)",
    ]


def test_the_list_of_a_day_and_of_the_newest(command: Command, kept: Kept) -> None:
    def listed(*options: str) -> list[str]:
        return [each["id"] for each in json.loads(command("history", "list", "--json", *options).out)]

    assert listed() == [kept.meeting.public_id, kept.talk.public_id]
    assert listed("--day", "2026-11-20") == [kept.talk.public_id]
    assert listed("--count", "1") == [kept.meeting.public_id]
    assert listed("--day", "2026-11-19") == []
    nothing = command("history", "list", "--day", "2026-11-19")
    assert (nothing.code, nothing.out) == (0, "")
    assert nothing.err == "There is no recording of that day; `transcriber history list` shows every day.\n"


def test_a_long_list_comes_page_after_page(command: Command, monkeypatch: pytest.MonkeyPatch, kept: Kept) -> None:
    store = open_store()
    titles = [f"Number {number}" for number in range(250)]
    for title in titles:
        store.recordings.finish(store.recordings.create(MORNING, title=title).public_id, 0)
    close(store)

    listed = json.loads(command("history", "list", "--day", "2026-11-20", "--json").out)
    some = json.loads(command("history", "list", "--day", "2026-11-20", "--json", "--count", "150").out)

    assert [each["title"] for each in listed] == [*reversed(titles), "Talk"]
    assert some == listed[:150]


def test_as_json_a_recording_has_everything_that_is_known_of_it(command: Command, kept: Kept) -> None:
    talk = json.loads(command("history", "list", "--json").out)[1]

    assert talk == {
        "id": kept.talk.public_id,
        "title": "Talk",
        "started": MORNING.isoformat(),
        "duration_ms": 65_000,
        "state": "finished",
        "service": "cloud",
        "service_title": "Cloud",
        "model": "whisper-1",
        "language": "",
        "input": "Desk",
        "has_audio": True,
        "audio_kind": "WAV",
        "audio_bytes": 4,
        "dollars": talk["dollars"],
    }


def test_what_was_said_is_shown_with_times_gaps_marks_and_notes(command: Command, kept: Kept) -> None:
    done = command("history", "show", kept.talk.public_id)

    assert done.out.splitlines() == [
        "Talk",
        "2026-11-20 09:30, 00:01:05, Cloud, Desk, audio 0.1 MB (WAV)",
        "",
        "00:00:01  The quick brown fox.",
        "00:00:02  It jumps over the [31mlazy dog.",
        "00:00:03  [Gap: the computer slept]",
        "00:00:04  [Gap: speech was heard here, but the service gave no text]",
        "",
        "00:00:01  Note: call back",
        "00:00:02  Mark: important",
    ]


def test_turns_that_something_else_transcribed_are_marked(command: Command, kept: Kept) -> None:
    engine = Origin(profile_name="local", profile_title="This computer", model="tiny")
    store = open_store()
    for number in (3, 4):
        store.turns.save(kept.talk.public_id, finished(number, "And on."), number, origin=engine)
    store.turns.save(kept.talk.public_id, finished(5, "Back."), 5, origin=kept.talk.origin)
    close(store)

    shown = command("history", "show", kept.talk.public_id).out.splitlines()
    turns = json.loads(command("history", "show", kept.talk.public_id, "--json").out)["turns"]

    assert shown[-1] == "00:00:03 to 00:00:04  transcribed by This computer, tiny"
    assert [turn["service"] for turn in turns] == ["", "", "local", "local", "cloud"]
    assert turns[2]["model"] == "tiny"


def test_speakers_have_the_names_and_turns_the_words_that_a_person_gave(command: Command, kept: Kept) -> None:
    shown = command("history", "show", kept.meeting.public_id).out.splitlines()
    document = json.loads(command("history", "show", kept.meeting.public_id, "--json").out)

    assert shown[3:] == [
        "00:00:01  Speaker 1: Good morning.",
        "00:00:01  Ada: Hello.",
        "00:01:30  the red fox",
    ]
    assert (document["id"], document["title"]) == (kept.meeting.public_id, "")
    assert [each["name"] for each in document["turns"][0]["segments"]] == ["Speaker 1", "Ada"]
    assert document["turns"][1]["text"] == "the red fox"
    assert (document["gaps"], document["marks"], document["notes"]) == ([], [], [])


def test_what_is_found_stands_in_brackets_newest_first(command: Command, kept: Kept) -> None:
    done = command("history", "search", "fox")

    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        f"{kept.meeting.public_id}  2026-11-21 09:30  Untitled",
        "  00:01:30  the red [fox]",
        f"{kept.talk.public_id}  2026-11-20 09:30  Talk",
        "  00:00:01  The quick brown [fox].",
    ]


def test_as_json_what_is_found_has_ranges(command: Command, kept: Kept) -> None:
    [hit] = json.loads(command("history", "search", "lazy", "jumps", "--json").out)

    assert (hit["id"], hit["turn"], hit["start_ms"]) == (kept.talk.public_id, 2, 2_000)
    assert [hit["text"][start:end] for start, end in hit["ranges"]] == ["jumps", "lazy"]


def test_a_search_can_be_kept_to_a_recording_and_to_a_number_of_turns(command: Command, kept: Kept) -> None:
    inside = json.loads(command("history", "search", "fox", "--in", kept.talk.public_id[:7], "--json").out)
    one = command("history", "search", "fox", "--count", "1")
    nothing = command("history", "search", "giraffe")

    assert [hit["id"] for hit in inside] == [kept.talk.public_id]
    assert one.out.count("[fox]") == 1
    assert one.err == "These are the newest 1; --count shows more.\n"
    assert (nothing.code, nothing.out, nothing.err) == (0, "", "Nothing was found.\n")


def test_an_id_may_be_shortened_as_long_as_it_names_one(
    command: Command, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = iter("abcdefgh" + "abcdzzzz")
    monkeypatch.setattr("transcriber.store.recordings.secrets.choice", lambda _: next(wanted))
    store = open_store()
    for title in ("First", "Second"):
        store.recordings.finish(store.recordings.create(MORNING, title=title).public_id, 0)
    close(store)

    assert command("history", "show", "abcde").out.startswith("First\n")
    assert command("history", "show", "ABCDZ").out.startswith("Second\n")
    both = command("history", "show", "abcd")
    assert (both.code, both.out) == (1, "")
    assert both.err == "More than one id begins with 'abcd', such as abcdefgh, abcdzzzz. Type more of it.\n"


@pytest.mark.parametrize("words", [("show",), ("rename", "x"), ("delete", "--yes"), ("search", "fox", "--in")])
def test_an_unknown_id_is_one_sentence(command: Command, kept: Kept, words: tuple[str, ...]) -> None:
    name = [*words, "00000000"] if words[0] != "rename" else ["rename", "00000000", "x"]

    done = command("history", *name)

    assert (done.code, done.out) == (1, "")
    assert done.err == "There is no recording '00000000'. `transcriber history list` shows every id.\n"


@pytest.mark.parametrize(
    "words",
    [("list",), ("list", "--json"), ("show", "a"), ("search", "a"), ("rename", "a", "b"), ("delete", "a", "--yes")],
)
@pytest.mark.parametrize("is_there", [False, True])
def test_an_empty_history_says_how_it_begins(command: Command, words: tuple[str, ...], is_there: bool) -> None:
    if is_there:
        close(open_store())

    done = command("history", *words)

    assert (done.code, done.out) == (1, "")
    assert done.err == "The history is empty; it begins with the first recording.\n"
    assert store_folder().exists() is is_there


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "the following arguments are required: ACTION"),
        (("list", "--day", "yesteryear"), "is not a day like"),
        (("list", "--day", "0001-01-01"), "is not a day like"),
        (("list", "--count", "0"), "is not a number from 1"),
        (("show",), "required: ID"),
        (("show", " "), "say which recording"),
        (("search",), "required: WORDS"),
        (("search", ' "" '), "say what to look for"),
        (("rename", "a", " \x1b "), "a title needs at least one letter"),
    ],
)
def test_wrong_usage_is_told_apart(command: Command, kept: Kept, words: tuple[str, ...], message: str) -> None:
    done = command("history", *words)

    assert (done.code, done.out) == (2, "")
    assert message in done.err


def test_a_store_of_a_newer_version_is_left_as_it_is(command: Command, kept: Kept) -> None:
    path = store_path(store_folder())
    content = bytearray(path.read_bytes())
    content[60:64] = (99).to_bytes(4, "big")
    path.write_bytes(content)

    for words in (("list",), ("rename", kept.talk.public_id, "x"), ("delete", kept.talk.public_id, "--yes")):
        done = command("history", *words)
        assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
        assert "newer version" in done.err
        assert "Update the program" in done.err
    assert path.read_bytes() == content


def test_a_damaged_store_says_what_to_do(command: Command, kept: Kept) -> None:
    path = store_path(store_folder())
    path.write_bytes(b"not a database" * 100)

    done = command("history", "list")

    assert (done.code, done.out) == (1, "")
    assert done.err == "The history file is damaged. Open the window once: it restores the newest good copy.\n"


def test_a_recording_that_another_program_makes_is_seen_and_nothing_of_it_is_lost(command: Command, kept: Kept) -> None:
    with recording_program(_ENDS) as recorder:
        assert recorder.stdout is not None
        assert recorder.stdin is not None
        running = recorder.stdout.readline().strip()
        listed = command("history", "list")
        shown = command("history", "show", running)
        found = command("history", "search", "spoken number", "--in", running)
        renamed = command("history", "rename", kept.talk.public_id, "Better")
        refused = command("history", "delete", running, "--yes")
        deleted = command("history", "delete", kept.meeting.public_id, "--yes")
        recorder.stdin.close()
        said = int(recorder.stdout.readline())

    assert recorder.returncode == 0
    assert "Running  (recording now)" in listed.out
    assert "spoken number 1\n" in shown.out
    assert "[spoken] [number]" in found.out
    assert (renamed.code, deleted.code) == (0, 0)
    assert (refused.code, refused.out) == (1, "")
    assert refused.err == f"{running} is being recorded now. Stop the recording first, then delete it.\n"
    after = json.loads(command("history", "list", "--json").out)
    assert [(each["title"], each["state"]) for each in after] == [("Running", "finished"), ("Better", "finished")]
    assert len(json.loads(command("history", "show", running, "--json").out)["turns"]) == said


def test_a_recording_whose_program_vanished_is_called_interrupted(command: Command) -> None:
    with recording_program(_VANISHES) as recorder:
        assert recorder.stdout is not None
        public_id = recorder.stdout.readline().strip()

    assert command("history", "list").out.endswith("Running  (interrupted)\n")
    assert command("history", "show", public_id).out.splitlines()[1].endswith("interrupted")
    assert json.loads(command("history", "list", "--json").out)[0]["state"] == "interrupted"
    assert command("history", "delete", public_id, "--yes").code == 0


def test_a_store_that_is_not_let_go_of_is_one_sentence(
    command: Command, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("transcriber.store.store.BUSY_WAIT_S", 0.05)
    lock = open_lock(store_folder() / "starting.lock", wait_s=0)
    assert lock is not None

    done = command("history", "rename", kept.talk.public_id, "x")
    lock.close()

    assert (done.code, done.out) == (1, "")
    assert done.err == "Another program holds the history. Close it, or try again in a moment.\n"


def recording_program(end: str) -> "subprocess.Popen[str]":
    """Another program that records into the same history until its stdin is closed."""
    return subprocess.Popen(
        [sys.executable, "-c", _RECORDS + end, str(store_folder())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
