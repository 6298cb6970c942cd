"""The session panel: every part of it, a preset that is named, a session that differs from what was asked."""

import time
from dataclasses import replace

from PySide6.QtCore import QPoint

from tests.gui.screens.picture_stage import PictureStage, Scene
from tests.gui.screens.spoken import hear_meeting
from transcriber.realtime.configuration import NoiseReduction, ServerVad, SessionConfiguration
from transcriber.realtime.costs import RecordingUsage
from transcriber.realtime.dialects import Dialect
from transcriber.realtime.events import AnnouncedSession, RateLimit, Usage
from transcriber.realtime.models import capabilities
from transcriber.session.notices import KeyKind, RateLimitsChanged, SessionAnnounced, UpdateRefused, UsageChanged
from transcriber.settings.preferences import Preferences
from transcriber.settings.profiles import BUILT_IN_PROFILES, profile_named

_FIELDS = ("audio_format", "turn_detection", "commit_policy.at_pauses", "dialect")
_SAFETY = ("safeguards.fallback", "keeps_history")


def scroll_to(stage: PictureStage, name: str) -> None:
    """The field of that name at the top of the panel."""
    panel = stage.window.panel
    stage.settle()
    body = panel.body_area.widget()
    assert body is not None
    panel.body_area.verticalScrollBar().setValue(panel.field(name).mapTo(body, QPoint(0, 0)).y() - 8)


def _panel(stage: PictureStage) -> None:
    configuration = SessionConfiguration(prompt="Names: Kreszwel, Noor Haddad.\nProduct review.", language="en")
    stage.again(Preferences(service="openai", configuration=configuration))
    stage.take("panel")
    none = replace(configuration, turn_detection=None)
    stage.again(Preferences(service="openai", configuration=none))
    scroll_to(stage, "turn_detection")
    stage.take("panel-no-turn-detection")


def _panel_fields(stage: PictureStage) -> None:
    address = profile_named("https://captions.example.org/v1")
    address = replace(address, switches=replace(address.switches, dialect=Dialect.BETA))
    kept = Preferences(service=address.name, profiles=(*BUILT_IN_PROFILES, address))
    stage.again(replace(kept, configuration=SessionConfiguration(noise_reduction=NoiseReduction.FAR_FIELD)))
    stage.window.panel.advanced.open()
    stage.window.panel.turn_ending.open()
    for name in _FIELDS:
        scroll_to(stage, name)
        stage.take(f"panel-at-{name.rsplit('.', 1)[-1]}")
    stage.window.panel.safety_section.open()
    for name in _SAFETY:
        scroll_to(stage, name)
        stage.take(f"panel-at-{name.rsplit('.', 1)[-1]}")
    stage.window.panel.body_area.verticalScrollBar().setValue(0)
    stage.window.panel.preset.save.click()
    stage.window.panel.preset.name.setText("Town hall")
    stage.take("panel-preset-named")
    model = stage.window.panel.fields.speech.model
    model.showPopup()
    stage.take("panel-models", model.view().window())
    model.hidePopup()


def _session(stage: PictureStage) -> None:
    asked = SessionConfiguration(language="de", keywords=("Kreszwel",), prompt="Product review.")
    stage.again(Preferences(service="openai", configuration=asked))
    stage.listen()
    hear_meeting(stage)
    got = replace(asked, turn_detection=ServerVad(silence_duration_ms=200), language=None)
    stated = frozenset({"turn_detection", "language", "prompt"})
    now_s = int(time.time())
    session = AnnouncedSession("sess_C9CiUVUzUzYIssh3ELY1d", got, now_s + 3_480, stated)
    usage = RecordingUsage().with_item(Usage(input_tokens=8_300, output_tokens=1_240), capabilities(asked.model))
    stage.publish(
        SessionAnnounced(session, now_s + 580, KeyKind.CLIENT_SECRET, asked),
        UsageChanged(usage),
        RateLimitsChanged((RateLimit("requests", 1_000, 999, 60.0),)),
    )
    stage.take("panel-differences")
    scroll_to(stage, "turn_detection")
    stage.take("panel-differences-in-turn-detection")
    stage.window.panel.this_session.open()
    stage.settle()
    bar = stage.window.panel.body_area.verticalScrollBar()
    bar.setValue(bar.maximum())
    stage.take("panel-this-session")
    stage.publish(UpdateRefused("Prompt must be at most 1,024 characters for this model.", "prompt", asked))
    scroll_to(stage, "language")
    stage.take("panel-update-refused")


SCENES = (
    Scene("panel", _panel, frozenset({"panel"})),
    Scene("panel-fields", _panel_fields, frozenset({"panel-at-turn_detection", "panel-at-fallback"})),
    Scene("panel-session", _session, frozenset({"panel-differences"})),
)
