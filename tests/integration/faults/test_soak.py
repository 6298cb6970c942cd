"""The short form of `python -m tests.soak --long`: ten minutes with a link that breaks each minute."""

from tests.soak import hours


def test_ten_minutes_of_a_link_that_breaks_each_minute() -> None:
    figures = hours.run(600.0, faults_each_s=60.0)

    assert (figures["numbers lost"], figures["numbers doubled"]) == (0, 0)
    assert figures["numbers spoken"] == 4_800
    assert figures["connections"] > 8
