from transcriber.captions.line import CaptionLine


def test_who_speaks_stands_before_the_text() -> None:
    assert CaptionLine(number=1, label="Me", text="hello").settled == "Me: hello"
    assert CaptionLine(number=1, text="hello").settled == "hello"
