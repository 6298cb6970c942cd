"""Words for people that know what they were made of, so that a window can say them in another language. Pure."""

from typing import Self


class Sentence(str):
    """English words, as they are logged and written in the terminal; the template and its values stay beside them.

    Whatever is done with it as with any string gives a plain string, which stays English.
    """

    __slots__ = ("template", "values")

    template: str
    values: dict[str, object]

    def __new__(cls, template: str, values: dict[str, object]) -> Self:
        """The template with its values put in, as `str.format` does it."""
        sentence = super().__new__(cls, template.format(**values) if values else template)
        sentence.template = template
        sentence.values = values
        return sentence

    def __reduce__(self) -> tuple[type[Self], tuple[str, dict[str, object]]]:
        """For copies."""
        return type(self), (self.template, self.values)


def said(template: str, **values: object) -> Sentence:
    """Words for people; Qt's tools collect them from the calls, so they must stand there as one literal.

    Args:
        template: In English, with `{names}` for the values; without values it is taken as it is.
        values: Put in as they are; what is itself a `Sentence` is said in the other language too.
    """
    return Sentence(template, values)


def together(*sentences: str) -> Sentence:
    """Several sentences, each of which is said in the other language; empty ones leave no space."""
    values: dict[str, object] = {f"part_{index}": sentence for index, sentence in enumerate(sentences) if sentence}
    return Sentence(" ".join(f"{{{name}}}" for name in values), values)
