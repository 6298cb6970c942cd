"""Events and session configurations as JSON, in both dialects of the Realtime API. Pure.

Only the name of a dialect is imported from here: choosing one must not load the readers and writers of both.
"""

from transcriber.realtime.dialects.dialect import Dialect

__all__ = ["Dialect"]
