"""The addresses by which the captions are opened, and the token in them."""

import secrets

_TOKEN_BYTES = 18
LONGEST_TOKEN_CHARACTERS = 64
_LEAST_TOKEN_CHARACTERS = 22
"""128 bits."""


def new_token() -> str:
    """144 random bits, as they stand in an address."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def is_token(text: str) -> bool:
    """Whether this can be a token that was made here."""
    is_spelled_so = text.isascii() and text.replace("-", "").replace("_", "").isalnum()
    return is_spelled_so and _LEAST_TOKEN_CHARACTERS <= len(text) <= LONGEST_TOKEN_CHARACTERS


def page_address(host: str, port: int, token: str) -> str:
    """The page for people."""
    return f"http://{host}:{port}/{token}/"


def overlay_address(page: str) -> str:
    """The same captions without a background, for a program that lays them over a picture."""
    return f"{page}?transparent"
