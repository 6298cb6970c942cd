from transcriber.gui.captions.display_rules import display_rules


def test_what_a_display_forbids_is_said_and_not_offered() -> None:
    rules = display_rules("wayland")
    assert not rules.keeps_on_top
    assert not rules.may_cover_full_screen
    assert "Wayland" in rules.words


def test_x11_lets_a_window_past_its_manager() -> None:
    assert display_rules("xcb").may_cover_full_screen
    assert display_rules("xcb").words == ""
    assert not display_rules("windows").may_cover_full_screen


def test_the_display_at_hand_has_rules(styled: object) -> None:
    assert display_rules() == display_rules("offscreen")
