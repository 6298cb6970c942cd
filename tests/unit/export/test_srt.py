from datetime import timedelta
from pathlib import Path

import srt

from tests.unit.export.conftest import said
from tests.unit.export.judges import ffmpeg_words, ffprobe_times_ms
from transcriber.export.cues import cues_of
from transcriber.export.material import Material
from transcriber.export.srt import to_srt
from transcriber.transcript.turns import Turn


def test_cues_are_numbered_and_what_players_read_as_markup_looks_alike(turns: list[Turn]) -> None:
    assert to_srt(Material(turns=turns)) == (
        "1\n00:00:00,000 --> 00:00:02,000\nCats & dogs ‹b›→‹/b›\n"
        "\n2\n00:00:02,000 --> 00:00:03,000\n[Not transcribed: The audio\ncould not be transcribed.]\n"
        "\n3\n00:00:03,000 --> 00:00:05,000\n# Not a *heading*\n"
    )


def test_another_reader_finds_every_cue(talk: list[Turn]) -> None:
    material = Material(turns=[*talk, said("word " * 100, 8000, 40_000)])

    read = list(srt.parse(to_srt(material), ignore_errors=False))

    assert [(cue.start, cue.end, tuple(cue.content.split("\n"))) for cue in read] == [
        (timedelta(milliseconds=cue.start_ms), timedelta(milliseconds=cue.end_ms), cue.lines)
        for cue in cues_of(material)
    ]
    assert [cue.index for cue in read] == list(range(1, len(read) + 1))


def test_ffprobe_reads_the_cues(talk: list[Turn], tmp_path: Path) -> None:
    path = tmp_path / "x.srt"
    path.write_text(to_srt(Material(turns=talk)), encoding="utf-8")

    assert ffprobe_times_ms(path) == [(1000, 2500), (3000, 5000), (6000, 7000)]


def test_a_player_shows_words_that_look_like_markup(tmp_path: Path) -> None:
    path = tmp_path / "x.srt"
    turn = said("if a < b, <i>say</i> {\\an8}this", 0, 3000)
    path.write_text(to_srt(Material(turns=[turn])), encoding="utf-8")

    assert "‹i›say‹/i› ｛\\an8}this" in ffmpeg_words(path)


def test_nothing_said_is_an_empty_document() -> None:
    assert to_srt(Material(turns=[])) == ""
