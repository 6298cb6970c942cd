from transcriber.cli.plain_lines import one_line, problem_line
from transcriber.session.notices import Problem


def test_nothing_steers_the_terminal_or_breaks_the_line() -> None:
    assert one_line("a\nb\x1b[2J\r\n c\u202e") == "a b[2J c"


def test_a_problem_and_its_remedy_are_one_line() -> None:
    assert problem_line(Problem("gap", "Sound is missing.", "Close other programs.")) == (
        "Sound is missing. Close other programs."
    )
    assert problem_line(Problem("gap", "Sound is missing.")) == "Sound is missing."


def test_a_dialect_that_is_refused_is_switched_with_an_option() -> None:
    line = problem_line(Problem("dialect_refused", "It no longer speaks beta.", "Choose the GA dialect."))

    assert line.startswith("It no longer speaks beta. Choose the GA dialect. For once that is `--dialect ga`")
    assert "transcriber services change NAME --switch dialect=ga" in line
