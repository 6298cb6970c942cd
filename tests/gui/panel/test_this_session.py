"""What is told of a session stands in the panel, counts down, and goes with the next recording."""

import pytest
from pytestqt.qtbot import QtBot

from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.panel.this_session import ThisSession
from transcriber.gui.session_choices import SessionChoices
from transcriber.gui.session_panel import SessionPanel
from transcriber.gui.theme import Theme
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.costs import RecordingUsage
from transcriber.realtime.events import AnnouncedSession, RateLimit, Usage
from transcriber.realtime.models import capabilities
from transcriber.session.notices import RateLimitsChanged, SessionAnnounced, UsageChanged
from transcriber.settings.profiles import OPENAI

CHOICES = SessionChoices(profile=OPENAI, configuration=SessionConfiguration())
SESSION = SessionAnnounced(AnnouncedSession("sess_1", SessionConfiguration(), 10_000))


@pytest.fixture
def panel(theme: Theme, qtbot: QtBot) -> SessionPanel:
    made = SessionPanel(theme)
    qtbot.addWidget(made)
    made.show()
    return made


def test_facts_come_in_and_count_down(panel: SessionPanel, qtbot: QtBot) -> None:
    bridge, now_s = NoticeBridge(), [4_000.0]
    session = ThisSession(panel, bridge, panel, lambda: now_s[0])
    session.begin(CHOICES)
    assert not panel.this_session.isVisible()
    usage = RecordingUsage().with_item(Usage(input_tokens=4_000, output_tokens=230), capabilities("gpt-4o-transcribe"))
    with qtbot.waitSignal(session.usage_changed):
        bridge.publish(SESSION)
        bridge.publish(RateLimitsChanged((RateLimit("requests", 10, 9, 6.0),)))
        bridge.publish(UsageChanged(usage))
    said = dict(panel.facts.lines)
    assert (said["Session"], said["Cost"]) == ("sess_1", "$0.0123")
    assert said["Limit"].startswith("9 of 10 requests")
    assert said["Session ends"].endswith("in 100 min")
    assert panel.this_session.isVisible()
    now_s[0] += 60
    session.show_time()
    assert dict(panel.facts.lines)["Session ends"].endswith("in 99 min")
    session.begin(CHOICES)
    assert panel.facts.lines == ()
    assert session.usage is None
