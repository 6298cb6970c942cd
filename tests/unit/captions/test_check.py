import pytest

from transcriber.captions.check import Grade, Subject, check
from transcriber.captions.look import CaptionLook


def grade(look: CaptionLook, subject: Subject, most_characters: int | None = None) -> Grade:
    [finding] = [each for each in check(look, most_characters=most_characters).findings if each.subject is subject]
    assert finding.words
    return finding.grade


def test_the_usual_look_is_good() -> None:
    assert check(CaptionLook()).grade is Grade.GOOD


@pytest.mark.parametrize(
    ("look", "wanted"),
    [
        (CaptionLook(), Grade.GOOD),
        (CaptionLook(opacity_percent=0), Grade.GOOD),
        (CaptionLook(opacity_percent=0, outline_px=1), Grade.POOR),
        (CaptionLook(opacity_percent=80, outline_px=0), Grade.GOOD),
        (
            CaptionLook(opacity_percent=100, outline_px=0, text_colour="#767676", background_colour="#FFFFFF"),
            Grade.FAIR,
        ),
        (
            CaptionLook(opacity_percent=100, outline_px=0, text_colour="#888888", background_colour="#FFFFFF"),
            Grade.POOR,
        ),
    ],
)
def test_contrast_counts_over_the_worst_picture(look: CaptionLook, wanted: Grade) -> None:
    assert grade(look, Subject.CONTRAST) is wanted


@pytest.mark.parametrize(("speed", "lines", "wanted"), [(17, 2, Grade.GOOD), (20, 2, Grade.FAIR), (21, 2, Grade.POOR)])
def test_reading_speed(speed: int, lines: int, wanted: Grade) -> None:
    assert grade(CaptionLook(reading_cps=speed, lines=lines), Subject.READING_SPEED) is wanted


def test_one_short_line_gives_little_time() -> None:
    assert grade(CaptionLook(lines=1, characters=30), Subject.READING_SPEED) is Grade.FAIR


@pytest.mark.parametrize(
    ("characters", "wanted"),
    [(20, Grade.FAIR), (32, Grade.GOOD), (42, Grade.GOOD), (50, Grade.FAIR), (70, Grade.POOR)],
)
def test_line_length(characters: int, wanted: Grade) -> None:
    assert grade(CaptionLook(characters=characters), Subject.LINE_LENGTH) is wanted


def test_a_line_that_the_screen_has_no_room_for() -> None:
    assert grade(CaptionLook(characters=42), Subject.LINE_LENGTH, 42) is Grade.GOOD
    assert grade(CaptionLook(characters=42), Subject.LINE_LENGTH, 41) is Grade.POOR
