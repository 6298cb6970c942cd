"""A recogniser in the making: the first decode waits, a failure is told each time."""

import threading

import numpy as np
import pytest
from numpy.typing import NDArray

from transcriber.engine.background_recogniser import BackgroundRecogniser
from transcriber.engine.recogniser import RecogniserError

SECOND = np.zeros(16_000, np.float32)


class Echo:
    def transcribe(self, samples: NDArray[np.float32]) -> str:
        return f"{samples.size} samples"


def test_it_is_there_at_once_and_the_first_decode_waits_for_the_loading() -> None:
    may_load = threading.Event()

    def load() -> Echo:
        may_load.wait()
        return Echo()

    recogniser = BackgroundRecogniser(load)
    heard: list[str] = []
    decode = threading.Thread(target=lambda: heard.append(recogniser.transcribe(SECOND)))
    decode.start()
    assert heard == []

    may_load.set()
    recogniser.settle()
    decode.join()

    assert heard == ["16000 samples"]
    assert recogniser.transcribe(SECOND) == "16000 samples"


@pytest.mark.allowed_logs("The model is not installed")
@pytest.mark.allowed_logs("not installed")
def test_when_it_cannot_be_loaded_every_decode_says_why(caplog: pytest.LogCaptureFixture) -> None:
    def load() -> Echo:
        raise RecogniserError("The model is not installed.")

    recogniser = BackgroundRecogniser(load)

    for _ in range(2):
        with pytest.raises(RecogniserError, match="not installed"):
            recogniser.transcribe(SECOND)
    assert "The model is not installed." in caplog.text


@pytest.mark.allowed_logs("could not be loaded")
@pytest.mark.allowed_logs("could not be loaded")
def test_a_bug_in_the_loading_keeps_its_traceback_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    def load() -> Echo:
        raise KeyError("bug")

    with pytest.raises(KeyError):
        BackgroundRecogniser(load).transcribe(SECOND)
    assert "Traceback" in caplog.text
