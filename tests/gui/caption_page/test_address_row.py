"""An address is copied as it is, and there is nothing to copy where there is none."""

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from transcriber.gui.caption_page.address_row import AddressRow


def test_copying(qtbot: QtBot) -> None:
    row = AddressRow("Address for OBS", opens=False)
    qtbot.addWidget(row)
    row.show_address("http://127.0.0.1:1/T/")
    row.copy.click()
    assert QGuiApplication.clipboard().text() == "http://127.0.0.1:1/T/"
    assert row.copy.text() == "Copied"
    row.show_address("http://127.0.0.1:2/T/")
    assert row.copy.text() == "Copy"
    row.show_address("")
    assert not row.isEnabled()
    assert row.open is None
    assert row.copy.accessibleName() == "Copy: Address for OBS"
