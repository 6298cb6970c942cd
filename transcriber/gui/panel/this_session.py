"""The section of the panel that tells of the running session: what is said of it, kept as facts, shown as lines."""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.panel.session_facts import SessionFacts, fact_lines
from transcriber.gui.session_choices import SessionChoices
from transcriber.gui.session_panel import SessionPanel
from transcriber.session.notices import RateLimitsChanged, SessionAnnounced, UsageChanged

if TYPE_CHECKING:
    from transcriber.realtime.costs import RecordingUsage


class ThisSession(QObject):
    """Listens to the session; does not tick by itself. Main thread."""

    usage_changed = Signal()

    def __init__(
        self, panel: SessionPanel, bridge: NoticeBridge, parent: QObject, clock_s: Callable[[], float] = time.time
    ) -> None:
        super().__init__(parent)
        self._panel = panel
        self._clock_s = clock_s
        self.facts = SessionFacts()
        bridge.session_announced.connect(self._on_session_announced)
        bridge.usage_changed.connect(self._on_usage_changed)
        bridge.rate_limits_changed.connect(self._on_rate_limits_changed)
        panel.this_session.toggled.connect(self.show_time)

    @property
    def usage(self) -> "RecordingUsage | None":
        """What the recording has used; None before the service told."""
        return self.facts.usage

    def begin(self, choices: SessionChoices) -> None:
        """Another recording: nothing is known of it yet."""
        self.facts = SessionFacts(dialect=choices.profile.switches.dialect, is_local=choices.is_local)
        self.show_time()

    def show_time(self) -> None:
        """Count the minutes down; to be called now and then while a recording runs."""
        self._panel.show_facts(fact_lines(self.facts, self._clock_s()))

    def _on_session_announced(self, notice: SessionAnnounced) -> None:
        self.facts = replace(self.facts, announced=notice)
        self.show_time()

    def _on_usage_changed(self, notice: UsageChanged) -> None:
        self.facts = replace(self.facts, usage=notice.usage)
        self.show_time()
        self.usage_changed.emit()

    def _on_rate_limits_changed(self, notice: RateLimitsChanged) -> None:
        self.facts = replace(self.facts, rate_limits=notice.rate_limits)
        self.show_time()
