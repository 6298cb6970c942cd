"""What a reader has not seen yet, however much it missed: the feed against readers that come and go."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from transcriber.caption_page.feed import CaptionFeed
from transcriber.caption_page.standing import Standing
from transcriber.captions.line import CaptionLine


class Reader:
    """What the page's script does with an event."""

    def __init__(self) -> None:
        self.lines: dict[int, dict[str, Any]] = {}
        self.standing = ""
        self.seen = ""

    def catch_up(self, feed: CaptionFeed) -> None:
        fields = dict(
            row.split(": ", 1) for row in feed.event_since(feed.place_of(self.seen)).decode().strip().splitlines()
        )
        news = json.loads(fields["data"])
        if news.get("anew"):
            self.lines.clear()
        for number in [number for number in self.lines if number < news["first"]]:
            del self.lines[number]
        for line in news["lines"]:
            self.lines[line["number"]] = line
        self.seen, self.standing = fields["id"], news["standing"]

    @property
    def texts(self) -> list[str]:
        return [line["text"] + line.get("tail", "") for line in self.lines.values()]


def line(number: int, text: str, tail: str = "") -> CaptionLine:
    return CaptionLine(number=number, text=text, tail=tail)


def test_a_line_that_is_pushed_out_of_view_goes_or_stays_readable() -> None:
    feed, long_feed = CaptionFeed("a"), CaptionFeed("a", kept_lines=2)
    for each in (feed, long_feed):
        for number in range(1, 6):
            each.show([line(number, f"{number}")])
    reader, long_reader = Reader(), Reader()
    reader.catch_up(feed)
    long_reader.catch_up(long_feed)

    assert reader.texts == ["5"]
    assert long_reader.texts == ["3", "4", "5"]


def test_another_recording_leaves_nothing_of_the_one_before() -> None:
    feed, reader = CaptionFeed("a", 10), Reader()
    feed.show([line(1, "Old."), line(2, "Older.")])
    reader.catch_up(feed)
    feed.begin()
    feed.stand(Standing.LISTENING)
    reader.catch_up(feed)
    assert (reader.texts, reader.standing) == ([], "listening")
    feed.show([line(3, "New.")])
    reader.catch_up(feed)
    assert reader.texts == ["New."]


def test_what_is_nothing_new_is_no_version() -> None:
    feed = CaptionFeed("a")
    assert feed.show([line(1, "One.")])
    assert not feed.show([line(1, "One.")])
    assert feed.show([line(1, "One.", " two")])
    assert feed.stand(Standing.PAUSED)
    assert not feed.stand(Standing.PAUSED)
    assert feed.version == 3


def test_readers_who_have_seen_the_same_are_given_the_same_bytes() -> None:
    feed = CaptionFeed("a")
    feed.show([line(1, "One.")])
    assert feed.event_since(0) is feed.event_since(0)
    before = feed.event_since(0)
    feed.show([line(1, "One."), line(2, "Two.")])
    assert feed.event_since(0) != before


def test_an_id_of_another_feed_begins_anew() -> None:
    feed = CaptionFeed("a")
    feed.show([line(1, "One.")])
    assert feed.place_of("a-1") == 1
    assert [feed.place_of(stale) for stale in ("", "b-1", "a-2", "a-", "a--1", "a-١", "1", "a-" + "1" * 100)] == [
        -1
    ] * 8


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.booleans(), st.booleans()), max_size=40), st.integers(0, 3))
def test_a_reader_that_missed_any_number_of_changes_sees_what_one_sees_that_comes_now(
    steps: list[tuple[int, bool, bool]], kept: int
) -> None:
    feed, reader = CaptionFeed("a", kept), Reader()
    shown = [line(1, "")]
    for step, (kind, is_read, is_back) in enumerate(steps):
        match kind:
            case 0:
                shown = [*shown[:-1], line(shown[-1].number, f"{shown[-1].text}{step} ")]
            case 1:
                shown = [*shown, line(shown[-1].number + 1, "")][-2:]
            case 2:
                shown = [*shown[:-1], line(shown[-1].number, shown[-1].text, f"tail {step}")]
            case _:
                feed.begin()
                shown = [line(shown[-1].number + 1, "")]
        feed.show(shown)
        if is_back:
            reader.seen = ""
        if is_read:
            reader.catch_up(feed)
    reader.catch_up(feed)
    newcomer = Reader()
    newcomer.catch_up(feed)
    assert reader.lines == newcomer.lines


def test_a_look_is_told_once_and_to_everybody_who_comes() -> None:
    feed = CaptionFeed("a")
    assert feed.wear({"--captions-text": "#FFFFFF"})
    assert not feed.wear({"--captions-text": "#FFFFFF"})
    seen = feed.version
    feed.show([line(1, "words")])
    assert b"--captions-text" not in feed.event_since(seen)
    assert b"--captions-text" in feed.event_since(-1)
    feed.wear({"--captions-text": "#FFFF00"})
    assert b"#FFFF00" in feed.event_since(seen + 1)
