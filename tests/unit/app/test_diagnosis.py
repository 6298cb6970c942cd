from collections.abc import Iterator

from transcriber.app.diagnosis import Finding, Outcome, all_checks, diagnose, program_findings


def test_every_area_is_looked_at() -> None:
    areas = [area for area, _ in all_checks()]
    assert areas == ["program", "settings", "sound", "engine", "network", "keyring", "display", "disk", "store"]


def test_a_check_that_breaks_costs_only_itself_and_says_nothing_of_what_it_met() -> None:
    def broken() -> Iterator[Finding]:
        yield Finding(area="sound", outcome=Outcome.FINE, words="There is one microphone.")
        raise ValueError("sk-secret in /home/ada")

    found = list(diagnose((("sound", broken), ("program", program_findings))))
    assert [(each.area, each.outcome) for each in found] == [
        ("sound", Outcome.FINE),
        ("sound", Outcome.UNKNOWN),
        ("program", Outcome.FINE),
    ]
    assert found[1].words == "This could not be checked (ValueError)."


def test_the_program_says_which_it_is() -> None:
    (found,) = program_findings()
    assert found.words.startswith("Transcriber ")
    assert {"version", "python", "system", "machine"} <= set(found.facts)
