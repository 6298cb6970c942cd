from transcriber.app.wanted_audio import Lacking, TimeRange, WantedAudio, Whole


def test_each_kind_of_wish_is_told_from_the_others() -> None:
    wishes: list[WantedAudio] = [Whole(), Lacking(), TimeRange(1_000, 2_000), (4, 5)]

    assert len(set(wishes)) == 4
