"""A key or client secret that does not print itself. Pure.

Its text leaves through `reveal` alone, which only the code that builds an Authorization header calls.
"""

from typing import NoReturn
from urllib.parse import quote

from transcriber.sentence import said

MASK = "****"
_LONGEST_CHARACTERS = 8_000
"""Servers take no longer headers."""


class NoSecretError(ValueError):
    """A text that cannot be a key; `message` is for a person and does not repeat it."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Secret:
    """An API key or a client secret; immutable, usable from any thread.

    Not a `str` on purpose: whatever formats, joins, logs, serialises or pickles it shows the mask or fails.
    """

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        """Wrap `value`; white space around it (a pasted line end) is dropped.

        Raises:
            NoSecretError: It is empty, too long, or holds a character that cannot stand in a header; the text is not
                repeated.
        """
        trimmed = value.strip()
        if not trimmed:
            raise NoSecretError(said("The key is empty."))
        if len(trimmed) > _LONGEST_CHARACTERS:
            raise NoSecretError(said("The key is longer than {most} characters.", most=_LONGEST_CHARACTERS))
        if not all("!" <= character <= "~" for character in trimmed):
            raise NoSecretError(said("The key holds a space or a character that no key has; copy it again."))
        self._value = trimmed

    def reveal(self) -> str:
        """The text itself."""
        return self._value

    def hide_in(self, text: str) -> str:
        """`text` with every occurrence masked, as in an address too: for words that a service sent back."""
        return text.replace(self._value, MASK).replace(quote(self._value, safe=""), MASK)

    def __repr__(self) -> str:
        return MASK

    def __str__(self) -> str:
        return MASK

    def __format__(self, specification: str) -> str:
        return format(MASK, specification)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        # Loads the cryptographic library, which the first window does without.
        import hmac

        return hmac.compare_digest(self._value, other._value)

    def __hash__(self) -> int:
        return hash(self._value)

    def __copy__(self) -> "Secret":
        return self

    def __deepcopy__(self, memory: dict[int, object]) -> "Secret":
        return self

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("A secret is not pickled.")
