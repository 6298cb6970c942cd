"""Every switch has a control and a sentence; what is shown is what is read."""

from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from transcriber.gui.services.connection_form import ConnectionForm
from transcriber.gui.theme import Theme
from transcriber.realtime.dialects import Dialect
from transcriber.realtime.switches import KeyPlacement, Switches, UpdateShape

NAME = st.text(alphabet="abc_", min_size=1, max_size=6)
SWITCHES = st.builds(
    Switches,
    dialect=st.sampled_from(Dialect),
    uses_rest=st.booleans(),
    key_placement=st.sampled_from(KeyPlacement),
    sends_intent=st.booleans(),
    sends_model=st.booleans(),
    sends_language=st.booleans(),
    query=st.lists(st.tuples(NAME, st.text(alphabet="abc=1.", max_size=6)), max_size=3).map(tuple),
    update_shape=st.sampled_from(UpdateShape),
    awaits_update=st.booleans(),
    takes_semantic_vad=st.booleans(),
    sample_rate_hz=st.sampled_from((24_000, 16_000)),
    chunk_ms=st.integers(20, 200),
    backlog_speed=st.floats(1, 5, allow_nan=False),
    certificate_authority_path=st.sampled_from(("", "own.pem")),
)


@pytest.fixture
def form(theme: Theme, qtbot: QtBot) -> ConnectionForm:
    made = ConnectionForm(theme)
    qtbot.addWidget(made)
    made.show()
    return made


def test_every_switch_has_its_place_and_its_sentence(form: ConnectionForm) -> None:
    assert set(form.fields) == {field.name for field in fields(Switches)}
    assert all(field.explanation.endswith(".") for field in form.fields.values())


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(SWITCHES)
def test_what_is_shown_is_what_is_read(form: ConnectionForm, switches: Switches) -> None:
    form.show_switches(switches, is_local=False)
    assert form.read() == switches


def test_this_computer_has_only_a_dialect_to_choose(form: ConnectionForm) -> None:
    form.show_switches(Switches(chunk_ms=20), is_local=True)
    assert [name for name, field in form.fields.items() if field.isVisible()] == ["dialect"]
    assert form.read() == Switches(chunk_ms=20)


def test_showing_says_nothing_and_choosing_does(form: ConnectionForm, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(form.settled):
        form.show_switches(Switches(uses_rest=False, query=(("a", "1"),)), is_local=False)
    with qtbot.waitSignal(form.settled):
        form.uses_rest.click()
    with qtbot.waitSignal(form.settled):
        form.dialect.segments[1].click()
    with qtbot.waitSignal(form.settled):
        form.query.setFocus()
        form.query.setPlainText(" a = 1 \n\nb=2=3\nalone")
        form.chunk_ms.figure.setFocus()
    assert form.read().query == (("a", "1"), ("b", "2=3"), ("alone", ""))
    assert form.read().uses_rest
    assert form.read().dialect is Dialect.BETA


def test_a_certificate_can_be_chosen(form: ConnectionForm, qtbot: QtBot, tmp_path: Path) -> None:
    form.show_switches(Switches(), is_local=False)
    form.certificate.choose.click()
    dialog = form.findChildren(QFileDialog)[0]
    assert not dialog.isModal()
    with qtbot.waitSignal(form.settled):
        dialog.fileSelected.emit(str(tmp_path / "own.pem"))
    dialog.close()
    assert form.read().certificate_authority_path == str(tmp_path / "own.pem")
