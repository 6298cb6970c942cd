from transcriber.captions.line_maker import MOST_WAITING, OMISSION, LineMaker, Voice
from transcriber.captions.look import CaptionLook
from transcriber.captions.words import Word, words_of

ME, OTHERS = Voice(0, "Me", False, None), Voice(1, "Others", False, None)
SOMEBODY = Voice(0, "", False, None)


def lines_of(maker: LineMaker) -> list[str]:
    return [line.caption().settled for line in maker.waiting]


def say(maker: LineMaker, text: str, voice: Voice = SOMEBODY) -> None:
    for word in words_of(text, maker.line_units):
        maker.add(word, voice, 0)


def test_a_word_that_has_no_room_begins_a_line() -> None:
    maker = LineMaker(CaptionLook(characters=16))
    say(maker, "twelve letters, more than sixteen")
    assert lines_of(maker) == ["twelve letters,", "more than", "sixteen"]


def test_the_name_counts_as_part_of_the_line() -> None:
    maker = LineMaker(CaptionLook(characters=16))
    say(maker, "hello over there", OTHERS)
    assert lines_of(maker) == ["Others: hello", "over there"]


def test_another_voice_begins_a_line_and_so_does_another_direction() -> None:
    maker = LineMaker(CaptionLook())
    say(maker, "one", ME)
    say(maker, "two", OTHERS)
    say(maker, "שלום", Voice(1, "Others", True, None))
    assert lines_of(maker) == ["Me: one", "Others: two", "שלום"]


def test_what_waits_too_long_is_left_out_and_who_speaks_is_still_said() -> None:
    maker = LineMaker(CaptionLook(characters=16))
    for number in range(MOST_WAITING + 6):
        say(maker, f"mine {number:02}", ME)
        say(maker, f"yours {number:02}", OTHERS)
    maker.drop_surplus()
    lines = lines_of(maker)
    assert len(lines) == MOST_WAITING
    assert lines[0] == OMISSION
    assert lines[1].startswith(("Me: ", "Others: "))
    assert lines[-1] == f"Others: yours {MOST_WAITING + 5}"


def test_room_for_what_is_not_settled_is_taken_back_unseen() -> None:
    maker = LineMaker(CaptionLook(characters=16))
    maker.make_room(ME, 0)
    maker.drop_room()
    assert not maker.waiting
    maker.add(Word("word", 32, True), ME, 0)
    assert lines_of(maker) == ["Me: word"]
