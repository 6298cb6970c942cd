"""A recogniser that is still being loaded: sessions may start at once, the first decode waits."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future

import numpy as np
from numpy.typing import NDArray

from transcriber.engine.recogniser import Recogniser, RecogniserError

_logger = logging.getLogger(__name__)


class BackgroundRecogniser:
    """Loads on a thread of its own from the moment it is made; `transcribe` is the decode thread's."""

    def __init__(self, load: Callable[[], Recogniser]) -> None:
        self._loaded: Future[Recogniser] = Future()
        threading.Thread(target=self._load, args=(load,), name="load-recogniser", daemon=True).start()

    def transcribe(self, samples: NDArray[np.float32]) -> str:
        """See `Recogniser.transcribe`; waits until the recogniser is there, and raises each time if it never came."""
        return self._loaded.result().transcribe(samples)

    def _load(self, load: Callable[[], Recogniser]) -> None:
        try:
            self._loaded.set_result(load())
        except RecogniserError as fault:
            _logger.error("%s", fault)
            self._loaded.set_exception(fault)
        except Exception as fault:
            _logger.exception("The recogniser could not be loaded")
            self._loaded.set_exception(fault)
