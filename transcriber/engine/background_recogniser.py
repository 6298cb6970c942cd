"""A recogniser that is still being loaded: sessions may start at once, the first decode waits."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future

import numpy as np
from numpy.typing import NDArray

from transcriber.engine.recogniser import Recogniser, RecogniserError

_logger = logging.getLogger(__name__)

_LOADING_LIMIT_S = 5.0


class BackgroundRecogniser:
    """Loads on a thread of its own from the moment it is made; `transcribe` is the decode thread's."""

    def __init__(self, load: Callable[[], Recogniser]) -> None:
        self._loaded: Future[Recogniser] = Future()
        self._thread = threading.Thread(target=self._load, args=(load,), name="load-recogniser", daemon=True)
        self._thread.start()

    def transcribe(self, samples: NDArray[np.float32]) -> str:
        """See `Recogniser.transcribe`; waits until the recogniser is there, and raises each time if it never came."""
        return self._loaded.result().transcribe(samples)

    def settle(self) -> None:
        """Wait until it is loaded, a few seconds at most: a library that is torn down while it loads complains."""
        self._thread.join(_LOADING_LIMIT_S)

    def _load(self, load: Callable[[], Recogniser]) -> None:
        try:
            self._loaded.set_result(load())
        except RecogniserError as fault:
            _logger.error("%s", fault)
            self._loaded.set_exception(fault)
        except Exception as fault:
            _logger.exception("The recogniser could not be loaded")
            self._loaded.set_exception(fault)
