"""What a service is called and where it is: shown, read again, explained for its kind."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from transcriber.gui.services.service_form import ServiceForm
from transcriber.gui.theme import Theme
from transcriber.realtime.switches import KeyPlacement, Switches
from transcriber.settings.profiles import OPENAI, Profile, ServiceKind

WORD = st.text(alphabet="abcdefghijäöü-.:/", min_size=0, max_size=12)
PROFILES = st.builds(
    Profile,
    title=WORD,
    name=WORD,
    base_url=WORD,
    kind=st.sampled_from([kind for kind in ServiceKind if kind is not ServiceKind.LOCAL]),
    default_model=WORD,
    behaves_like=WORD,
    switches=st.builds(Switches, key_placement=st.sampled_from(KeyPlacement)),
)


@pytest.fixture
def form(theme: Theme, qtbot: QtBot) -> ServiceForm:
    made = ServiceForm(theme)
    qtbot.addWidget(made)
    made.show()
    return made


def show(form: ServiceForm, profile: Profile, *, is_fixed: bool = False) -> None:
    form.show_profile(profile, is_name_fixed=is_fixed, is_address_fixed=is_fixed)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(PROFILES)
def test_what_is_shown_is_what_is_read(form: ServiceForm, profile: Profile) -> None:
    show(form, profile)
    assert form.read() == profile


def test_another_kind_sets_where_the_key_stands(form: ServiceForm, qtbot: QtBot) -> None:
    show(form, replace(OPENAI, kind=ServiceKind.COMPATIBLE))
    with qtbot.waitSignal(form.settled):
        form.kind.setFocus()
        qtbot.keyClick(form.kind, Qt.Key.Key_Up)
    profile = form.read()
    assert profile.kind is ServiceKind.AZURE
    assert profile.switches.key_placement is KeyPlacement.API_KEY_HEADER
    show(form, profile)
    assert "deployment" in form.fields["default_model"].explanation
    assert "RESOURCE" in form.fields["base_url"].explanation


def test_another_kind_leaves_a_chosen_place_of_the_key(form: ServiceForm) -> None:
    own = Profile(
        name="own",
        title="Own",
        base_url="https://host/v1",
        switches=Switches(key_placement=KeyPlacement.X_API_KEY_HEADER),
    )
    show(form, own)
    form.kind.setCurrentIndex(form.kind.findData(ServiceKind.AZURE))
    assert form.read().switches.key_placement is KeyPlacement.X_API_KEY_HEADER


def test_what_is_fixed_can_be_read_and_copied_but_not_changed(form: ServiceForm, qtbot: QtBot) -> None:
    show(form, OPENAI, is_fixed=True)
    for edit in (form.title, form.name, form.base_url):
        qtbot.keyClicks(edit, "x")
        assert edit.isEnabled()
    assert form.read() == OPENAI
    assert not form.kind.isEnabled()
    assert "Duplicate" in form.fields["title"].explanation


def test_a_text_is_taken_when_it_is_left_or_entered(form: ServiceForm, qtbot: QtBot) -> None:
    show(form, replace(OPENAI, kind=ServiceKind.COMPATIBLE))
    form.title.setFocus()
    form.title.selectAll()
    qtbot.keyClicks(form.title, " Mine ")
    with qtbot.waitSignal(form.settled):
        qtbot.keyClick(form.title, Qt.Key.Key_Return)
    assert form.read().title == "Mine"


def test_openai_has_no_models_of_other_names(form: ServiceForm) -> None:
    show(form, OPENAI)
    assert not form.fields["behaves_like"].isVisible()
    show(form, replace(OPENAI, kind=ServiceKind.AZURE))
    assert form.fields["behaves_like"].isVisible()
