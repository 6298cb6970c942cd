"""The window for captions elsewhere as pictures; made by `python -m tests.gui.screens FOLDER`."""

from collections.abc import Callable
from pathlib import Path

from transcriber.gui.caption_page.caption_page_dialog import CaptionPageDialog
from transcriber.gui.theme import Theme
from transcriber.session.notices import CaptionPageChanged, Problem
from transcriber.settings.caption_sharing import CaptionSharing

_TOKEN = "hT0bWmZ4xUuPq9-_rVnKcLaE"


def take_caption_page(theme: Theme, folder: Path, settle: Callable[[], None]) -> None:
    """Off, on, asked about the network, open to it, and with a port that is taken."""
    for choice in ("light", "dark"):
        theme.choose("dark" if choice == "dark" else "light")
        theme.dress()
        dialog = CaptionPageDialog(theme)
        dialog.show()

        def take(name: str, dialog: CaptionPageDialog = dialog, choice: str = choice) -> None:
            settle()
            dialog.grab().save(str(folder / f"caption-page-{name}-{choice}.png"))

        dialog.show_sharing(CaptionSharing())
        dialog.show_page(CaptionPageChanged())
        take("off")
        dialog.show_sharing(CaptionSharing(is_page_on=True, is_file_on=True, file_path="/home/noor/captions.txt"))
        address = f"http://127.0.0.1:8790/{_TOKEN}/"
        dialog.show_page(CaptionPageChanged(is_on=True, address=address, port=8790))
        dialog.page.network.click()
        take("asked")
        dialog.page.consent.agree.click()
        others = f"http://192.168.178.23:8790/{_TOKEN}/"
        dialog.show_page(CaptionPageChanged(is_on=True, address=address, network_address=others, port=8790, readers=3))
        take("open")
        dialog.banner.show_problem(
            Problem(
                "caption_port_taken",
                "Port 8790 is taken by another program, so the caption page is at port 8791 now.",
                "Links and QR codes from before do not work until that port is free. You can also choose another port.",
            )
        )
        take("port-taken")
        dialog.close()
