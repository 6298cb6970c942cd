"""One page of HTML that needs nothing else: no script, no other file, light and dark, well-formed as XML too. Pure."""

import html
from collections import Counter
from collections.abc import Sequence

from transcriber.export.clock import short_clock
from transcriber.export.material import Material
from transcriber.export.rows import Row, RowKind, clean, rows_of

_STYLE = """\
:root { color-scheme: light dark; --ink: #1b1e24; --soft: #565c68; --paper: #fdfdfc; --mark: #8a3b00 }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8e9ec; --soft: #a6acb8; --paper: #16181c; --mark: #ffb27a }
}
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.6 system-ui, sans-serif }
main { max-width: 42rem; margin: 0 auto; padding: 2rem 1.25rem 4rem }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 }
header p { color: var(--soft); margin: .25rem 0 0 }
.row { margin: 1.1rem 0; overflow-wrap: anywhere }
.row p { margin: 0 }
.about { font-size: .875rem; color: var(--soft) }
.about b { color: var(--ink) }
.about time { font-variant-numeric: tabular-nums }
.note { color: var(--mark); font-style: italic }
@media print { :root { --ink: #000; --soft: #333; --paper: #fff; --mark: #000 } .row { break-inside: avoid } }
"""


def to_html(material: Material) -> str:
    """The title as heading, when it was, then each row with time and speaker above its words.

    Every text is escaped and runs in its own direction; its language is named where the service heard just one.
    """
    rows = rows_of(material, with_annotations=True)
    title = _escaped(clean(material.title))
    language = _language(rows)
    started = f"<p>{_escaped(material.started_text)}</p>\n" if material.started else ""
    body = "".join(_row(row, material.options.has_times(), language) for row in rows)
    return (
        "<!DOCTYPE html>\n"
        f'<html lang="{_escaped(language)}" xmlns="http://www.w3.org/1999/xhtml">\n<head>\n<meta charset="utf-8"/>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n"
        f"<title>{title}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f'<header>\n<h1 dir="auto">{title}</h1>\n{started}</header>\n{body}</main>\n</body>\n</html>\n'
    )


def _language(rows: Sequence[Row]) -> str:
    """What most rows are in; empty says that it is not known."""
    heard = Counter(row.language for row in rows if row.kind is RowKind.SPOKEN)
    return heard.most_common(1)[0][0] if heard else ""


def _row(row: Row, has_times: bool, page_language: str) -> str:
    about = []
    if has_times and row.start_ms is not None:
        about.append(f'<time datetime="PT{row.start_ms / 1000:.3f}S">{short_clock(row.start_ms)}</time>')
    if row.name:
        about.append(f'<b dir="auto">{_escaped(row.name)}</b>')
    above = f'<p class="about">{" ".join(about)}</p>' if about else ""
    if row.kind is not RowKind.SPOKEN:
        return f'<div class="row">{above}<p class="note" dir="auto">{_escaped(row.note)}</p></div>\n'
    language = f' lang="{_escaped(row.language)}"' if row.language != page_language else ""
    return f'<div class="row">{above}<p dir="auto"{language}>{_escaped(row.text)}</p></div>\n'


def _escaped(text: str) -> str:
    return html.escape(text, quote=True)
