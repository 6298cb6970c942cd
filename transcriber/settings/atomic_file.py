"""Small files that are replaced whole: a temporary file beside them, on the disk before it takes their place.

Nobody but this user can read what is written here.
"""

import os
import tempfile
from pathlib import Path


def write_atomically(path: Path, text: str) -> None:
    """Write `text` as UTF-8, or leave the old file as it was. A link at `path` is replaced, not followed.

    What cannot be UTF-8 (half a surrogate pair) becomes `?`.

    Raises:
        OSError: The folder cannot be written, or the disk is full.
    """
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode("utf-8", "replace"))
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
