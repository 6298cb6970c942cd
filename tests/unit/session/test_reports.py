"""What a connection reports again and again is told once, and counted."""

from transcriber.session.notices import Problem
from transcriber.session.reports import Reports


def reported(message: str, at_ms: int | None = None, code: str = "invalid_value", field: str = "") -> Problem:
    return Problem(code, message, "Correct it.", at_ms=at_ms, field=field)


def test_the_same_is_told_once_and_counted() -> None:
    told: list[Problem] = []
    reports = Reports(told.append)
    for at_ms in range(250):
        reports.tell(reported("No.", at_ms))
    assert told == [Problem("invalid_value", "No.", "Correct it.", at_ms=0)]

    reports.close()
    assert told[1:] == [Problem("invalid_value", "No. The service reported this 250 times.")]
    reports.close()
    assert len(told) == 2


def test_another_code_field_or_sentence_is_told_too() -> None:
    told: list[Problem] = []
    reports = Reports(told.append)
    reports.tell(reported("No."))
    reports.tell(reported("No.", code="other"))
    reports.tell(reported("No.", field="model"))
    reports.tell(reported("Never."))
    reports.close()

    assert [(problem.code, problem.field, problem.message) for problem in told] == [
        ("invalid_value", "", "No."),
        ("other", "", "No."),
        ("invalid_value", "model", "No."),
        ("invalid_value", "", "Never."),
    ]


def test_a_service_that_says_something_new_each_time_does_not_flood_a_person() -> None:
    told: list[Problem] = []
    reports = Reports(told.append)
    for number in range(1000):
        reports.tell(reported(f"No. {number}"))
    assert len(told) == 20

    reports.close()
    assert told[-1] == Problem("more_errors", "The service reported 980 more errors.")
