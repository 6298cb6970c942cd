"""The live transcript as a document: what the window shows, with all else that an export from the history has of it."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from transcriber.export.material import ExportOptions, Material
from transcriber.store.values import Mark, Note

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LiveMaterial:
    """What is known in the window at one moment; nothing of it changes while the document is made."""

    shown: Material
    """Its turns, names and makers."""
    annotations: Sequence[Mark | Note] = ()
    """What a person added, also what the history has not been seen to keep yet."""
    folder: Path | None = None
    """The store's."""
    public_id: str = ""
    """Of the recording; empty where the history does not keep it."""

    def whole(self) -> Material:
        """Any thread but the main one: it reads the store.

        What the window shows can be saved also while the history cannot be read, then without what stands only there.
        """
        # The database is not loaded before the first window.
        from transcriber.app.stored_material import annotations_of, material_of
        from transcriber.store.errors import StoreError
        from transcriber.store.store import StoreReader

        marks = [each for each in self.annotations if isinstance(each, Mark)]
        notes = [each for each in self.annotations if isinstance(each, Note)]
        here = replace(self.shown, annotations=annotations_of(marks, notes))
        if not self.public_id or self.folder is None:
            return here
        try:
            reader = StoreReader(self.folder)
            try:
                kept = material_of(reader, reader.recordings.get(self.public_id), ExportOptions())
            finally:
                reader.close()
        except StoreError as error:
            _log.info("the live transcript is saved without what the history knows of it: %s", error)
            return here
        return replace(
            here,
            title=kept.title,
            started=kept.started,
            gaps=kept.gaps,
            made_by=kept.made_by,
            others={**kept.others, **here.others},
        )
