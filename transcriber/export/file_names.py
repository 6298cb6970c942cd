"""Names for files that every common file system takes, made of what a person called a recording. Pure."""

import re
import unicodedata

from transcriber.export.rows import clean

LONGEST_NAME_BYTES = 120
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(?=\.|$)", re.IGNORECASE)
_NUMBER_BYTES = len(" 999")
"""Room for the number of a name that is taken."""


def file_name(title: str, suffix: str, number: int = 1) -> str:
    """`Title.suffix`, from the second on `Title 2.suffix`: at most 120 bytes of UTF-8, and no path.

    What Windows forbids in names is replaced, its reserved names get an underscore, and no name begins with a dot.
    """
    stem = _FORBIDDEN.sub("-", clean(unicodedata.normalize("NFC", title))).strip(" .-")
    counted = f" {number}" if number > 1 else ""
    stem = _cut(stem, LONGEST_NAME_BYTES - len(suffix.encode()) - 2 - max(_NUMBER_BYTES, len(counted)))
    if _RESERVED.match(stem):
        stem = f"_{stem}"
    return f"{stem or 'Transcript'}{counted}.{suffix}"


def _cut(stem: str, most_bytes: int) -> str:
    if len(stem.encode()) <= most_bytes:
        return stem
    kept = stem.encode()[:most_bytes].decode(errors="ignore")
    # A mark without its letter, or half of a joined character, would be another name.
    while kept and (unicodedata.combining(stem[len(kept)]) or "\u200d" in (stem[len(kept)], kept[-1])):
        kept = kept[:-1]
    return kept.rstrip(" .-")
