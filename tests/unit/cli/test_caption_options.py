"""`--caption-page`, `--caption-network`, `--caption-file`: what they ask for, and what is refused."""

from pathlib import Path

import pytest

from transcriber.cli.caption_options import CaptionAddresses, caption_sharing_from
from transcriber.cli.faults import CannotStart, WrongUsage
from transcriber.cli.grammar import command_line
from transcriber.session.notices import CaptionPageChanged
from transcriber.settings.caption_sharing import CaptionSharing
from transcriber.settings.preferences import Preferences


def asked(*words: str) -> CaptionSharing | None:
    preferences = Preferences(caption_sharing=CaptionSharing(port=9_001, is_page_on=True, is_open_to_network=True))
    return caption_sharing_from(command_line().parse_args(["listen", *words]), preferences)


def test_without_the_options_nothing_goes_anywhere_whatever_the_window_does() -> None:
    assert asked() is None


def test_the_page_is_at_the_window_s_port_or_at_the_one_that_is_named() -> None:
    assert asked("--caption-page") == CaptionSharing(is_page_on=True, port=9_001)
    assert asked("--caption-page", "8123") == CaptionSharing(is_page_on=True, port=8_123)


def test_the_network_reads_only_when_it_is_asked_for() -> None:
    assert asked("--caption-page", "--caption-network") == CaptionSharing(
        is_page_on=True, port=9_001, is_open_to_network=True
    )
    with pytest.raises(WrongUsage, match="without --caption-page"):
        asked("--caption-network")


@pytest.mark.parametrize("port", ["0", "65536", "-1", "eight", "٨"])
def test_what_is_no_port_is_wrong_usage(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        asked(f"--caption-page={port}")
    assert ended.value.code == 2
    assert "is not a port" in capsys.readouterr().err


def test_a_file_that_is_something_else_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "captions.txt"
    sharing = asked("--caption-file", str(path))
    assert sharing is not None
    assert (sharing.is_file_on, sharing.file_path, sharing.is_page_on) == (True, str(path), False)
    path.write_text("old captions\n")
    assert asked("--caption-file", str(path)) == sharing
    path.write_text("chapter one\n" * 1_000)
    with pytest.raises(CannotStart, match="something else than captions"):
        asked("--caption-file", str(path))
    for nowhere in (tmp_path, tmp_path / "missing" / "captions.txt", "/dev/full"):
        with pytest.raises(CannotStart):
            asked("--caption-file", str(nowhere))


def test_the_addresses_are_told_once_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    addresses = CaptionAddresses()
    notice = CaptionPageChanged(
        is_on=True, address="http://127.0.0.1:1/T/", network_address="http://10.0.0.2:1/T/", port=1
    )
    for readers in (notice, CaptionPageChanged(is_on=True, address=notice.address, port=1, readers=3)):
        addresses.show(readers)
    addresses.show(CaptionPageChanged())
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.splitlines() == [
        "Captions for this computer: http://127.0.0.1:1/T/",
        "Without a background, for OBS: http://127.0.0.1:1/T/?transparent",
        "For other devices in this network: http://10.0.0.2:1/T/",
    ]
    assert "T/" not in repr(notice), "a notice may be logged"
