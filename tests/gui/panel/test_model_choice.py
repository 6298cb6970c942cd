"""The list of models: all known ones of services, each with what to know before choosing."""

from pytestqt.qtbot import QtBot

from transcriber.gui.panel.model_choice import ModelChoice
from transcriber.gui.theme import Theme
from transcriber.realtime.models import MODELS


def test_every_model_of_a_service_is_listed_and_any_other_can_be_written(theme: Theme, qtbot: QtBot) -> None:
    choice = ModelChoice(theme)
    qtbot.addWidget(choice)
    choice.show()
    listed = [choice.itemText(index) for index in range(choice.count())]
    assert listed == [row.model for row in MODELS if not row.is_local]
    choice.setEditText("my-deployment")
    assert choice.currentText() == "my-deployment"
    edit = choice.lineEdit()
    assert edit is not None
    edit.returnPressed.emit()
    assert choice.count() == len(listed)


def test_the_rows_are_drawn_with_their_second_line(theme: Theme, qtbot: QtBot) -> None:
    choice = ModelChoice(theme)
    qtbot.addWidget(choice)
    choice.show()
    choice.showPopup()
    list_ = choice.view()
    qtbot.waitUntil(list_.isVisible)
    assert list_.sizeHintForRow(0) >= 40
    image = list_.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(image.height() // 8)}
    assert len(colours) > 4
    choice.hidePopup()
