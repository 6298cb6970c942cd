"""Changing settings while a recording runs: sent at once, put back when refused, never sent when wrong."""

import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.panel.live_settings import TYPING_PAUSE_MS, LiveSettings
from transcriber.gui.session_choices import SessionChoices
from transcriber.gui.session_panel import APPLIES_NOW, AT_THE_NEXT_START, SessionPanel
from transcriber.gui.theme import Theme
from transcriber.realtime.commit_policy import CommitPolicy
from transcriber.realtime.configuration import NoiseReduction, ServerVad, SessionConfiguration
from transcriber.realtime.events import AnnouncedSession
from transcriber.session.notices import Problem, SessionAnnounced, UpdateRefused
from transcriber.settings.profiles import OPENAI

CHOICES = SessionChoices(profile=OPENAI, configuration=SessionConfiguration(language="de", prompt="Names"))


class Service:
    """Remembers what it was sent, and when."""

    def __init__(self) -> None:
        self.updates: list[SessionConfiguration] = []
        self.policies: list[CommitPolicy] = []
        self.at_s = 0.0

    def update_session(self, configuration: SessionConfiguration) -> None:
        self.updates.append(configuration)
        self.at_s = time.perf_counter()

    def update_commit_policy(self, policy: CommitPolicy) -> None:
        self.policies.append(policy)


class Desk:
    """A panel with a recording that runs behind it."""

    def __init__(self, theme: Theme, qtbot: QtBot) -> None:
        self.service = Service()
        self.bridge = NoticeBridge()
        self.panel = SessionPanel(theme)
        qtbot.addWidget(self.panel)
        self.live = LiveSettings(self.service, self.panel, self.bridge, self.panel)
        self.panel.show_choices(CHOICES)
        self.panel.show()
        self.live.begin(self.panel.choices)

    @property
    def asked(self) -> SessionConfiguration:
        return self.panel.choices.in_force


@pytest.fixture
def desk(theme: Theme, qtbot: QtBot) -> Desk:
    return Desk(theme, qtbot)


def test_a_press_is_sent_at_once_and_whole(desk: Desk) -> None:
    taken_s = []
    for number in (2, 1, 2):
        started_s = time.perf_counter()
        desk.panel.fields.speech.noise_reduction.segments[number].click()
        taken_s.append(desk.service.at_s - started_s)
    far, near = (
        replace(CHOICES.in_force, noise_reduction=each)
        for each in (NoiseReduction.FAR_FIELD, NoiseReduction.NEAR_FIELD)
    )
    assert desk.service.updates == [far, near, far]
    # A computer that is busy elsewhere for a moment is so once.
    assert min(taken_s) < 0.1


def test_letters_are_one_change_after_a_pause(desk: Desk, qtbot: QtBot) -> None:
    for count in range(1, 6):
        desk.panel.fields.speech.prompt.setPlainText("Kreszwel"[: count + 3])
    assert desk.service.updates == []
    qtbot.waitUntil(lambda: len(desk.service.updates) == 1, timeout=TYPING_PAUSE_MS * 10)
    assert desk.service.updates[0].prompt == "Kreszwel"


def test_a_press_takes_the_letters_before_it_along(desk: Desk, qtbot: QtBot) -> None:
    desk.panel.fields.speech.prompt.setPlainText("Kreszwel")
    desk.panel.fields.turns.turn_detection.segments[2].click()
    assert [(update.prompt, update.turn_detection) for update in desk.service.updates] == [("Kreszwel", None)]
    qtbot.wait(TYPING_PAUSE_MS + 50)
    assert len(desk.service.updates) == 1


def test_each_field_says_when_it_counts(desk: Desk) -> None:
    panel = desk.panel
    said = {name: panel.field(name).when for name in ("prompt", "threshold", "audio_format", "commit_policy.at_pauses")}
    assert said == {
        "prompt": APPLIES_NOW,
        "threshold": APPLIES_NOW,
        "audio_format": AT_THE_NEXT_START,
        "commit_policy.at_pauses": APPLIES_NOW,
    }
    panel.fields.speech.language.setCurrentIndex(0)
    assert panel.field("language").when == AT_THE_NEXT_START
    assert desk.service.updates == []
    desk.live.end()
    assert panel.field("prompt").when == ""


def test_what_counts_at_the_next_start_is_not_sent(desk: Desk, qtbot: QtBot) -> None:
    desk.panel.fields.speech.audio_format.segments[1].click()
    desk.panel.fields.speech.model.setEditText("whisper-1")
    desk.panel.fields.speech.prompt.setPlainText("Other")
    qtbot.wait(TYPING_PAUSE_MS + 50)
    assert desk.service.updates == []


def test_a_wrong_value_is_said_at_its_field_and_not_sent(desk: Desk, qtbot: QtBot) -> None:
    desk.panel.fields.speech.language.setEditText("Klingon")
    qtbot.waitUntil(lambda: "language" in desk.panel.field("language").error, timeout=TYPING_PAUSE_MS * 10)
    assert desk.service.updates == []
    desk.panel.fields.speech.language.setEditText("fr")
    assert desk.panel.field("language").error == ""
    qtbot.waitUntil(lambda: [update.language for update in desk.service.updates] == ["fr"])


def refuse(desk: Desk, message: str, field: str) -> Callable[[], None]:
    return lambda: desk.bridge.publish(UpdateRefused(message, field, CHOICES.in_force))


@pytest.mark.parametrize("field", ["prompt", "session.audio.input.transcription.prompt", ""])
def test_a_refused_change_goes_back_with_the_services_words(desk: Desk, qtbot: QtBot, field: str) -> None:
    desk.panel.fields.speech.prompt.setPlainText("Too much")
    qtbot.waitUntil(lambda: len(desk.service.updates) == 1, timeout=TYPING_PAUSE_MS * 10)
    refuse(desk, "<b>Too long</b>", field)()
    qtbot.waitUntil(lambda: desk.panel.field("prompt").error == "<b>Too long</b>")
    assert desk.panel.fields.speech.prompt.toPlainText() == "Names"
    assert desk.panel.choices.configuration == CHOICES.configuration
    assert len(desk.service.updates) == 1


def test_a_refusal_inside_turn_detection_is_shown_where_it_belongs(desk: Desk, qtbot: QtBot) -> None:
    desk.panel.fields.turns.threshold.figure.setValue(0.9)
    refuse(desk, "Too high.", "threshold")()
    qtbot.waitUntil(lambda: desk.panel.field("threshold").error == "Too high.")
    assert desk.panel.choices.configuration.turn_detection == ServerVad()


def test_a_refusal_without_a_field_is_said_at_everything_that_was_changed(desk: Desk, qtbot: QtBot) -> None:
    desk.panel.fields.speech.prompt.setPlainText("Too much")
    desk.panel.fields.speech.noise_reduction.segments[2].click()
    refuse(desk, "No.", "")()
    qtbot.waitUntil(lambda: desk.panel.field("prompt").error == "No.")
    assert desk.panel.field("noise_reduction").error == "No."
    assert desk.panel.choices.configuration == CHOICES.configuration


def test_a_refusal_about_nothing_of_the_panel_is_a_problem(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.live.problem_raised) as told:
        refuse(desk, "Not now.", "")()
    assert told.args is not None
    problem = told.args[0]
    assert isinstance(problem, Problem)
    assert (problem.code, problem.message) == ("update_refused", "Not now.")


def test_the_ends_of_turns_here_change_at_once(desk: Desk) -> None:
    desk.panel.fields.turns.at_pauses.click()
    assert desk.service.policies == [CommitPolicy(at_pauses=False)]
    assert desk.service.updates == []


def test_an_answer_marks_what_differs_and_the_next_one_takes_it_away(desk: Desk, qtbot: QtBot) -> None:
    made = replace(CHOICES.in_force, turn_detection=ServerVad(silence_duration_ms=200))
    stated = frozenset({"turn_detection"})
    desk.bridge.publish(SessionAnnounced(AnnouncedSession("sess_1", made, stated=stated), asked=CHOICES.in_force))
    silence = desk.panel.field("silence_duration_ms")
    qtbot.waitUntil(lambda: silence.difference == "Service uses 200 ms")
    same = AnnouncedSession("sess_1", CHOICES.in_force, stated=stated)
    desk.bridge.publish(SessionAnnounced(same, asked=CHOICES.in_force))
    qtbot.waitUntil(lambda: silence.difference == "")


def test_of_a_session_with_settings_of_its_own_only_what_a_person_changes_is_changed(desk: Desk, qtbot: QtBot) -> None:
    own = SessionConfiguration(language="fr", prompt="Theirs", turn_detection=ServerVad(silence_duration_ms=900))
    stated = frozenset({"language", "prompt", "turn_detection"})
    desk.bridge.publish(SessionAnnounced(AnnouncedSession("sess_1", own, stated=stated)))
    qtbot.waitUntil(lambda: desk.panel.field("prompt").difference == "Service uses Theirs")
    assert desk.panel.field("silence_duration_ms").difference == "Service uses 900 ms"
    desk.panel.fields.speech.noise_reduction.segments[1].click()
    first = replace(own, noise_reduction=NoiseReduction.NEAR_FIELD)
    assert desk.service.updates == [first]
    desk.bridge.publish(SessionAnnounced(AnnouncedSession("sess_1", first, stated=stated), asked=first))
    desk.panel.fields.speech.prompt.setPlainText("Mine")
    qtbot.waitUntil(lambda: len(desk.service.updates) == 2, timeout=TYPING_PAUSE_MS * 10)
    assert desk.service.updates[1] == replace(first, prompt="Mine")
    assert desk.panel.field("language").difference == "Service uses fr"
    desk.bridge.publish(UpdateRefused("Not so.", "prompt", first))
    qtbot.waitUntil(lambda: desk.panel.field("prompt").error == "Not so.")
    desk.panel.fields.speech.noise_reduction.segments[2].click()
    assert desk.service.updates[2:] == [replace(first, noise_reduction=NoiseReduction.FAR_FIELD)]


def test_nothing_is_sent_between_recordings(desk: Desk, qtbot: QtBot) -> None:
    desk.panel.fields.speech.prompt.setPlainText("Late")
    desk.live.end()
    desk.panel.fields.speech.noise_reduction.segments[2].click()
    desk.bridge.publish(UpdateRefused("Late.", "prompt", CHOICES.in_force))
    qtbot.wait(TYPING_PAUSE_MS + 50)
    assert desk.service.updates == []
    assert desk.panel.fields.speech.prompt.toPlainText() == "Late"
