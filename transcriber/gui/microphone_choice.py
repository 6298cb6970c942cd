"""The choice of microphone. The list is made afresh whenever it is opened, away from the main thread."""

import logging
import threading
from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy

from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.controls.choice_box import ChoiceBox
from transcriber.gui.controls.plain_tip import plain_tip
from transcriber.gui.language import tr
from transcriber.gui.text_scale import scaled
from transcriber.gui.theme import Theme

_log = logging.getLogger(__name__)
_CLOSE_TIMEOUT_S = 2.0
_WIDTH_PX = 300
_LEAST_WIDTH_PX = 116


class ListedDevice(Protocol):
    """What the choice needs to know of an input device."""

    @property
    def device_id(self) -> str:
        """Names the device from one start to the next."""

    @property
    def name(self) -> str:
        """Its name for a person."""

    @property
    def is_default(self) -> bool:
        """The one that the system uses."""

    @property
    def is_played(self) -> bool:
        """No microphone, but what a loudspeaker plays."""


DeviceLister = Callable[[], Sequence[ListedDevice]]


class DeviceRefresh(QObject):
    """Lists the devices in a thread of its own, one at a time; lives on the main thread, where `listed` arrives."""

    listed = Signal(object)
    """A tuple of devices; empty where there is none or they cannot be listed."""

    def __init__(self, list_devices: DeviceLister, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._list_devices = list_devices
        self._thread: threading.Thread | None = None
        self._is_listing = False
        self._lock = threading.Lock()
        self._is_closed = False

    def start(self) -> None:
        """Begin, unless it is under way."""
        if not self._is_listing:
            self._is_listing = True
            self._thread = threading.Thread(target=self._run, name="device list", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Wait for what is under way; nothing is told after this."""
        with self._lock:
            self._is_closed = True
        if self._thread is not None:
            self._thread.join(_CLOSE_TIMEOUT_S)

    def _run(self) -> None:
        try:
            devices = tuple(self._list_devices())
        except Exception as error:  # noqa: BLE001 - any fault means the same here: no list; recording says the reason
            _log.info("The input devices could not be listed: %s", error)
            devices = ()
        # Before it is told: who asks again then must not be taken for one who asks twice.
        self._is_listing = False
        with self._lock:
            if not self._is_closed:
                self.listed.emit(devices)


class MicrophoneChoice(ChoiceBox):
    """The system's default first, then every input device. Main thread."""

    devices_changed = Signal()
    enabled_changed = Signal()
    """A recording began, or is over."""

    def __init__(self, theme: Theme, list_devices: DeviceLister, device_id: str | None) -> None:
        super().__init__(theme, leading_icon="microphone")
        self.setObjectName("microphone")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setToolTip(tr("Microphone"))
        self._devices: tuple[ListedDevice, ...] | None = None
        self.has_played_sound = False
        """Something that a loudspeaker plays can be recorded too, as of the last list."""
        self.wants_played_sound = False
        """A person wants it, whether it can be had here or not."""
        self._device_id = device_id
        self._names: dict[str, str] = {}
        self._refresh = DeviceRefresh(list_devices, self)
        self._refresh.listed.connect(self._on_listed)
        self.opened.connect(self._refresh.start)
        self._fill()
        self.currentIndexChanged.connect(self._on_index_changed)

    @property
    def device_id(self) -> str | None:
        """The chosen one; None follows the system."""
        return self._device_id

    @property
    def device_name(self) -> str | None:
        """What the chosen one is called, empty where nobody knows; None follows the system."""
        return None if self._device_id is None else self._names.get(self._device_id, "")

    @property
    def has_no_device(self) -> bool:
        """Known to be so: before the first list this is False."""
        return self._devices == ()

    @asked_by_qt
    def sizeHint(self) -> QSize:
        """Room for the name of a device."""
        return QSize(scaled(_WIDTH_PX), super().sizeHint().height())

    @asked_by_qt
    def minimumSizeHint(self) -> QSize:
        """In a narrow window its beginning is enough."""
        return QSize(scaled(_LEAST_WIDTH_PX), super().minimumSizeHint().height())

    @property
    def with_played_sound(self) -> bool:
        """What the computer plays is to be recorded too, and can be."""
        return self.wants_played_sound and self.has_played_sound

    def refresh(self) -> None:
        """Look again; `devices_changed` says when that is done."""
        self._refresh.start()

    def choose(self, device_id: str | None) -> None:
        """The same as another choice has; it counts for the next recording."""
        self._device_id = device_id
        if self.isEnabled():
            self._fill()

    def close_list(self) -> None:
        """No thread is left behind."""
        self._refresh.close()

    def show_input(self, name: str) -> None:
        """While a recording runs: what is being recorded, whatever is chosen for the next."""
        self.setEnabled(False)
        self.enabled_changed.emit()
        self.setPlaceholderText(name)
        self.setCurrentIndex(-1)

    def show_choice(self) -> None:
        """The choice again, among the devices there are now."""
        if not self.isEnabled():
            self.setEnabled(True)
            self.enabled_changed.emit()
            self._fill()

    def _on_index_changed(self, index: int) -> None:
        if self.isEnabled() and index >= 0:
            data = self.itemData(index)
            self._device_id = data if isinstance(data, str) else None

    def _on_listed(self, devices: tuple[ListedDevice, ...]) -> None:
        self.has_played_sound = any(device.is_played for device in devices)
        devices = tuple(device for device in devices if not device.is_played)
        is_new = devices != self._devices
        self._devices = devices
        self._names |= {device.device_id: device.name for device in devices}
        if is_new and self.isEnabled():
            self._fill()
        self.devices_changed.emit()

    def _fill(self) -> None:
        devices = self._devices or ()
        default = next((device.name for device in devices if device.is_default), "")
        self.blockSignals(True)
        self.clear()
        self.addItem(tr("{name} (default)").format(name=default) if default else tr("Default microphone"), None)
        for device in devices:
            self.addItem(device.name, device.device_id)
        if self._device_id is not None and self.findData(self._device_id) < 0:
            name = self._names.get(self._device_id, tr("Chosen microphone"))
            self.addItem(
                name if self._devices is None else tr("{name} (not connected)").format(name=name), self._device_id
            )
        for index in range(self.count()):
            self.setItemData(index, plain_tip(self.itemText(index)), Qt.ItemDataRole.ToolTipRole)
        self.setCurrentIndex(max(self.findData(self._device_id), 0) if self._device_id is not None else 0)
        self.blockSignals(False)
