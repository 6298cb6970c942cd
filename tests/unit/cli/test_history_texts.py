from datetime import UTC, datetime

from transcriber.cli.history_texts import annotation_lines, hit_document, hit_line, recording_line, title_of
from transcriber.store.hits import Hit
from transcriber.store.stored_turn import Origin
from transcriber.store.values import Mark, Note, Standing, StoredRecording

STARTED = datetime(2026, 11, 21, 8, 5, tzinfo=UTC)


def hit(text: str, *ranges: tuple[int, int], start_ms: int | None = 61_000) -> Hit:
    return Hit("abcdefgh", "Talk", STARTED, 1, 0, 1, start_ms, text, ranges)


def test_a_line_says_what_became_of_a_recording_and_cannot_steer_a_terminal() -> None:
    recording = StoredRecording(
        public_id="abcdefgh",
        title="A\x1b[2J\ntitle\u202e",
        started_utc=STARTED,
        standing=Standing.INTERRUPTED,
        origin=Origin(profile_title="A service\nwith a long name"),
        duration_ms=3_725_000,
    )

    assert (
        recording_line(recording, STARTED) == "abcdefgh  08:05  01:02:05  A service with …  A[2J title  (interrupted)"
    )
    assert title_of(" \x1b") == "Untitled"


def test_a_long_turn_is_cut_around_what_was_found() -> None:
    text = "before " * 40 + "needle" + " after" * 40
    at = text.index("needle")

    line = hit_line(hit(text, (at, at + 6)))

    assert line.startswith("  00:01:01  … before")
    assert "[needle]" in line
    assert line.endswith("after …")
    assert len(line) < 160


def test_what_was_found_is_marked_before_the_line_is_made_plain() -> None:
    assert hit_line(hit("a\n b\x1b c", (0, 1), (6, 7), start_ms=None)) == "  --:--:--  [a] b [c]"
    assert hit_line(hit("a b", (0, 1), start_ms=1_000), "Noor\x1b\n H") == "  00:00:01  Noor H: [a] b"
    assert hit_document(hit("a b", (0, 1)), STARTED, "Noor")["speaker"] == "Noor"
    assert "speaker" not in hit_document(hit("a b", (0, 1)), STARTED)


def test_ranges_count_as_the_text_is_printed() -> None:
    document = hit_document(hit("\u202eone \x1btwo", (1, 4), (6, 9)), STARTED)

    assert document["text"] == "one two"
    assert [document["text"][start:end] for start, end in document["ranges"]] == ["one", "two"]


def test_marks_and_notes_stand_in_the_order_of_the_clock() -> None:
    lines = annotation_lines([Mark(1, 5_000), Mark(2, 1_000, "start")], [Note(1, 3_000, "two\nlines")])

    assert lines == ["00:00:01  Mark: start", "00:00:03  Note: two lines", "00:00:05  Mark"]
