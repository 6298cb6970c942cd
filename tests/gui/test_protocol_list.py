"""The table of messages: bounded, filtered, and right whatever comes in which pieces."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from transcriber.gui import protocol_list
from transcriber.gui.protocol_list import ProtocolFilter, ProtocolList
from transcriber.realtime.trace import Channel, Direction, TraceEntry


def entry(number: int, *, type_: str = "input_audio_buffer.append", text: str = "{}") -> TraceEntry:
    direction = Direction.SENT if number % 2 == 0 else Direction.RECEIVED
    return TraceEntry(
        at_ms=number, direction=direction, channel=Channel.WEBSOCKET, type=type_, size_bytes=number, text=text
    )


def cells(messages: ProtocolList, row: int) -> list[str]:
    return [messages.data(messages.index(row, column)) for column in range(messages.columnCount())]


def shown(messages: ProtocolList) -> list[int]:
    return [messages.entry(row).at_ms for row in range(messages.rowCount())]


@pytest.fixture
def messages(styled: object) -> ProtocolList:
    made = ProtocolList()
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    return made


def test_a_row_says_when_who_what_and_how_much(messages: ProtocolList) -> None:
    messages.add([entry(1_681, type_="session.created")])
    assert cells(messages, 0) == ["0:01.681", "Received", "session.created", "1,681 B"]
    headings = [messages.headerData(column, Qt.Orientation.Horizontal) for column in range(4)]
    assert headings == ["Time", "Direction", "Type", "Size"]
    assert messages.data(QModelIndex()) is None


def test_a_type_from_anyone_is_one_short_line(messages: ProtocolList) -> None:
    messages.add([entry(0, type_="a\nb\u202ec" + "x" * 500)])
    assert cells(messages, 0)[2].startswith("a bcx")
    assert len(cells(messages, 0)[2]) <= 120


def test_only_what_the_filter_takes_is_shown(messages: ProtocolList) -> None:
    messages.add([entry(0, text='{"delta":"Größe"}'), entry(1, type_="error"), entry(2, type_="error")])
    for wanted, numbers in (
        (ProtocolFilter(text="GRÖSSE"), [0]),
        (ProtocolFilter(text="Err"), [1, 2]),
        (ProtocolFilter(type="error", direction=Direction.SENT), [2]),
        (ProtocolFilter(direction=Direction.RECEIVED), [1]),
        (ProtocolFilter(), [0, 1, 2]),
    ):
        messages.show_only(wanted)
        assert shown(messages) == numbers, wanted
    messages.show_only(ProtocolFilter(type="error"))
    messages.add([entry(3), entry(4, type_="error")])
    assert shown(messages) == [1, 2, 4]
    assert len(messages.kept) == 5


def test_a_hundred_thousand_messages_leave_the_newest(styled: object) -> None:
    messages = ProtocolList()
    for start in range(0, 100_000, 1_000):
        messages.add([entry(number) for number in range(start, start + 1_000)])
    assert messages.rowCount() == messages.kept_count == 50_000
    assert messages.dropped == 50_000
    assert (shown(messages)[0], shown(messages)[-1]) == (50_000, 99_999)


def test_long_messages_are_bounded_by_their_length(messages: ProtocolList, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol_list, "KEPT_CHARACTERS", 1_000)
    for number in range(10):
        messages.add([entry(number, text="x" * 300)])
    assert shown(messages) == [7, 8, 9]
    messages.add([entry(10, text="x" * 5_000)])
    assert shown(messages) == [10]


def test_nothing_is_left_after_clearing(messages: ProtocolList) -> None:
    messages.add([entry(number) for number in range(5)])
    messages.clear()
    assert (messages.rowCount(), messages.kept_count, messages.dropped) == (0, 0, 0)
    messages.add([entry(9)])
    assert shown(messages) == [9]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.one_of(st.integers(1, 30), st.sampled_from(("all", "sent", "received", "clear"))), max_size=12),
)
def test_it_is_always_the_newest_that_the_filter_takes(steps: list[int | str]) -> None:
    messages = ProtocolList()
    QAbstractItemModelTester(messages, QAbstractItemModelTester.FailureReportingMode.Fatal, messages)
    kept: list[TraceEntry] = []
    wanted, number = ProtocolFilter(), 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(protocol_list, "KEPT_MESSAGES", 40)
        for step in steps:
            if step == "clear":
                messages.clear()
                kept = []
            elif isinstance(step, str):
                wanted = ProtocolFilter(direction=None if step == "all" else Direction(step))
                messages.show_only(wanted)
            else:
                new = [entry(number + offset) for offset in range(step)]
                number += step
                messages.add(new)
                kept = (kept + new)[-40:]
            assert list(messages.kept) == kept
            assert shown(messages) == [each.at_ms for each in kept if wanted.takes(each)]
