"""The banner: the newest problem, those before it kept, one action."""

import pytest
from pytestqt.qtbot import QtBot

from transcriber.gui.banner import Banner, BannerAction, action_for
from transcriber.gui.theme import Theme
from transcriber.session.notices import Problem

LOST = Problem("link_lost", "The link was lost.", "Nothing is missing.")
NO_KEY = Problem("no_key", "OpenAI needs a key.", "Set OPENAI_API_KEY.", is_fatal=True)


@pytest.fixture
def banner(theme: Theme, qtbot: QtBot) -> Banner:
    made = Banner(theme)
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    ("problem", "action"),
    [
        (Problem("no_microphone", "No microphone.", is_fatal=True), BannerAction.RESCAN),
        (Problem("no_portaudio", "No PortAudio.", is_fatal=True), BannerAction.USE_FILE),
        (NO_KEY, BannerAction.FIX_KEY),
        (Problem("engine_failed", "It does not start.", is_fatal=True), BannerAction.TRY_AGAIN),
        (LOST, BannerAction.NONE),
    ],
)
def test_each_problem_offers_what_helps(problem: Problem, action: BannerAction) -> None:
    assert action_for(problem) is action


def test_dismissing_brings_the_one_before_back(banner: Banner) -> None:
    assert not banner.isVisible()
    banner.show_problem(NO_KEY)
    banner.show_problem(LOST)
    assert banner.accessibleName() == "Problem: The link was lost. Nothing is missing."
    banner._dismiss.click()
    assert banner.accessibleName() == "Problem: OpenAI needs a key. Set OPENAI_API_KEY."
    banner._dismiss.click()
    assert not banner.isVisible()
    assert banner.problems == ()


def test_what_a_person_has_seen_and_sent_away_is_told(banner: Banner) -> None:
    told: list[Problem] = []
    banner.dismissed.connect(told.append)
    first, second = Problem("one", "One."), Problem("two", "Two.")
    banner.show_problem(first)
    banner.show_problem(second)
    banner._dismiss.click()
    banner.take_back("one")
    assert told == [second], "the other went by itself"


def test_audio_that_was_kept_does_not_hide_the_press_that_helps(banner: Banner, qtbot: QtBot) -> None:
    beta = Problem("dialect_refused", "It no longer speaks beta.", "Choose the GA dialect.", is_fatal=True)
    kept = Problem("audio_kept", "Not everything was transcribed.", "The audio is kept in /tmp/one.wav.")
    for problem in (beta, LOST, kept):
        banner.show_problem(problem)
    assert banner._message.text() == "It no longer speaks beta."
    assert banner._remedy.text() == (
        "Choose the GA dialect. Not everything was transcribed. The audio is kept in /tmp/one.wav."
    )
    with qtbot.waitSignal(banner.action_asked) as told:
        banner._actions[0].click()
    assert told.args is not None
    assert told.args[0] is BannerAction.SWITCH_TO_GA
    banner.show_problem(kept)
    assert banner.problems == (LOST, kept)


def test_one_kind_of_problem_is_there_once(banner: Banner) -> None:
    again = Problem("link_lost", "The link was lost again.")
    for problem in (LOST, NO_KEY, again):
        banner.show_problem(problem)
    assert banner.problems == (NO_KEY, again)


def test_what_is_over_by_itself_goes_by_itself(banner: Banner) -> None:
    for problem in (LOST, NO_KEY):
        banner.show_problem(problem)

    banner.take_back(LOST.code)
    banner.take_back("never_told")
    assert banner.problems == (NO_KEY,)
    banner.take_back(NO_KEY.code)
    assert not banner.isVisible()


def test_its_action_is_told_and_the_problem_goes(banner: Banner, qtbot: QtBot) -> None:
    banner.show_problem(NO_KEY)
    with qtbot.waitSignal(banner.action_asked) as told:
        banner._actions[0].click()
    assert told.args == [BannerAction.FIX_KEY, NO_KEY]
    assert banner.problems == ()


def test_markup_in_a_message_stays_text(banner: Banner) -> None:
    banner.show_problem(Problem("service", "<b>no</b> & <img src=x>"))
    assert banner._message.text() == "<b>no</b> & <img src=x>"
    assert banner._message.textFormat().name == "PlainText"


def test_a_question_that_is_open_is_not_hidden_by_what_needs_no_answer(banner: Banner, qtbot: QtBot) -> None:
    away = Problem("service_away", "The service is away.", "The captions can go on with this computer.")
    silent = Problem("silent_input", "The microphone gives only digital silence.")
    for problem in (LOST, away, silent):
        banner.show_problem(problem)
    assert [problem.code for problem in banner.problems] == ["link_lost", "silent_input", "service_away"]
    with qtbot.waitSignal(banner.action_asked) as told:
        banner._actions[0].click()
    assert told.args == [BannerAction.GO_ON_LOCALLY, away]
    assert banner._message.text() == silent.message

    banner.show_problem(away)
    banner.show_problem(NO_KEY)
    assert banner._message.text() == NO_KEY.message, "what ended the recording leaves nothing to be asked"


def test_a_message_of_a_million_letters_is_cut_where_nobody_reads_on(banner: Banner) -> None:
    banner.show_problem(Problem("any", "x" * 1_000_000, "y" * 1_000_000))
    assert [len(label.text()) for label in (banner._message, banner._remedy)] == [1_000, 1_000]
