"""The foot of the window, as its parts say it."""

from transcriber.gui.state_words import Situation, closing_words, input_words, link_words, text_words


def foot_words(situation: Situation) -> str:
    """All that the foot of the window says, as one line."""
    parts = (input_words(situation), link_words(situation), text_words(situation), situation.cost)
    return closing_words(situation) or "   ·   ".join(part for part in parts if part)
