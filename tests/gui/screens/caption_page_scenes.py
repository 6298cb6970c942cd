"""Captions elsewhere: the window that shares them, and the page itself in a real browser."""

import asyncio
import tempfile
from pathlib import Path

from PySide6.QtGui import QImage

from tests.browser import browser
from tests.gui.screens.picture_stage import PictureStage, Scene
from tests.read_captions import TOKEN, line, served_page
from transcriber.caption_page.standing import Standing
from transcriber.gui.caption_page.caption_page_dialog import CaptionPageDialog
from transcriber.sentence import said
from transcriber.session.notices import CaptionPageChanged, Problem
from transcriber.settings.caption_sharing import CaptionSharing

_SAID = (
    "Good morning. Let’s go through the tickets",
    "of this week and then decide about the",
    "release.",
    "Two support tickets came in about the",
    "microphone list. It did not refresh when a",
    "headset was plugged in.",
    "That is fixed in the build from this morning.",
    "The list now follows the system, and the",
    "recording keeps running until you switch.",
)
_LIVE = line(10, "And if the device disappears", label="Ana", tail=" completely")


def _sharing(stage: PictureStage) -> None:
    """Off, on, asked about the network, open to it, and with a port that is taken."""
    dialog = CaptionPageDialog(stage.theme, stage.window)
    dialog.show()
    dialog.show_sharing(CaptionSharing())
    dialog.show_page(CaptionPageChanged())
    stage.take("caption-page-off", dialog)
    dialog.show_sharing(CaptionSharing(is_page_on=True, is_file_on=True, file_path="/home/noor/captions.txt"))
    address = f"http://127.0.0.1:8790/{TOKEN}/"
    dialog.show_page(CaptionPageChanged(is_on=True, address=address, port=8790))
    dialog.page.network.click()
    stage.take("caption-page-asked", dialog)
    dialog.page.consent.agree.click()
    others = f"http://192.168.178.23:8790/{TOKEN}/"
    dialog.show_page(CaptionPageChanged(is_on=True, address=address, network_address=others, port=8790, readers=3))
    stage.take("caption-page-open", dialog)
    message = said(
        "Port {asked} is taken by another program, so the caption page is at port {port} now.", asked=8790, port=8791
    )
    dialog.banner.show_problem(Problem("caption_port_taken", message, said("Try another port.")))
    stage.take("caption-page-port-taken", dialog)
    dialog.close()


def _browsed(stage: PictureStage) -> None:
    with tempfile.TemporaryDirectory(prefix="transcriber-browser-") as folder:
        for name, png in asyncio.run(_pictures(Path(folder))).items():
            stage.keep(f"caption-page-in-a-browser-{name}", QImage.fromData(png))


async def _pictures(folder: Path) -> dict[str, bytes]:
    pictures = {}
    async with browser(folder) as running, served_page() as page:
        tab = await running.tab()
        address = f"http://{page.host}/{TOKEN}/"
        await tab.open(address, 390, 844, is_phone=True)
        pictures["waiting"] = await tab.picture()
        lines = [line(number, text, is_finished=True) for number, text in enumerate(_SAID, start=1)]
        page.show(*lines, _LIVE)
        for feed in page.feeds.values():
            feed.stand(Standing.LISTENING)
        page.readers.wake()
        await tab.until("document.querySelectorAll('#captions p').length > 0")
        pictures["phone"] = await tab.picture()
        await tab.press("open")
        pictures["phone-settings"] = await tab.picture()
        await tab.press("done")
        await tab.open(address, 1180, 720)
        await tab.until("document.querySelectorAll('#captions p').length > 0")
        pictures["wide"] = await tab.picture()
        await tab.open(f"{address}?transparent&size=48", 1280, 360)
        await tab.until("document.querySelectorAll('#captions p').length > 0")
        pictures["overlay"] = await tab.picture(is_transparent=True)
    return pictures


SCENES = (
    Scene("caption-page", _sharing, frozenset({"caption-page-open"})),
    Scene("caption-page-in-a-browser", _browsed),
)
