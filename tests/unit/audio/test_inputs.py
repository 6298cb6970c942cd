from pathlib import Path

import numpy as np

from transcriber.audio.audio_file import AudioFile
from transcriber.audio.inputs import AudioInput, Block


def test_a_file_is_an_input_like_any_other() -> None:
    source: AudioInput = AudioFile(Path("talk.wav"))
    assert (source.name, source.is_live, source.duration_ms) == ("talk.wav", False, None)


def test_a_block_has_lost_nothing_unless_it_says_so() -> None:
    block = Block(np.zeros(480, np.float32))
    assert (block.gap_ms, block.moved_to) == (0.0, "")
