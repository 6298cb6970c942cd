"""How much room the sound of all recordings takes, told at the foot of the list."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel

from transcriber.app.folders import size_bytes
from transcriber.gui.history.reading import HistoryReading, Question
from transcriber.gui.history.recording_words import size_words
from transcriber.gui.language import number, tr

if TYPE_CHECKING:
    from transcriber.store.store import StoreReader

_CALM_MS = 500
"""What changes a recording is told several times: summed up once it is quiet."""


class SoundSum(QLabel):
    """Empty and hidden where no sound is kept. Main thread; the files are looked at on the reader's."""

    def __init__(self, reading: HistoryReading) -> None:
        super().__init__()
        self.setObjectName("soundSum")
        self.setWordWrap(True)
        self._reading = reading
        self._question: Question | None = None
        self._calm = QTimer(self, singleShot=True, interval=_CALM_MS)
        self._calm.timeout.connect(self._ask)
        self.hide()

    def renew(self) -> None:
        """Something may be other than before."""
        self._calm.start()

    def _ask(self) -> None:
        if self._question is not None:
            self._question.drop()
        self._question = self._reading.ask(_sizes, self._show, lambda error: self._show([]))

    def _show(self, sizes_bytes: list[int]) -> None:
        self._question = None
        self.setText(sum_words(sizes_bytes))
        self.setVisible(bool(sizes_bytes))


def sum_words(sizes_bytes: list[int]) -> str:
    """`Sound of 14 recordings: 1.2 GB`."""
    count = (
        tr("1 recording") if len(sizes_bytes) == 1 else tr("{count} recordings").format(count=number(len(sizes_bytes)))
    )
    return tr("Sound of {count}: {size}").format(count=count, size=size_words(sum(sizes_bytes))) if sizes_bytes else ""


def _sizes(reader: "StoreReader") -> list[int]:
    # One that has vanished takes no room.
    return [size for path in reader.recordings.audio_paths() if (size := size_bytes(path)) is not None]
