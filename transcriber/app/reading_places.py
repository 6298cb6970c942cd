"""Places of turns in reading order that stay valid while turns come and go around them. Pure.

A notice says only where its own turn stands now; the store has to know where all the others went.
"""


class ReadingPlaces:
    """Numbers that grow in reading order, one for each turn of a recording."""

    def __init__(self) -> None:
        self._order: list[int] = []
        self._places: dict[int, int] = {}

    def __getitem__(self, number: int) -> int:
        return self._places[number]

    def told(self, number: int, index: int) -> dict[int, int]:
        """A turn stands at `index` now, counted from 0; returns the new places of all turns that got another one."""
        if index < len(self._order) and self._order[index] == number:
            return {}
        if number in self._places:
            self._order.remove(number)
        index = min(index, len(self._order))
        self._order.insert(index, number)
        return self._move_up(index)

    def removed(self, number: int) -> None:
        """The turn is no more; the others keep their places."""
        if number in self._places:
            self._order.remove(number)
            del self._places[number]

    def _move_up(self, index: int) -> dict[int, int]:
        """The turn at `index` comes right after the one before it; who stands there makes room."""
        moved: dict[int, int] = {}
        place = self._places[self._order[index - 1]] + 1 if index else 0
        for number in self._order[index:]:
            if moved and self._places[number] >= place:
                break
            self._places[number] = moved[number] = place
            place += 1
        return moved
