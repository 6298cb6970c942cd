"""The caption page's part of its window: on or off, its addresses, who may read, and how to get in with a phone."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSpinBox, QVBoxLayout, QWidget

from transcriber.caption_page.links import overlay_address
from transcriber.gui.caption_page.address_row import AddressRow
from transcriber.gui.caption_page.network_consent import NetworkConsent
from transcriber.gui.caption_page.qr_picture import QrPicture
from transcriber.gui.controls.field import Field
from transcriber.gui.controls.plain_words import PlainWords
from transcriber.gui.controls.switch import Switch
from transcriber.gui.language import tr
from transcriber.gui.theme import Theme
from transcriber.session.notices import CaptionPageChanged
from transcriber.settings.caption_sharing import CaptionSharing

_LOWEST_PORT = 1024
_HIGHEST_PORT = 65_535


class PageForm(QWidget):
    """Shows what is chosen and what became of it. Main thread."""

    changed = Signal(object)
    """A `CaptionSharing`, as a person wants it now."""
    new_link_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._sharing = CaptionSharing()
        self.on = Switch(theme, tr("Caption page"))
        self.state = PlainWords("fieldNote")
        self.address = AddressRow(tr("Address on this computer"), opens=True)
        self.overlay = AddressRow(tr("Address for OBS"), opens=False)
        self.network = Switch(theme, tr("Also for devices in this network"))
        self.consent = NetworkConsent()
        self.network_address = AddressRow(tr("Address for other devices"), opens=False)
        self.code = QrPicture()
        self.code.setAccessibleName(tr("QR code with the address for other devices"))
        self.no_network = PlainWords("fieldReason")
        self.port = QSpinBox()
        self.port.setRange(_LOWEST_PORT, _HIGHEST_PORT)
        self.port.setKeyboardTracking(False)
        self.port.setFixedWidth(96)
        self.port.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.new_link = QPushButton(tr("New link"))
        self._lay_out()
        self._connect()

    def show_sharing(self, sharing: CaptionSharing) -> None:
        """What is chosen; nothing is emitted."""
        self._sharing = sharing
        for switch, is_on in ((self.on, sharing.is_page_on), (self.network, sharing.is_open_to_network)):
            switch.blockSignals(True)
            switch.setChecked(is_on)
            switch.blockSignals(False)
        self.port.blockSignals(True)
        self.port.setValue(sharing.port)
        self.port.blockSignals(False)

    def show_page(self, page: CaptionPageChanged) -> None:
        """What became of it."""
        self.state.say(_state_words(page))
        self.address.show_address(page.address)
        self.overlay.show_address(overlay_address(page.address) if page.address else "")
        is_open = page.is_on and self._sharing.is_open_to_network
        self._phone.setVisible(is_open and bool(page.network_address))
        self.network_address.show_address(page.network_address)
        self.code.show_address(page.network_address)
        lost = is_open and not page.network_address
        self.no_network.say(
            tr("This computer is in no network now. Switch this off and on again when it is.") if lost else ""
        )

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        help_words = tr("Shows the captions in a browser, where each reader has a text size and colours of their own.")
        column.addWidget(Field("", self.on, help_words=help_words))
        column.addWidget(self.state)
        column.addWidget(Field(tr("Address on this computer"), self.address, self.address.field))
        overlay_help = tr("As a browser source: the captions alone, without a background.")
        column.addWidget(Field(tr("Address for OBS"), self.overlay, self.overlay.field, overlay_help))
        column.addWidget(self.network)
        column.addWidget(self.consent)
        column.addWidget(self.no_network)
        column.addWidget(self._make_phone())
        column.addLayout(self._make_last_row())

    def _make_phone(self) -> QWidget:
        """For a phone or tablet in the room."""
        self._phone = QWidget()
        words = PlainWords("fieldNote")
        words.say(tr("Point the camera of a phone or tablet at the code, or type the address into its browser."))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.code)
        row.addWidget(words, 1)
        column = QVBoxLayout(self._phone)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Field(tr("Address for other devices"), self.network_address, self.network_address.field))
        column.addLayout(row)
        self._phone.hide()
        return self._phone

    def _make_last_row(self) -> QHBoxLayout:
        self.new_link.setAccessibleDescription(tr("Links and QR codes from before stop working."))
        self.new_link.setToolTip(tr("Links and QR codes from before stop working."))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Field(tr("Port"), self.port))
        row.addStretch(1)
        row.addWidget(self.new_link)
        return row

    def _connect(self) -> None:
        self.on.toggled.connect(self._on_page_toggled)
        self.network.toggled.connect(self._on_network_toggled)
        self.consent.given.connect(self._on_consent_given)
        self.consent.refused.connect(self._on_consent_refused)
        self.port.valueChanged.connect(self._on_port_changed)
        self.new_link.clicked.connect(self.new_link_asked)

    def _choose(self, sharing: CaptionSharing) -> None:
        self.show_sharing(sharing)
        self.changed.emit(sharing)

    def _on_page_toggled(self, is_on: bool) -> None:
        self._choose(replace(self._sharing, is_page_on=is_on))

    def _on_network_toggled(self, is_open: bool) -> None:
        if not is_open:
            self.consent.hide()
            self._choose(replace(self._sharing, is_open_to_network=False))
            return
        # It is not on before it is agreed.
        self.show_sharing(self._sharing)
        self.consent.show()
        self.consent.agree.setFocus()

    def _on_consent_given(self) -> None:
        self.consent.hide()
        self.network.setFocus()
        self._choose(replace(self._sharing, is_open_to_network=True))

    def _on_consent_refused(self) -> None:
        self.consent.hide()
        self.network.setFocus()

    def _on_port_changed(self, port: int) -> None:
        self._choose(replace(self._sharing, port=port))


def _state_words(page: CaptionPageChanged) -> str:
    if not page.is_on:
        return tr("Off: nobody can read the captions in a browser.")
    if not page.readers:
        return tr("On: nobody reads now.")
    return tr("On: %n readers now.", "", page.readers) if page.readers > 1 else tr("On: one reader now.")
