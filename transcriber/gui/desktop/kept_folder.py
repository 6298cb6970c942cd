"""Where files are looked for: in the folder of the last one that a person chose, at first among their documents."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from transcriber.gui.desktop.kept_sizes import window_memory

_FOLDER = "files/folder"


def begin_in_kept_folder(dialog: QFileDialog) -> None:
    """Open it there, and remember where it ends. Main thread, before it is shown."""
    dialog.setDirectory(str(kept_folder()))
    dialog.filesSelected.connect(_keep)


def kept_folder() -> Path:
    """The last one while it is there; else the documents, else the home folder."""
    places = QStandardPaths.StandardLocation
    documents = QStandardPaths.writableLocation(places.DocumentsLocation)
    found = (Path(str(each)) for each in (window_memory().value(_FOLDER), documents) if each)
    return next((each for each in found if each.is_absolute() and each.is_dir()), Path.home())


def _keep(files: list[str]) -> None:
    if files:
        window_memory().setValue(_FOLDER, str(Path(files[0]).parent))
