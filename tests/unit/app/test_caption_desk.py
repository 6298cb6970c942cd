"""Everything told passes by here: in its order, whatever becomes of the page."""

import asyncio
from collections.abc import Callable, Coroutine

import pytest

from transcriber.app.caption_desk import CaptionDesk
from transcriber.session.notices import Notice, RecordingChanged, RecordingState
from transcriber.settings.caption_sharing import CaptionSharing


def at_once(function: Callable[[], object]) -> None:
    function()


def never(coroutine: Coroutine[None, None, None]) -> None:
    coroutine.close()


def test_a_page_that_nobody_asked_for_is_not_even_made() -> None:
    told: list[Notice] = []
    desk = CaptionDesk(at_once, never, told.append)
    notice = RecordingChanged(RecordingState.RECORDING)
    desk.tell(notice)
    asyncio.run(desk.close())
    assert told == [notice]
    assert desk._office is None


@pytest.mark.allowed_logs("did not take a notice", logger="transcriber.app.caption_desk")
def test_a_bug_in_the_page_costs_no_notice(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Notice] = []
    desk = CaptionDesk(at_once, never, told.append)
    desk.update(CaptionSharing())
    assert desk._office is not None
    monkeypatch.setattr(desk._office, "take", lambda notice: 1 // 0)
    notice = RecordingChanged(RecordingState.STOPPED)
    desk.tell(notice)
    assert told == [notice]


def test_a_page_that_is_switched_on_in_the_midst_knows_what_runs() -> None:
    desk = CaptionDesk(at_once, never, lambda notice: None)
    desk.tell(RecordingChanged(RecordingState.PAUSED))
    desk.update(CaptionSharing())
    assert desk._office is not None
    assert desk._office._standing == "paused"
