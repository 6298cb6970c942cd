"""Take the golden pictures anew, after a change that was meant: `python -m tests.gui.golden.renew [NAME…]`.

Look at each of them before it is committed: from then on that is how the window is to look.
"""

import os
import sys
import tempfile

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from tests.gui.golden.likeness import small
from tests.gui.golden.scenes import FOLDER, NAMES, taken
from transcriber.gui.program import make_application
from transcriber.gui.theme import Theme


def main(names: list[str]) -> None:
    """Those, or all."""
    application = make_application([])
    theme = Theme(application, "light")
    for name in names or NAMES:
        small(taken(name, application, theme)).save(str(FOLDER / f"{name}.png"))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        os.environ["HOME"] = home
        os.chdir(home)
        main(sys.argv[1:])
