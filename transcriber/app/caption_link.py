"""The token in the caption page's address: remembered, so that links and QR codes stay good, until a new one is asked.

It stands in a file of its own that only this user can read, and not in the settings, which people show one another.
"""

import logging
from pathlib import Path

from transcriber.caption_page.links import LONGEST_TOKEN_CHARACTERS, is_token, new_token
from transcriber.settings.atomic_file import write_atomically

_logger = logging.getLogger(__name__)


def remembered_token(path: Path) -> str:
    """The token in that file, or a new one where there is none."""
    try:
        with path.open(encoding="ascii") as file:
            token = file.read(LONGEST_TOKEN_CHARACTERS + 2).strip()
    except (OSError, UnicodeDecodeError):
        return renewed_token(path)
    return token if is_token(token) else renewed_token(path)


def renewed_token(path: Path) -> str:
    """A new token; from now on no older link is good. Where it cannot be kept it is good for this run alone."""
    token = new_token()
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(path, f"{token}\n")
    except OSError as error:
        _logger.info("the link to the captions is not remembered: %s", error.strerror)
    return token
