"""Where captions go besides the window: to browsers and into a text file. A person's choices, frozen. Pure."""

from dataclasses import dataclass

from transcriber.realtime.configuration import ConfigurationError
from transcriber.sentence import said

_PORTS = (1, 65_535)
FILE_LINES = (1, 6)
_LONGEST_PATH = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptionSharing:
    """Nothing goes anywhere before a person asks for it."""

    is_page_on: bool = False
    port: int = 8790
    """Of the page; another one is taken for as long as this one is not free."""
    is_open_to_network: bool = False
    """Other devices in the network may read too, not this computer alone."""
    is_file_on: bool = False
    file_path: str = ""
    file_lines: int = 2


def validate_caption_sharing(sharing: CaptionSharing) -> None:
    """Raises ConfigurationError, which names the field."""
    if type(sharing.port) is not int or not _PORTS[0] <= sharing.port <= _PORTS[1]:
        raise ConfigurationError(
            "port", said("A port is a number from {least} to {most}.", least=_PORTS[0], most=_PORTS[1])
        )
    if type(sharing.file_lines) is not int or not FILE_LINES[0] <= sharing.file_lines <= FILE_LINES[1]:
        least, most = FILE_LINES
        raise ConfigurationError(
            "file_lines", said("A caption file has {least} to {most} lines.", least=least, most=most)
        )
    if len(sharing.file_path) > _LONGEST_PATH or "\0" in sharing.file_path:
        raise ConfigurationError("file_path", said("No file can have this path."))
