"""One service: faults at their fields, parts that make sense for it, nothing typed is lost."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from transcriber.gui.errands import Errands
from transcriber.gui.services.drafts import Draft, ServiceDrafts
from transcriber.gui.services.service_page import ServicePage
from transcriber.gui.theme import Theme
from transcriber.realtime.dialects import Dialect
from transcriber.realtime.switches import KeyPlacement, Switches
from transcriber.settings.keys import KeyStore
from transcriber.settings.profiles import LOCAL, OPENAI, KeyPlace, Profile, ServiceKind

OWN = Profile(name="own", title="Own", base_url="https://host.example.org/v1", key_place=KeyPlace.MEMORY)


@pytest.fixture
def page(theme: Theme, key_store: KeyStore, errands: Errands, qtbot: QtBot) -> ServicePage:
    made = ServicePage(theme, key_store, errands)
    qtbot.addWidget(made)
    made.show()
    return made


def draft_of(profile: Profile, changed: Profile | None = None) -> Draft:
    drafts = ServiceDrafts((profile,))
    drafts.change(1, changed or profile)
    return drafts[1]


@pytest.mark.parametrize("profile", [LOCAL, OPENAI, OWN], ids=lambda profile: profile.name)
def test_what_is_shown_is_what_is_read(page: ServicePage, profile: Profile, qtbot: QtBot) -> None:
    page.show_draft(draft_of(profile))
    assert page.read() == profile
    with qtbot.assertNotEmitted(page.changed):
        page.settle()


def test_this_computer_shows_a_dialect_and_a_test(page: ServicePage) -> None:
    page.show_draft(draft_of(LOCAL))
    assert not page.service.isVisible()
    assert not page.key.isVisible()
    assert page.trial.isVisible()
    assert page.connection.dialect.isVisible()
    page.connection.dialect.segments[1].click()
    assert page.read() == replace(LOCAL, switches=replace(LOCAL.switches, dialect=Dialect.BETA))


def test_openais_address_is_fixed(page: ServicePage) -> None:
    page.show_draft(draft_of(OPENAI))
    assert page.service.base_url.isReadOnly()
    page.show_draft(draft_of(OWN))
    assert not page.service.base_url.isReadOnly()


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("base_url", replace(OWN, base_url="http://host.example.org/v1")),
        ("base_url", replace(OWN, base_url="https://user:word@host.example.org/v1")),
        ("base_url", replace(OWN, base_url="https://")),
        ("title", replace(OWN, title="")),
        ("name", replace(OWN, name="Not A Name")),
        ("key_variable", replace(OWN, key_place=KeyPlace.ENVIRONMENT)),
        ("query", replace(OWN, switches=Switches(query=(("model", "x"),), sends_model=True))),
    ],
)
def test_a_fault_is_said_at_its_field(page: ServicePage, field: str, changed: Profile) -> None:
    draft = draft_of(OWN, changed)
    page.show_draft(draft)
    fields = page.service.fields | page.key.fields | page.connection.fields
    assert draft.fault is not None
    assert {name: shown.fault for name, shown in fields.items() if shown.fault} == {field: draft.fault.message}
    assert not page.fault.isVisible()
    assert page.connection.isVisible() == (field in page.connection.fields)


def test_a_place_brings_its_variable_and_takes_it_away(page: ServicePage, qtbot: QtBot) -> None:
    page.show_draft(draft_of(OPENAI))
    with qtbot.waitSignal(page.changed) as changed:
        page.key.place_chosen.emit(KeyPlace.MEMORY)
    assert (changed.args[0].key_place, changed.args[0].key_variable) == (KeyPlace.MEMORY, "")
    with qtbot.waitSignal(page.changed) as changed:
        page.key.variable_named.emit("MY_KEY")
    assert changed.args[0].key_variable == "MY_KEY"


def test_another_kind_moves_the_key_in_the_connection_too(page: ServicePage, qtbot: QtBot) -> None:
    page.show_draft(draft_of(OWN))
    page.service.kind.setCurrentIndex(page.service.kind.findData(ServiceKind.AZURE))
    with qtbot.waitSignal(page.changed) as changed:
        page.settle()
    assert changed.args[0].switches.key_placement is KeyPlacement.API_KEY_HEADER


def test_the_connection_opens_when_it_is_asked_for(page: ServicePage) -> None:
    page.show_draft(draft_of(OWN))
    assert not page.connection.isVisible()
    page.disclosure.click()
    assert page.connection.isVisible()
    page.show_draft(draft_of(OWN, replace(OWN, title="Still this one")))
    assert page.connection.isVisible()
