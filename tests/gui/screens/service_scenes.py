"""The services, their tests, and the protocol."""

import tempfile
from dataclasses import replace
from pathlib import Path

from tests.gui.screens.picture_stage import PictureStage, Scene
from transcriber.gui.protocol_view import ProtocolView
from transcriber.gui.services_dialog import ServicesDialog
from transcriber.realtime.trace import Channel, Direction, TraceEntry
from transcriber.session.notices import ProtocolTraced, TrialState, TrialStep, TrialStepChanged
from transcriber.settings.keys import KeyStore
from transcriber.settings.profiles import BUILT_IN_PROFILES, KeyPlace, Profile
from transcriber.settings.templates import SERVICE_TEMPLATES

_OWN = (
    *(replace(template.profile, key_place=KeyPlace.FILE) for template in SERVICE_TEMPLATES[3:]),
    Profile(
        name="from-a-file",
        title="A service that came from a file, with a title that is far too long for the list and for the window",
        base_url="https://transcription.a-very-long-host-name-of-a-company.internal.example.org:8443/gateway/openai/v1",
        key_place=KeyPlace.FILE,
        is_confirmed=False,
    ),
)
_TRIED = (
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
)
_SENT = '{"type":"input_audio_buffer.append","audio":"(2560 characters of audio left out)"}'
_RECEIVED = (
    '{"type":"conversation.item.input_audio_transcription.delta","item_id":"item_%d","delta":"Größe und \\u202e 日本"}'
)


def _services(stage: PictureStage) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = KeyStore({"OPENAI_API_KEY": "sk-0123456789"}, Path(folder))
        dialog = ServicesDialog(stage.theme, (*BUILT_IN_PROFILES, *_OWN), store, stage.app, stage.bridge)
        dialog.show()
        for name, picture in (("local", "local"), ("openai", "openai"), ("from-a-file", "imported")):
            dialog.open_profile(name)
            stage.take(f"services-{picture}", dialog)
        dialog.open_profile("together")
        dialog.page.key.entry.setText("sk-0123456789")
        dialog.page.key.keep.click()
        stage.settle()
        dialog.page.trial.test.click()
        stage.publish(*_TRIED)
        dialog.area.ensureWidgetVisible(dialog.page.trial, 0, 300)
        stage.take("services-trial", dialog)
        dialog.page.disclosure.click()
        dialog.page.connection.query.setPlainText("no equals sign here = = \nintent=x")
        dialog.page.settle()
        stage.settle()
        dialog.area.ensureWidgetVisible(dialog.page.connection.query, 0, 200)
        stage.take("services-connection", dialog)
        bar = dialog.area.verticalScrollBar()
        bar.setValue(bar.maximum())
        stage.take("services-connection-end", dialog)
        dialog.list.template_chosen.emit(SERVICE_TEMPLATES[1])
        dialog.resize(720, 480)
        stage.take("services-new-small", dialog)
        dialog.close()


def _protocol(stage: PictureStage) -> None:
    view = ProtocolView(stage.theme, stage.app, stage.bridge)
    view.show()
    stage.take("protocol-empty", view)
    for number in range(60):
        is_sent = number % 3 != 2
        kind = "input_audio_buffer.append" if is_sent else "conversation.item.input_audio_transcription.delta"
        entry = TraceEntry(
            at_ms=number * 40,
            direction=Direction.SENT if is_sent else Direction.RECEIVED,
            channel=Channel.WEBSOCKET,
            type=kind,
            size_bytes=2_640 if is_sent else 131,
            text=_SENT if is_sent else _RECEIVED % number,
        )
        stage.bridge.publish(ProtocolTraced(entry))
    stage.settle()
    view.table.selectRow(41)
    stage.take("protocol", view)
    view.resize(720, 480)
    stage.take("protocol-small", view)
    view.close()


SCENES = (
    Scene("services", _services, frozenset({"services-openai", "services-trial"})),
    Scene("protocol", _protocol, frozenset({"protocol"})),
)
