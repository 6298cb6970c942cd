"""Takes secrets out of text that is shown or saved: those that are known by their value, the others by their shape.

What a service sends back is hostile here: it may quote a key whole or in part, in a URL, escaped, or broken by spaces
and quotes. Too much is masked rather than too little. Pure.
"""

import re
from collections.abc import Callable

from transcriber.realtime.secret import MASK, Secret

_MOST_REMEMBERED = 16
"""A new client secret comes with every connection; those of long ago are still masked by their shape."""
_SHORTEST_CHARACTERS = 4
"""A key of three characters guards nothing, and masking it everywhere would leave nothing to read."""
_SHORTEST_BREAKABLE_CHARACTERS = 8
_SHORTEST_QUOTED_CHARACTERS = 16
_BLOCK_CHARACTERS = 8

# What may stand between two characters of a key that was broken in pieces: white space (also as JSON writes it),
# invisible characters, quotes, commas and what joins strings.
_BETWEEN = r"""(?:\\[nrtbf]|[\s\x00-\x1f\xad\u200b-\u200f\u2060\ufeff"'+,|\\]){0,8}"""
_WORD = r"[A-Za-z0-9_+/=.~*…-]*"
_ESCAPED = re.compile(r"\\+u00([2-7][0-9a-fA-F])|%([2-7][0-9a-fA-F])")
_DEEPEST_ESCAPE = 3
_KEPT_ESCAPES = frozenset('"\\')

_Rule = tuple[tuple[str, ...], re.Pattern[str], str]


def _rule(needles: str, pattern: str, replacement: str) -> _Rule:
    return tuple(needles.split()), re.compile(pattern, re.IGNORECASE | re.MULTILINE), replacement


_NAMED = r"value|client_secret|secret|password|(?:x-)?api[-_]?key|(?:access|refresh|id)_token"
_RULES: tuple[_Rule, ...] = (
    # A rule is tried only where one of its needles stands in the text in lower case.
    _rule("sk- sk_ ek_ ek-", rf"(?<![a-z0-9])[se]k[-_](?=[^\s\"]{{5}}){_WORD}", MASK),
    _rule("bearer", r"\b(bearer(?:\s|%20|\+|\\[nrt])+)[a-z0-9._~+/=*-]{6,}", rf"\1{MASK}"),
    _rule("insecure-api-key", r"(openai-insecure-api-key\.)[^\s,\"\\]+", rf"\1{MASK}"),
    _rule(
        "authorization api-key api_key apikey cookie",
        r"((?:authorization|api[-_]?key|cookie)\\*[\"']?\s*[:=]\s*\\*[\"']?(?:(?:bearer|basic)\s+)?)[^\s\"',;&}\\]+",
        rf"\1{MASK}",
    ),
    _rule("key= token= secret= sig= signature=", r"((?:key|token|secret|sig|signature)=)[^&\s\"'#\\]+", rf"\1{MASK}"),
    _rule("value secret password key token", rf"(\"(?:{_NAMED})\"\s*:\s*\")(?:[^\"\\]|\\.)*", rf"\1{MASK}"),
    _rule("value\\ secret\\ password\\ key\\ token\\", rf"(\\+\"(?:{_NAMED})\\+\"\s*:\s*\\+\")[^\"\\]*", rf"\1{MASK}"),
    _rule("@", r"(://)[^/\s\"@]+@", rf"\1{MASK}@"),
)


class Redaction:
    """Remembers the secrets of an exchange and masks what looks like one. Session thread."""

    def __init__(self) -> None:
        self._known: dict[Secret, Callable[[str], str] | None] = {}
        """What masks each; made when the first text is shown, because that takes 20 ms."""
        self._last = ("", "")

    def hide(self, secret: Secret) -> None:
        """Mask this one by its value from now on."""
        self._known[secret] = self._known.pop(secret, None)
        self._last = ("", "")
        if len(self._known) > _MOST_REMEMBERED:
            del self._known[next(iter(self._known))]

    def hidden(self, text: str) -> str:
        """`text` without secrets; itself where there are none."""
        # Without its audio one append is like the next.
        if text != self._last[0]:
            self._last = (text, self._hidden(text))
        return self._last[1] if self._last[1] != text else text

    def _hidden(self, text: str) -> str:
        plain = _unescaped(text)
        if plain is not text:
            masked = self._masked(plain)
            if masked != plain:
                return masked
        return self._masked(text)

    def knows_nothing_in(self, audio: str) -> bool:
        """Whether no known secret stands in base64 as it is; quick, for a lot of it."""
        return all(secret.hide_in(audio) == audio for secret in self._known)

    def _masked(self, text: str) -> str:
        for secret, mask in self._known.items():
            if mask is None:
                mask = self._known[secret] = _masking(secret.reveal())
            text = mask(text)
        lowered = text.lower()
        for needles, pattern, replacement in _RULES:
            if any(needle in lowered for needle in needles):
                text = pattern.sub(replacement, text)
        return text


def without_secrets(text: str, *known: Secret | None) -> str:
    """`text` without these secrets, and without what looks like one."""
    redaction = Redaction()
    for secret in known:
        if secret is not None:
            redaction.hide(secret)
    return redaction.hidden(text)


def _masking(value: str) -> Callable[[str], str]:
    """What takes one value out of a text."""
    if len(value) < _SHORTEST_CHARACTERS:
        return lambda text: text
    if len(value) < _SHORTEST_BREAKABLE_CHARACTERS:
        word = re.compile(rf"(?<![\w-]){re.escape(value)}(?![\w-])")
        return lambda text: word.sub(MASK, text)
    whole = re.compile(_BETWEEN.join(_character(character) for character in value), re.IGNORECASE)
    blocks = _telling_blocks(value)
    fragment = re.compile("|".join(f"{_WORD}{re.escape(block)}{_WORD}" for block in blocks))

    def mask(text: str) -> str:
        text = whole.sub(MASK, text)
        # A search for each is faster than one for any.
        return fragment.sub(MASK, text) if any(block in text for block in blocks) else text

    return mask


def _character(character: str) -> str:
    plain = re.escape(character)
    return rf"(?:\\*{plain}|(?:\\+u00|%){ord(character):02x})" if character in '"\\/' else plain


def _telling_blocks(value: str) -> list[str]:
    """Every eighth piece of eight characters: any quotation of fifteen or more holds one whole.

    Pieces that could be words are left out, lest a made-up key like `transcription-key` mask half the protocol.
    """
    if len(value) < _SHORTEST_QUOTED_CHARACTERS:
        return []
    starts = range(0, len(value) - _BLOCK_CHARACTERS + 1, _BLOCK_CHARACTERS)
    blocks = [value[start : start + _BLOCK_CHARACTERS] for start in starts]
    return [block for block in blocks if re.search(r"[0-9]|.[A-Z]", block)]


def _unescaped(text: str) -> str:
    """`text` with its printable ASCII characters written as themselves; the same object where they are already."""
    for _ in range(_DEEPEST_ESCAPE):
        if "\\u00" not in text and "%" not in text:
            break
        plain = _ESCAPED.sub(_plain_character, text)
        if plain == text:
            break
        text = plain
    return text


def _plain_character(escape: re.Match[str]) -> str:
    character = chr(int(escape[1] or escape[2], 16))
    return escape[0] if character in _KEPT_ESCAPES else character
