from transcriber.session.taken_in import TakenIn


def test_a_service_has_taken_in_what_was_sent_long_enough_ago() -> None:
    taken_in = TakenIn(100, after_s=3.0)
    taken_in.sent(1_000, now_s=0.0)
    taken_in.sent(2_000, now_s=1.0)

    assert taken_in.sample(2.9) == 100
    assert taken_in.sample(3.0) == 1_000
    assert taken_in.sample(3.9) == 1_000
    assert taken_in.sample(4.0) == 2_000
    assert taken_in.sample(99.0) == 2_000


def test_not_every_chunk_is_remembered_and_none_is_taken_in_too_early() -> None:
    taken_in = TakenIn(0, after_s=3.0)
    for chunk in range(1, 1_001):
        taken_in.sent(chunk, now_s=chunk / 100)

    assert taken_in.sample(5.0) <= 200
    assert taken_in.sample(13.0) >= 975
