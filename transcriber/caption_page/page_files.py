"""The page's own files, and what a browser is told to do with them: nothing from elsewhere, nothing but text.

Headers by the Content Security Policy Level 3 and the Fetch standard.
"""

import html
import importlib.resources
import re
from dataclasses import dataclass

from transcriber.caption_page.page_words import WORDS

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "img-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        # A browser source of OBS is a window of its own and needs no frame.
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)
GUARDS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), display-capture=()",
    "X-Robots-Tag": "noindex, nofollow",
    "Cache-Control": "no-store",
    "Server": "captions",
}
"""On every answer, whatever it is."""
_PLACE = re.compile(r"\{([a-z-]+)\}")
"""Of words, or of the language, in the page."""


@dataclass(frozen=True, slots=True)
class PageFile:
    """One file as it is answered."""

    content_type: str
    body: bytes


def page_files() -> dict[str, PageFile]:
    """What the page is made of, by its name in the address."""
    folder = importlib.resources.files("transcriber.caption_page")
    icon = importlib.resources.files("transcriber.assets") / "transcriber.svg"
    return {
        "captions.css": PageFile("text/css", (folder / "captions.css").read_bytes()),
        "captions.js": PageFile("text/javascript", (folder / "captions.js").read_bytes()),
        "icon.svg": PageFile("image/svg+xml", icon.read_bytes()),
    }


def pages() -> dict[tuple[str, bool], PageFile]:
    """The page itself, by its language and whether it is laid over a picture."""
    page = (importlib.resources.files("transcriber.caption_page") / "page.html").read_text("utf-8")
    return {
        (language, is_overlay): PageFile("text/html", _in_words(page, language, is_overlay).encode())
        for language in WORDS
        for is_overlay in (False, True)
    }


def _in_words(page: str, language: str, is_overlay: bool) -> str:
    words = {name: html.escape(text) for name, text in WORDS[language].items()}
    mark = '" class="overlay' if is_overlay else ""
    return _PLACE.sub(lambda place: {"lang": language + mark}.get(place[1]) or words[place[1]], page)
