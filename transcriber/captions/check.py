"""What is to be said of a look: contrast, reading speed, line length, in words. Pure.

Figures: 7:1 and never under 4.5:1 (WCAG 2.2, 1.4.6 and 1.4.3); 17 characters a second (160 to 180 words a minute, BBC
Subtitle Guidelines), 20 at most (Netflix Timed Text Style Guide); 37 to 42 characters a line (both).
"""

from dataclasses import dataclass
from enum import StrEnum

from transcriber.captions.contrast import contrast, least_contrast
from transcriber.captions.look import CaptionLook
from transcriber.sentence import said

GOOD_CONTRAST = 7.0
LEAST_CONTRAST = 4.5
SPOKEN_CPS = 17
_FAST_CPS = 20
_LEAST_OUTLINE_PX = 2
_SHORT, _LONG, _VERY_LONG = 28, 47, 60


class Subject(StrEnum):
    """What is judged."""

    CONTRAST = "contrast"
    READING_SPEED = "reading_speed"
    LINE_LENGTH = "line_length"


class Grade(StrEnum):
    """How it is."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


@dataclass(frozen=True, slots=True)
class Finding:
    """One judgement, with a figure; what it means is put into words by whoever shows it."""

    subject: Subject
    grade: Grade
    figure: float
    """A contrast ratio, characters a second, or characters a line."""
    words: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """All of them, one for each subject."""

    findings: tuple[Finding, ...]

    @property
    def grade(self) -> Grade:
        """The worst of them."""
        grades = {finding.grade for finding in self.findings}
        return next(grade for grade in (Grade.POOR, Grade.FAIR, Grade.GOOD) if grade in grades)


def check(look: CaptionLook, *, most_characters: int | None = None) -> Verdict:
    """Judge a look; `most_characters` is how many fit across the screen at its size, where that is known."""
    return Verdict((_contrast(look), _reading_speed(look), _line_length(look, most_characters)))


def least_ratio(look: CaptionLook) -> float:
    """The contrast of the text with what surrounds it, over the worst picture: its outline, or its background."""
    ratio = least_contrast(look.text_colour, look.background_colour, look.opacity_percent)
    if look.outline_px >= _LEAST_OUTLINE_PX:
        ratio = max(ratio, contrast(look.text_colour, look.outline_colour))
    return ratio


def _contrast(look: CaptionLook) -> Finding:
    ratio = least_ratio(look)
    shown = f"{int(ratio * 10) / 10:.1f}:1"
    if ratio >= GOOD_CONTRAST:
        return Finding(
            Subject.CONTRAST, Grade.GOOD, ratio, said("Contrast {shown} over any picture: easy to read.", shown=shown)
        )
    if ratio >= LEAST_CONTRAST:
        words = said("Contrast {shown} over the worst picture: readable for most, 7:1 is better.", shown=shown)
        return Finding(Subject.CONTRAST, Grade.FAIR, ratio, words)
    words = said(
        "Contrast {shown} over the worst picture: too little. Use other colours, more opacity, or an outline.",
        shown=shown,
    )
    return Finding(Subject.CONTRAST, Grade.POOR, ratio, words)


def _reading_speed(look: CaptionLook) -> Finding:
    speed = look.reading_cps
    stands_s = look.lines * look.characters / SPOKEN_CPS
    tempo = said(
        "{speed} characters a second; at usual speech a word stays for {stands_s:.1f} s", speed=speed, stands_s=stands_s
    )
    if speed > _FAST_CPS:
        return Finding(
            Subject.READING_SPEED, Grade.POOR, speed, said("{tempo}. Too fast for most: choose 17.", tempo=tempo)
        )
    if speed > SPOKEN_CPS or stands_s < 2:
        return Finding(
            Subject.READING_SPEED,
            Grade.FAIR,
            speed,
            said("{tempo}. Fast: more lines or 17 give more time.", tempo=tempo),
        )
    return Finding(Subject.READING_SPEED, Grade.GOOD, speed, said("{tempo}: a comfortable speed.", tempo=tempo))


def _line_length(look: CaptionLook, most_characters: int | None) -> Finding:
    length = look.characters
    if most_characters is not None and length > most_characters:
        words = said(
            "{length} characters a line do not fit on this screen: at this size it has room for {most_characters}.",
            length=length,
            most_characters=most_characters,
        )
        return Finding(Subject.LINE_LENGTH, Grade.POOR, length, words)
    if length > _VERY_LONG:
        grade, words = Grade.POOR, said("too long: the eye loses the next line. 37 to 42 are usual.")
    elif length > _LONG:
        grade, words = Grade.FAIR, said("rather long; 37 to 42 are usual.")
    elif length < _SHORT:
        grade, words = Grade.FAIR, said("rather short: lines change often. 37 to 42 are usual.")
    else:
        grade, words = Grade.GOOD, said("a usual length.")
    return Finding(
        Subject.LINE_LENGTH, grade, length, said("{length} characters a line: {words}", length=length, words=words)
    )
