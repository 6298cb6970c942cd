"""The window, the whole program behind it, and a service that refuses: what a person presses, and what comes of it."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.script import (
    Answers,
    Closes,
    Hears,
    HearsAudio,
    HearsClose,
    Says,
    Visit,
    committed,
    completed,
    error,
    gives_client_secret,
    opening,
    post,
    session_created,
    websocket,
)
from tests.scripted_service import ScriptedService
from transcriber.app import App
from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.main_window import MainWindow
from transcriber.gui.panel.session_facts import fact_lines
from transcriber.gui.theme import Theme
from transcriber.realtime.commit_policy import CommitPolicy
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.dialects import Dialect
from transcriber.realtime.switches import Switches
from transcriber.session.notices import RecordingState
from transcriber.settings.preferences import Preferences
from transcriber.settings.profiles import KeyPlace, Profile, ServiceKind

KEY = "sk-window-0123456789abcdef"
BETA_SECRETS, GA_SECRETS = "/v1/realtime/transcription_sessions", "/v1/realtime/client_secrets"
SECOND_BYTES = 48_000
GONE = error("The Realtime Beta API is no longer supported.", code="beta_api_shape_disabled")
BETA_GRANT = post(BETA_SECRETS, gives_client_secret("beta"))
REFUSALS: dict[str, tuple[Visit, ...]] = {
    "over REST": (post(BETA_SECRETS, Answers(400, {"error": GONE["error"]})),),
    "by an error and a close": (BETA_GRANT, websocket(Says(GONE), Closes(4000), may_be_left=True)),
    "by a close alone": (
        BETA_GRANT,
        websocket(Says(session_created("beta")), Hears("transcription_session.update"), Closes(4000)),
    ),
}
IN_GA = (
    post(GA_SECRETS, gives_client_secret()),
    websocket(
        *opening(),
        HearsAudio(SECOND_BYTES),
        Hears("input_audio_buffer.commit"),
        Says(committed("item_A")),
        Says(completed("item_A", "Now it is heard.")),
        HearsClose(),
    ),
)
Serve = Callable[..., ScriptedService]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Plays a script on a thread of its own, beside Qt's."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="scripted service")
    thread.start()
    services: list[ScriptedService] = []

    async def started(visits: tuple[Visit, ...]) -> ScriptedService:
        service = ScriptedService(visits, None)
        await service.start()
        return service

    def play(*visits: Visit) -> ScriptedService:
        services.append(asyncio.run_coroutine_threadsafe(started(visits), loop).result(60))
        return services[-1]

    yield play
    wrong = [said for each in services for said in asyncio.run_coroutine_threadsafe(each.stop(), loop).result(60)]
    loop.call_soon_threadsafe(loop.stop)
    thread.join(60)
    loop.close()
    assert wrong == []


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    path = tmp_path / "sound.wav"
    soundfile.write(path, np.full(24_000, 0.25, np.float32), 24_000)
    return path


@pytest.fixture
def open_window(qapp: QApplication, qtbot: QtBot) -> Iterator[Callable[[Profile], MainWindow]]:
    apps: list[App] = []

    def open_it(profile: Profile) -> MainWindow:
        bridge = NoticeBridge()
        app = App(bridge.publish, {"SCRIPTED_KEY": KEY})
        preferences = Preferences(
            service=profile.name,
            profiles=(profile,),
            configuration=SessionConfiguration(turn_detection=None),
            commit_policy=CommitPolicy(at_pauses=False, latest_after_s=None),
        )
        window = MainWindow(app, bridge, Theme(qapp, "light"), preferences, lambda: (), lambda base, kept: kept)
        qtbot.addWidget(window)
        with qtbot.waitExposed(window):
            window.show()
        app.start()
        apps.append(app)
        return window

    yield open_it
    for app in apps:
        app.close()


def scripted(base_url: str, dialect: Dialect) -> Profile:
    return Profile(
        name="scripted",
        title="Scripted",
        base_url=base_url,
        switches=Switches(dialect=dialect),
        key_place=KeyPlace.ENVIRONMENT,
        key_variable="SCRIPTED_KEY",
    )


def ended(window: MainWindow) -> Callable[[], bool]:
    return lambda: window.situation.recording is RecordingState.STOPPED


@pytest.mark.parametrize("refused", REFUSALS.values(), ids=REFUSALS)
def test_one_press_leads_from_a_dialect_that_is_refused_to_words(
    refused: tuple[Visit, ...],
    serve: Serve,
    open_window: Callable[[Profile], MainWindow],
    sound: Path,
    qtbot: QtBot,
) -> None:
    service = serve(*refused, *IN_GA)
    window = open_window(scripted(service.base_url, Dialect.BETA))
    banner = window.page.banner

    window.transcribe_file(sound)
    qtbot.waitUntil(lambda: banner._actions[0].text() == "Switch to GA", timeout=60_000)
    qtbot.waitUntil(ended(window), timeout=60_000)
    qtbot.waitUntil(lambda: "The audio is kept in" in banner._remedy.text(), timeout=60_000)
    assert banner._actions[0].isVisible()
    banner._actions[0].click()

    qtbot.waitUntil(lambda: "Now it is heard." in window.page.transcript.turns.text(), timeout=60_000)
    qtbot.waitUntil(ended(window), timeout=60_000)
    assert window.preferences.profile.switches.dialect is Dialect.GA
    assert not banner.isVisible()
    window.keeping.copy()


def test_a_dialect_is_offered_once_and_not_where_ga_is_refused_too(
    serve: Serve, open_window: Callable[[Profile], MainWindow], sound: Path, qtbot: QtBot
) -> None:
    service = serve(
        post(BETA_SECRETS, Answers(400, {"error": GONE["error"]})),
        post(GA_SECRETS, Answers(400, {"error": GONE["error"]})),
    )
    window = open_window(scripted(service.base_url, Dialect.BETA))
    banner = window.page.banner

    window.transcribe_file(sound)
    qtbot.waitUntil(lambda: banner._actions[0].text() == "Switch to GA" and ended(window)(), timeout=60_000)
    banner._actions[0].click()

    qtbot.waitUntil(lambda: "GA is spoken to it already" in banner._remedy.text(), timeout=60_000)
    qtbot.waitUntil(ended(window), timeout=60_000)
    assert banner._actions[0].text() == "Show the setting"


def test_a_session_that_was_made_elsewhere_is_taken_as_it_is_and_its_price_is_not_guessed(
    serve: Serve, open_window: Callable[[Profile], MainWindow], sound: Path, qtbot: QtBot
) -> None:
    own = session_created()
    own["session"]["audio"]["input"] |= {"turn_detection": None, "transcription": {"model": "whisper-1"}}
    finished = completed("item_A", "Heard as it was made.") | {"usage": {"type": "duration", "seconds": 60.0}}
    service = serve(
        websocket(
            Says(own),
            HearsAudio(SECOND_BYTES),
            Hears("input_audio_buffer.commit"),
            Says(committed("item_A")),
            Says(finished),
            HearsClose(),
        )
    )
    window = open_window(replace(scripted(service.base_url, Dialect.GA), kind=ServiceKind.OPENAI))
    window.panel.fields.services.pasted_secret.setText("ek_made_elsewhere")

    window.transcribe_file(sound)
    qtbot.waitUntil(lambda: "Heard as it was made." in window.page.transcript.turns.text(), timeout=60_000)
    qtbot.waitUntil(ended(window), timeout=60_000)

    facts = dict(fact_lines(window.state.this_session.facts, 0))
    assert facts["Connected with"].startswith("A client secret that was pasted")
    assert (facts["Used"], facts["Cost"]) == ("1.0 minutes", "Price not known")
    assert service.arrivals[0].headers["Authorization"] == "Bearer ek_made_elsewhere"
    assert window.panel.fields.services.pasted_secret.text() == ""
    window.keeping.copy()


def test_files_that_were_asked_for_together_come_one_after_the_other_and_all_into_the_history(
    serve: Serve, open_window: Callable[[Profile], MainWindow], sound: Path, qtbot: QtBot
) -> None:
    service = serve(*IN_GA, *IN_GA)
    window = open_window(scripted(service.base_url, Dialect.GA))
    window.parts.files.take((sound, sound))
    with qtbot.waitSignals([window.state.recording_ended] * 2, timeout=120_000):
        assert "One more file waits" in window.page.note.text()
    assert window.page.banner.problems == ()
    assert "Now it is heard." in window.page.transcript.turns.text()
    assert "Now it is heard." in window.keeping.previous_text
    assert window.keeping.unsaved_text == ""
