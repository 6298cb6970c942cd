"""Recognises a prompt that a model gives back as if it had been spoken, as it does on unclear sound. Pure.

Compared are words alone, without case and signs. Two kinds are an echo:

* the whole prompt, once or several times, word for word, from `WHOLE_WORDS` words on: hardly anybody says all of it,
  and a model that is not sure what it heard does;
* a piece of it in its order, from `PIECE_WORDS` words on, where this side heard too little for so many words: more than
  `MOST_WORDS_A_SECOND` for the time in which anything was heard at all (people say 2 to 6). A piece that somebody may
  have spoken stays, and so does every piece where this side has not listened.

Fewer words are never an echo: a person who wrote "PySide6" into the prompt means to say it.
"""

from transcriber.transcript.word_pieces import keys_of

WHOLE_WORDS = 6
PIECE_WORDS = 4
MOST_WORDS_A_SECOND = 8.0


def is_echo(text: str, prompt: str, heard_ms: int | None) -> bool:
    """Whether `text` is `prompt` given back.

    Args:
        text: What the service wrote.
        prompt: What it was told before.
        heard_ms: How long anything was heard where the text stands; None where this side does not know.
    """
    words, told = _words(text), _words(prompt)
    if len(words) < PIECE_WORDS or not told:
        return False
    if len(words) >= WHOLE_WORDS and len(words) % len(told) == 0 and words == told * (len(words) // len(told)):
        return len(told) >= PIECE_WORDS
    if heard_ms is None or len(words) <= 1 + MOST_WORDS_A_SECOND * heard_ms / 1000:
        return False
    return any(told[index : index + len(words)] == words for index in range(len(told) - len(words) + 1))


def _words(text: str) -> list[str]:
    return [key for key in keys_of(text) if any(letter.isalnum() for letter in key)]
