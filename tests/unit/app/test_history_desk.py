from collections.abc import Callable
from typing import Any

from transcriber.app.folders import store_folder
from transcriber.app.history_desk import HistoryDesk
from transcriber.app.wanted_audio import Whole
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.settings.profiles import LOCAL


class Desk:
    """Both sides of a desk, and the thread between them that has not come to it yet."""

    def __init__(self) -> None:
        self.done: list[tuple[str, Any]] = []
        self.waiting: list[Callable[[], object]] = []

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *values: self.done.append((name, values))

    def come(self) -> None:
        for call in self.waiting:
            call()


def test_every_wish_returns_at_once_and_is_done_on_the_other_thread() -> None:
    desk = Desk()
    history = HistoryDesk(desk.waiting.append, lambda: desk, lambda: desk)  # type: ignore[arg-type, return-value]
    configuration = SessionConfiguration()

    history.delete("one")
    history.undo_delete("one")
    history.add_mark()
    history.add_note("Ask Ann.")
    history.transcribe("one", Whole(), LOCAL, configuration)
    history.stop_transcribing()
    assert desk.done == []
    desk.come()

    assert desk.done == [
        ("delete", ("one",)),
        ("undo_delete", ("one",)),
        ("add_mark", ("",)),
        ("add_note", ("Ask Ann.", None)),
        ("add", ("one", Whole(), LOCAL, configuration)),
        ("stop", ("",)),
    ]


def test_an_edit_carries_what_is_to_be_done_over() -> None:
    desk = Desk()
    history = HistoryDesk(desk.waiting.append, lambda: desk, lambda: desk)  # type: ignore[arg-type, return-value]

    def act(store: object) -> None:
        del store

    history.edit("one", act)
    desk.come()

    assert desk.done == [("edit", ("one", act))]
    assert history.folder == store_folder()
