from datetime import UTC, datetime

from transcriber.store.hits import Hit, snippet

NOW = datetime(2026, 11, 20, tzinfo=UTC)


def test_a_snippet_is_a_piece_around_the_first_hit() -> None:
    text = "one two three four five six seven eight nine ten"
    start = text.index("six")
    hit = Hit("id", "", NOW, 1, 0, 1, None, text, ((start, start + 3),))
    piece = snippet(hit, 20)
    assert (piece.text, piece.is_cut_before, piece.is_cut_after) == ("five six seven", True, True)
    assert [piece.text[low:high] for low, high in piece.ranges] == ["six"]
    whole = snippet(hit, 100)
    assert (whole.text, whole.ranges, whole.is_cut_before, whole.is_cut_after) == (text, hit.ranges, False, False)
