from transcriber.caption_page.overlay_look import overlay_look
from transcriber.captions.look import CaptionLook


def test_a_look_is_told_as_colours_and_a_length_that_grows_with_the_text() -> None:
    told = overlay_look(CaptionLook(background_colour="#102030", opacity_percent=50, outline_px=4, size_px=40))
    assert told["--captions-ground"] == "#10203080"
    assert told["--captions-outline"] == "0.1000em"
    assert told["--captions-text"] == "#FFFFFF"
    assert told["--captions-edge"] == "#000000"


def test_a_background_that_nobody_sees_is_none() -> None:
    assert overlay_look(CaptionLook(opacity_percent=0))["--captions-ground"] == "transparent"
