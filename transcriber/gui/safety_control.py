"""The section "Safety and keeping" at work: changes reach a recording that runs, and the month's spending is shown."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.language import number, tr
from transcriber.gui.session_panel import SessionPanel
from transcriber.session.notices import RecordingChanged, RecordingState
from transcriber.settings.safeguards import Safeguards

if TYPE_CHECKING:
    from transcriber.gui.history.reading import HistoryReading
    from transcriber.store.spending import MonthSpending
    from transcriber.store.store import StoreReader

_BUDGET = "safeguards.monthly_budget_dollars"


class GuardedApp(Protocol):
    """What takes changed safeguards."""

    def update_safeguards(self, safeguards: Safeguards) -> None:
        """Counts at once in a recording that runs; returns at once."""


class SafetyControl(QObject):
    """Between the section, the app and the history. Main thread."""

    def __init__(
        self,
        app: GuardedApp,
        panel: SessionPanel,
        bridge: NoticeBridge,
        keep_preferences: Callable[[], None],
        reading: "HistoryReading | None",
        parent: QObject,
    ) -> None:
        """Nothing is asked before the section is open.

        Args:
            app: Takes the safeguards.
            panel: Holds the section.
            bridge: Tells when a recording is over.
            keep_preferences: Saves what the window shows.
            reading: The history, where there is one.
            parent: Owns this.
        """
        super().__init__(parent)
        self._app = app
        self._panel = panel
        self._keep_preferences = keep_preferences
        self._reading = reading
        panel.safety_changed.connect(self._on_safety_changed)
        panel.safety_section.toggled.connect(self._on_section_toggled)
        bridge.recording_changed.connect(self._on_recording_changed)

    def _on_safety_changed(self) -> None:
        self._app.update_safeguards(self._panel.safety.safeguards)
        self._keep_preferences()

    def _on_section_toggled(self, is_open: bool) -> None:
        if is_open:
            self._ask_spending()

    def _on_recording_changed(self, notice: RecordingChanged) -> None:
        if notice.state is RecordingState.STOPPED and self._panel.safety_section.is_open:
            self._ask_spending()

    def _ask_spending(self) -> None:
        if self._reading is not None:
            self._reading.ask(_spent, self._show_spending, lambda error: self._show_spending(None))

    def _show_spending(self, spent: "MonthSpending | None") -> None:
        # Without a history nobody knows.
        words = "" if spent is None else tr("This month so far: ${dollars}").format(dollars=number(spent.dollars, 2))
        if spent is not None and not spent.is_price_known:
            words += " " + tr("and what has no known price")
        self._panel.field(_BUDGET).set_note(words)


def _spent(reader: "StoreReader") -> "MonthSpending":
    from transcriber.store.spending import month_of

    return reader.spending.in_month(month_of(datetime.now(UTC)))
