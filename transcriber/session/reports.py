"""The errors that one connection reports while it lives on: told once and counted, for one may come with each chunk.

Pure: what is told is handed in.
"""

from collections import Counter
from collections.abc import Callable

from transcriber.sentence import said
from transcriber.session.notices import Problem

_MOST_TOLD = 20
"""Of one connection: a service may put something new into each sentence."""

_Reason = tuple[str, str, str]


class Reports:
    """What a person was told, and how often it came again. Session thread; one connection's."""

    def __init__(self, publish: Callable[[Problem], None]) -> None:
        self._publish = publish
        self._counts: Counter[_Reason] = Counter()
        self._untold = 0

    def tell(self, problem: Problem) -> None:
        """Tell what is new; count what is not."""
        reason = (problem.code, problem.field, problem.message)
        if reason not in self._counts and len(self._counts) >= _MOST_TOLD:
            self._untold += 1
            return
        self._counts[reason] += 1
        if self._counts[reason] == 1:
            self._publish(problem)

    def close(self) -> None:
        """Say how often things came that were told once."""
        for (code, field, message), count in self._counts.items():
            if count > 1:
                self._publish(
                    Problem(
                        code,
                        said("{message} The service reported this {count} times.", message=message, count=count),
                        field=field,
                    )
                )
        if self._untold:
            self._publish(
                Problem("more_errors", said("The service reported {untold} more errors.", untold=self._untold))
            )
        self._counts.clear()
        self._untold = 0
