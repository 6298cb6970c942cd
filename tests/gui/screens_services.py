"""The services and the protocol window as pictures: `python -m tests.gui.screens_services FOLDER`."""

import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.program import make_application
from transcriber.gui.protocol_view import ProtocolView
from transcriber.gui.services_dialog import ServicesDialog
from transcriber.gui.theme import Theme
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.trace import Channel, Direction, TraceEntry
from transcriber.session.notices import ProtocolTraced, TrialState, TrialStep, TrialStepChanged
from transcriber.settings.keys import KeyStore
from transcriber.settings.profiles import BUILT_IN_PROFILES, KeyPlace, Profile
from transcriber.settings.templates import SERVICE_TEMPLATES

OWN = (
    *(replace(template.profile, key_place=KeyPlace.FILE) for template in SERVICE_TEMPLATES[3:]),
    Profile(
        name="from-a-file",
        title="A service that came from a file, with a title that is far too long for the list and for the window",
        base_url="https://transcription.a-very-long-host-name-of-a-company.internal.example.org:8443/gateway/openai/v1",
        key_place=KeyPlace.FILE,
        is_confirmed=False,
    ),
)
DELTA = (
    '{"type":"conversation.item.input_audio_transcription.delta","item_id":"item_%d","delta":"Größe und \\u202e 日本"}'
)


class _Studio:
    def try_service(self, profile: Profile, configuration: SessionConfiguration) -> None:
        """Nothing is tested."""

    def watch_protocol(self, is_watched: bool, *, keeps_audio: bool = False) -> None:
        """Nothing is watched."""


class _Screens:
    def __init__(self, application: QApplication, folder: Path) -> None:
        self._application = application
        self._folder = folder
        self.theme = Theme(application, "light")
        self.theme.dress()
        self.bridge = NoticeBridge()

    def settle(self) -> None:
        end_s = time.monotonic() + 0.4
        while time.monotonic() < end_s:
            self._application.processEvents()
            time.sleep(0.005)

    def take(self, window: QWidget, name: str) -> None:
        for choice in ("light", "dark"):
            self.theme.choose("dark" if choice == "dark" else "light")
            self.settle()
            window.grab().save(str(self._folder / f"{name}-{choice}.png"))


def _services(screens: _Screens, folder: Path) -> None:
    store = KeyStore({"OPENAI_API_KEY": "sk-0123456789"}, folder)
    dialog = ServicesDialog(screens.theme, (*BUILT_IN_PROFILES, *OWN), store, _Studio(), screens.bridge)
    dialog.open_profile("local")
    screens.take(dialog, "services-local")
    dialog.open_profile("openai")
    screens.take(dialog, "services-openai")
    dialog.open_profile("from-a-file")
    screens.take(dialog, "services-imported")
    dialog.open_profile("together")
    dialog.page.key.entry.setText("sk-0123456789")
    dialog.page.key.keep.click()
    screens.settle()
    dialog.page.trial.test.click()
    for change in (
        TrialStepChanged(TrialStep.ADDRESS, TrialState.PASSED, "https://api.together.ai/v1, encrypted.", "", 3),
        TrialStepChanged(TrialStep.CLIENT_SECRET, TrialState.SKIPPED, "No client secret is made for this service."),
        TrialStepChanged(TrialStep.WEBSOCKET, TrialState.PASSED, "The service accepted the connection.", "", 412),
        TrialStepChanged(
            TrialStep.UPDATE,
            TrialState.FAILED,
            "The service refused the session: Passing a transcription session update event to a realtime session.",
            "Switch off model= in the address, or switch on intent=transcription.",
            1231,
        ),
    ):
        screens.bridge.publish(change)
    screens.settle()
    dialog.area.ensureWidgetVisible(dialog.page.trial, 0, 300)
    screens.take(dialog, "services-trial")
    dialog.page.disclosure.click()
    dialog.page.connection.query.setPlainText("no equals sign here = = \nintent=x")
    dialog.page.settle()
    screens.settle()
    dialog.area.ensureWidgetVisible(dialog.page.connection.query, 0, 200)
    screens.take(dialog, "services-connection")
    bar = dialog.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    screens.take(dialog, "services-connection-end")
    dialog.list.template_chosen.emit(SERVICE_TEMPLATES[1])
    dialog.resize(720, 480)
    screens.take(dialog, "services-new-small")
    dialog.close()


def _protocol(screens: _Screens) -> None:
    view = ProtocolView(screens.theme, _Studio(), screens.bridge)
    view.show()
    screens.take(view, "protocol-empty")
    sent = '{"type":"input_audio_buffer.append","audio":"(2560 characters of audio left out)"}'
    for number in range(60):
        is_sent = number % 3 != 2
        screens.bridge.publish(
            ProtocolTraced(
                TraceEntry(
                    at_ms=number * 40,
                    direction=Direction.SENT if is_sent else Direction.RECEIVED,
                    channel=Channel.WEBSOCKET,
                    type="input_audio_buffer.append"
                    if is_sent
                    else "conversation.item.input_audio_transcription.delta",
                    size_bytes=2_640 if is_sent else 131,
                    text=sent if is_sent else DELTA % number,
                )
            )
        )
    screens.settle()
    view.table.selectRow(41)
    screens.take(view, "protocol")
    view.resize(720, 480)
    screens.take(view, "protocol-small")
    view.close()


def main(folder: Path) -> None:
    """Take every picture."""
    folder.mkdir(parents=True, exist_ok=True)
    screens = _Screens(make_application([]), folder)
    with tempfile.TemporaryDirectory() as keys:
        _services(screens, Path(keys))
    _protocol(screens)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
