"""The list of services: titles, where they are, what can be done with them."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from transcriber.gui.services.drafts import ServiceDrafts
from transcriber.gui.services.service_list import ServiceList
from transcriber.gui.theme import Theme
from transcriber.settings.profiles import BUILT_IN_PROFILES, Profile
from transcriber.settings.templates import SERVICE_TEMPLATES

OWN = Profile(name="own", title="<b>Own</b>", base_url="https://host.example.org/v1")


@pytest.fixture
def drafts() -> ServiceDrafts:
    return ServiceDrafts((*BUILT_IN_PROFILES, OWN))


@pytest.fixture
def services(theme: Theme, drafts: ServiceDrafts, qtbot: QtBot) -> ServiceList:
    made = ServiceList(theme)
    qtbot.addWidget(made)
    made.show()
    made.show_drafts(drafts, next(iter(drafts)).number)
    return made


def spoken(services: ServiceList) -> list[str]:
    role = Qt.ItemDataRole.AccessibleTextRole
    return [services.list.item(row).data(role) for row in range(services.list.count())]


def test_each_service_says_where_it_is(services: ServiceList, drafts: ServiceDrafts) -> None:
    assert spoken(services) == [
        "This computer, No account needed",
        "OpenAI, api.openai.com",
        "<b>Own</b>, host.example.org",
    ]
    own = drafts.named("own")
    assert own is not None
    drafts.change(own.number, replace(OWN, base_url="https://"))
    drafts.add(replace(OWN, name="half", base_url="https://"))
    drafts.add(replace(OWN, name="imported", is_confirmed=False))
    services.show_drafts(drafts, own.number)
    assert [words.rpartition(", ")[2] for words in spoken(services)[2:]] == [
        "Change not saved",
        "Not saved yet",
        "Not used yet",
    ]
    assert services.list.currentRow() == 2


def test_choosing_one_tells_its_number(services: ServiceList, drafts: ServiceDrafts, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(services.chosen):
        services.show_drafts(drafts, 2)
    with qtbot.waitSignal(services.chosen) as chosen:
        qtbot.keyClick(services.list, Qt.Key.Key_Down)
    assert chosen.args == [3]


def test_every_template_can_be_added(services: ServiceList, qtbot: QtBot) -> None:
    actions = services.add.menu().actions()
    assert [action.text() for action in actions] == [template.title for template in SERVICE_TEMPLATES]
    assert all(action.toolTip().endswith(".") for action in actions)
    with qtbot.waitSignal(services.template_chosen) as chosen:
        actions[3].trigger()
    assert chosen.args == [SERVICE_TEMPLATES[3]]


def test_what_cannot_be_done_is_not_offered(services: ServiceList) -> None:
    services.allow(duplicate=False, remove=False)
    assert not services.duplicate.isEnabled()
    assert not services.remove.isEnabled()
    assert not services.export_action.isEnabled()
    services.allow(duplicate=True, remove=True)
    assert services.duplicate.isEnabled()
    assert services.remove.isEnabled()


def test_its_rows_are_painted_in_both_themes(services: ServiceList, theme: Theme) -> None:
    QAbstractItemModelTester(services.list.model())
    light = services.list.grab().toImage()
    theme.choose("dark")
    assert services.list.grab().toImage() != light
