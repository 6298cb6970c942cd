"""Every state of the window as a picture: `python -m tests.gui.screens FOLDER [WORD…]`, then look at them one by one.

A word is the name of a look (`light`, `dark`, `german`, …) or a part of the name of a scene (`history`, `caption`);
without one, everything is taken: every state in light, the main ones in every other look. Where Xvfb and openbox are
installed the pictures are taken on a screen of their own with that window manager, otherwise offscreen, which is said.
Scripts other than Latin, Arabic and Hebrew need a font of the system (fonts-wqy-zenhei), the caption page chromium.
"""

import subprocess
import sys
from pathlib import Path

from tests.gui.screens.looks import LOOKS
from tests.gui.screens.virtual_screen import virtual_screen


def main(folder: Path, words: list[str]) -> int:
    """Take them; how many looks failed."""
    folder.mkdir(parents=True, exist_ok=True)
    chosen = [look for look in LOOKS if look.name in words] or list(LOOKS)
    scenes = [word for word in words if word not in {look.name for look in LOOKS}]
    failed = []
    for look in chosen:
        with virtual_screen(look.scale_factor) as environment:
            command = [sys.executable, "-m", "tests.gui.screens.taking", str(folder), look.name, *scenes]
            if subprocess.run(command, env=environment, check=False).returncode:
                failed.append(look.name)
    sys.stdout.write(f"{len(list(folder.glob('*.png')))} pictures in {folder}\n")
    if failed:
        sys.stdout.write(f"Not whole: {', '.join(failed)}\n")
    return len(failed)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
