"""Captions for browsers and other programs while `listen` runs: its options, and what is said about them on stderr."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from transcriber.caption_page.links import overlay_address
from transcriber.cli.faults import CannotStart, WrongUsage
from transcriber.cli.plain_lines import one_line
from transcriber.session.notices import CaptionPageChanged, Notice
from transcriber.settings.caption_sharing import CaptionSharing
from transcriber.settings.preferences import Preferences

_LARGEST_PORT = 65_535
_LARGEST_CAPTION_FILE_BYTES = 4_096
"""Six long lines are smaller: what is larger is something else, and is not replaced."""


def add_caption_options(parser: argparse.ArgumentParser) -> None:
    """Add them to a command that records."""
    group = parser.add_argument_group("captions elsewhere")
    group.add_argument(
        "--caption-page",
        metavar="PORT",
        nargs="?",
        type=_port,
        const=0,
        help="serve the captions to browsers on this computer, and to OBS; the address is told on stderr",
    )
    group.add_argument(
        "--caption-network",
        action="store_true",
        help="with --caption-page: let everybody in your network who has the address read the captions too",
    )
    group.add_argument(
        "--caption-file",
        metavar="FILE",
        type=Path,
        help="keep the latest two lines in this text file, for programs that read one; what stands there is replaced",
    )


def caption_sharing_from(options: argparse.Namespace, preferences: Preferences) -> CaptionSharing | None:
    """Where captions are to go; None where nothing was asked for.

    Raises:
        WrongUsage: The network was asked for without the page.
        CannotStart: The file cannot be a caption file.
    """
    if options.caption_network and options.caption_page is None:
        raise WrongUsage("argument --caption-network: there is no page without --caption-page")
    if options.caption_page is None and options.caption_file is None:
        return None
    sharing = CaptionSharing(
        is_page_on=options.caption_page is not None,
        port=options.caption_page or preferences.caption_sharing.port,
        is_open_to_network=options.caption_network,
    )
    if options.caption_file is None:
        return sharing
    _check_file(options.caption_file)
    return replace(sharing, is_file_on=True, file_path=str(options.caption_file))


class CaptionAddresses:
    """Says on stderr where the captions can be read. Main thread."""

    def __init__(self) -> None:
        self._told = ""

    def show(self, notice: Notice) -> None:
        """The page was opened, or moved."""
        if isinstance(notice, CaptionPageChanged) and notice.address and notice.address != self._told:
            self._told = notice.address
            sys.stderr.write(f"Captions for this computer: {notice.address}\n")
            sys.stderr.write(f"Without a background, for OBS: {overlay_address(notice.address)}\n")
            if notice.network_address:
                sys.stderr.write(f"For other devices in this network: {notice.network_address}\n")


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or not 1 <= int(text) <= _LARGEST_PORT:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port from 1 to {_LARGEST_PORT}")
    return int(text)


def _check_file(path: Path) -> None:
    name = one_line(str(path))
    try:
        if path.is_dir() or not path.absolute().parent.is_dir():
            raise CannotStart(f"{name} is no place for a caption file. Name a file in a folder that exists.")
        if path.exists() and (not path.is_file() or path.stat().st_size > _LARGEST_CAPTION_FILE_BYTES):
            raise CannotStart(f"{name} holds something else than captions and was left as it is. Choose another file.")
    except (OSError, ValueError) as error:
        raise CannotStart(f"{name} cannot be a caption file: {error}.") from error
