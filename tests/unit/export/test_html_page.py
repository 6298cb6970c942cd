from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.export.conftest import said
from transcriber.export.html_page import to_html
from transcriber.export.material import ExportOptions, Gap, Material
from transcriber.export.rows import clean
from transcriber.transcript.turns import Turn

XHTML = "{http://www.w3.org/1999/xhtml}"
STARTED = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


class Page(HTMLParser):
    """What a browser would see: tags, attributes, and the words of each paragraph."""

    def __init__(self, document: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.paragraphs: list[str] = []
        self.feed(document)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag in ("p", "h1"):
            self.paragraphs.append("")

    def handle_data(self, data: str) -> None:
        if self.paragraphs and self.get_starttag_text() is not None:
            self.paragraphs[-1] += data


def words(document: str) -> list[str]:
    return [text.strip() for text in Page(document).paragraphs]


def test_time_and_speaker_stand_above_the_words(talk: list[Turn]) -> None:
    page = to_html(Material(turns=talk, title="Talk", started=STARTED, gaps=[Gap(8000, 9000, "unplugged")]))

    assert words(page) == [
        "Talk",
        "2026-11-21 09:30 UTC",
        "00:00:01 Speaker 1",
        "Hello.",
        "00:00:03 Speaker 2",
        "*Hi.*",
        "00:00:06 Speaker 2",
        "Bye.",
        "00:00:08",
        "Gap: unplugged",
    ]
    assert '<time datetime="PT1.000S">' in page


def test_neither_times_nor_speakers(talk: list[Turn]) -> None:
    page = to_html(Material(turns=talk, options=ExportOptions(times=False, speakers=False)))
    assert words(page) == ["Transcript", "Hello. *Hi.*", "Bye."]


@given(st.text(max_size=60))
def test_whatever_is_said_is_text_and_the_page_well_formed(text: str) -> None:
    page = to_html(Material(turns=[said(f"x{text}", 0, 1000)], title=f"t{text}"))

    root = ElementTree.fromstring(page)
    [heading] = root.iter(f"{XHTML}h1")
    [*_, said_words] = root.iter(f"{XHTML}p")
    assert (heading.text, said_words.text) == (clean(f"t{text}"), clean(f"x{text}"))
    assert words(page)[0] == clean(f"t{text}")


def test_it_needs_nothing_else_and_runs_nothing() -> None:
    attack = "</p></style><script>alert(1)</script><img src=x onerror=alert(1)>\" onclick='x"
    page = Page(to_html(Material(turns=[said(attack)], title=attack)))

    assert not {"script", "img", "link", "iframe", "object", "a"} & set(page.tags)
    assert not any(name.startswith("on") or name in ("src", "href", "style") for name, _ in page.attributes)
    assert any("default-src 'none'" in (value or "") for _, value in page.attributes)


def test_light_dark_and_paper() -> None:
    page = to_html(Material(turns=[]))
    assert all(words in page for words in ("color-scheme: light dark", "prefers-color-scheme: dark", "@media print"))


def test_languages_and_directions_are_named(talk: list[Turn]) -> None:
    hebrew = replace(said("שלום", 9000, 9500), languages=("he",))

    root = ElementTree.fromstring(to_html(Material(turns=[*talk[:1], *talk[:1], hebrew])))

    assert root.get("lang") == "en"
    [*_, last] = root.iter(f"{XHTML}p")
    assert (last.get("lang"), last.get("dir")) == ("he", "auto")
    assert ElementTree.fromstring(to_html(Material(turns=[said("?")]))).get("lang") == ""


def test_every_part_can_be_found_by_a_screen_reader(talk: list[Turn]) -> None:
    page = Page(to_html(Material(turns=talk)))
    assert [page.tags.count(tag) for tag in ("main", "header", "h1", "title")] == [1, 1, 1, 1]
