"""The crossing from the session thread: order kept, one wake-up for many notices, the end of a turn at once."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QThread, QTimer
from pytestqt.qtbot import QtBot

from transcriber.gui.bridge import NoticeBridge
from transcriber.session.notices import LinkChanged, LinkState, Notice, Problem, RecordingChanged, RecordingState
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnRemoved, TurnState


@pytest.fixture
def bridge(qtbot: QtBot) -> Iterator[NoticeBridge]:
    made = NoticeBridge()
    yield made
    made.close()


def delta(text: str, number: int = 1) -> TurnChanged:
    return TurnChanged(TurnChange.DELTA, Turn(number=number, text=text), number - 1, appended=text[-1:])


def completed(text: str, number: int = 1) -> TurnChanged:
    return TurnChanged(TurnChange.COMPLETED, Turn(number=number, text=text, state=TurnState.FINISHED), number - 1)


def from_a_thread(bridge: NoticeBridge, *notices: Notice) -> None:
    def run() -> None:
        for notice in notices:
            bridge.publish(notice)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


def wake(bridge: NoticeBridge) -> None:
    """The window is told that something waits, and nothing more: no time has passed for it since."""
    QCoreApplication.sendPostedEvents(bridge, QEvent.Type.MetaCall.value)
    assert any(timer.isActive() for timer in bridge.findChildren(QTimer))


def test_notices_of_another_thread_arrive_on_the_main_thread_in_order(qtbot: QtBot, bridge: NoticeBridge) -> None:
    heard: list[object] = []
    threads: set[bool] = set()

    def hear(notice: object) -> None:
        heard.append(notice)
        threads.add(QThread.isMainThread())

    for heard_signal in (bridge.recording_changed, bridge.link_changed, bridge.problem_raised):
        heard_signal.connect(hear)
    told: list[Notice] = [
        RecordingChanged(RecordingState.STARTING),
        LinkChanged(LinkState.CONNECTING),
        Problem("gap", "Some audio was lost."),
        RecordingChanged(RecordingState.RECORDING),
    ]
    from_a_thread(bridge, *told)
    assert heard == []
    qtbot.waitUntil(lambda: len(heard) == 4)
    assert heard == told
    assert threads == {True}


def test_a_hundred_deltas_come_together(qtbot: QtBot, bridge: NoticeBridge) -> None:
    batches: list[tuple[object, ...]] = []
    bridge.turns_changed.connect(batches.append)
    from_a_thread(bridge, *(delta("x" * count) for count in range(1, 101)))
    qtbot.waitUntil(lambda: bool(batches))
    assert batches == [(TurnChanged(TurnChange.DELTA, Turn(number=1, text="x" * 100), 0, appended="x" * 100),)]


def test_the_end_of_a_turn_does_not_wait_and_takes_what_waited_along(qtbot: QtBot, bridge: NoticeBridge) -> None:
    batches: list[tuple[object, ...]] = []
    bridge.turns_changed.connect(batches.append)
    from_a_thread(bridge, delta("so"), completed("So."), delta("and", 2))
    qtbot.waitUntil(lambda: len(batches) == 2)
    assert batches == [(delta("so"), completed("So.")), (delta("and", 2),)]


def test_the_words_come_before_the_news_that_the_recording_stopped(qtbot: QtBot, bridge: NoticeBridge) -> None:
    heard: list[str] = []
    bridge.turns_changed.connect(lambda _changes: heard.append("words"))
    bridge.recording_changed.connect(lambda _notice: heard.append("stopped"))
    from_a_thread(bridge, delta("so"), TurnRemoved(1), RecordingChanged(RecordingState.STOPPED))
    qtbot.waitUntil(lambda: "stopped" in heard)
    assert heard == ["words", "stopped"]


def test_nothing_arrives_after_close_and_no_timer_runs(qtbot: QtBot, bridge: NoticeBridge) -> None:
    heard: list[object] = []
    bridge.turns_changed.connect(heard.append)
    from_a_thread(bridge, delta("so"))
    bridge.close()
    from_a_thread(bridge, delta("and"))
    qtbot.wait(60)
    assert heard == []
    assert not any(timer.isActive() for timer in bridge.findChildren(QTimer))


def test_a_window_that_stood_still_gets_all_that_was_told_meanwhile_and_only_what_is_new_waits(
    qtbot: QtBot, bridge: NoticeBridge
) -> None:
    shown: dict[int, str] = {}
    changes: list[TurnChanged] = []

    def show(batch: tuple[TurnChanged, ...]) -> None:
        for change in batch:
            changes.append(change)
            shown[change.turn.number] = shown.get(change.turn.number, "") + change.appended
            assert shown[change.turn.number] == change.turn.text

    bridge.turns_changed.connect(show)
    # The main thread waits for the session's: to the window that is a freeze of as long as it takes.
    from_a_thread(bridge, *(delta("x" * count, number) for number in range(1, 51) for count in range(1, 101)))
    qtbot.waitUntil(lambda: len(shown) == 50)

    assert len(changes) == 50
    assert set(shown.values()) == {"x" * 100}


def test_what_a_turn_grows_by_is_taken_along_by_the_timer_without_waking_the_window_again(
    qtbot: QtBot, bridge: NoticeBridge
) -> None:
    batches: list[tuple[object, ...]] = []
    woken: list[bool] = []
    bridge.turns_changed.connect(batches.append)
    bridge._woken.connect(lambda: woken.append(True), Qt.ConnectionType.DirectConnection)
    from_a_thread(bridge, delta("s"))
    wake(bridge)
    from_a_thread(bridge, delta("so"), delta("so "))

    qtbot.waitUntil(lambda: bool(batches))
    assert [change.turn.text for change in batches[0]] == ["s", "so "]  # type: ignore[attr-defined]
    assert woken == [True]


def test_what_does_not_wait_still_wakes_the_window_while_the_timer_runs(qtbot: QtBot, bridge: NoticeBridge) -> None:
    heard: list[str] = []
    bridge.turns_changed.connect(lambda _changes: heard.append("words"))
    bridge.link_changed.connect(lambda _notice: heard.append("link"))
    from_a_thread(bridge, delta("s"))
    wake(bridge)
    from_a_thread(bridge, delta("so"), LinkChanged(LinkState.CONNECTED), delta("so "))

    qtbot.waitUntil(lambda: "words" in heard)
    assert heard == ["link", "words"]
    from_a_thread(bridge, delta("so g"))
    qtbot.waitUntil(lambda: heard.count("words") == 2)
