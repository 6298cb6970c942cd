"""The page's own files, and what a browser is told to do with them: nothing from elsewhere, nothing but text.

Headers by the Content Security Policy Level 3 and the Fetch standard.
"""

import importlib.resources
from dataclasses import dataclass

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

_OVERLAY_MARK = ('<html lang="en">', '<html lang="en" class="overlay">')


@dataclass(frozen=True, slots=True)
class PageFile:
    """One file as it is answered."""

    content_type: str
    body: bytes


def page_files() -> dict[str, PageFile]:
    """Every file of the page by its name in the address; "" is the page itself, "?" the page laid over a picture."""
    folder = importlib.resources.files("transcriber.caption_page")
    page = (folder / "page.html").read_text("utf-8")
    icon = importlib.resources.files("transcriber.assets") / "transcriber.svg"
    return {
        "": PageFile("text/html", page.encode()),
        "?": PageFile("text/html", page.replace(*_OVERLAY_MARK).encode()),
        "captions.css": PageFile("text/css", (folder / "captions.css").read_bytes()),
        "captions.js": PageFile("text/javascript", (folder / "captions.js").read_bytes()),
        "icon.svg": PageFile("image/svg+xml", icon.read_bytes()),
    }
