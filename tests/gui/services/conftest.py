"""Services in a window: a key store in a folder of the test's own."""

from pathlib import Path

import pytest

from transcriber.gui.errands import Errands
from transcriber.settings.keys import KeyStore


@pytest.fixture
def key_store(tmp_path: Path) -> KeyStore:
    return KeyStore({"OPENAI_API_KEY": "sk-from-the-environment"}, tmp_path / "keys")


@pytest.fixture
def errands(styled: object) -> Errands:
    return Errands()
