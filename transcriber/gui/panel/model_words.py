"""What a model costs, when its text comes and how long it lives, as a person reads it.

Pure but for the window's language.
"""

from transcriber.gui.language import date_words, in_words, number, spelled, tr
from transcriber.realtime.models import Deltas, ModelCapabilities, Price
from transcriber.sentence import said

_DELTAS = {
    Deltas.LIVE: said("Text during speech."),
    Deltas.AFTER_COMMIT: said("Text after each turn."),
    Deltas.WHOLE_TURN: said("Text after each turn, all at once."),
}


def model_summary(model: ModelCapabilities) -> str:
    """One short line for a list."""
    parts = [price_in_short(model)]
    if model.is_recommended:
        parts.append(tr("recommended"))
    if model.sunset is not None:
        parts.append(tr("until {date}").format(date=date_words(model.sunset)))
    return " · ".join(parts)


def model_note(model: ModelCapabilities, name: str) -> str:
    """What to know of the chosen model; `name` is what a person called it."""
    if model.is_local:
        return tr("Runs on this computer only: choose a model of this service.")
    sentences = []
    if name and name != model.model:
        sentences.append(tr("Behaves like {model}.").format(model=model.model))
    if not model.is_known:
        return tr("Not in the list of known models: every setting is offered, and its price is not known.")
    if model.deltas is not None:
        sentences.append(in_words(_DELTAS[model.deltas]))
    if model.gives_segments:
        sentences.append(tr("Tells speakers apart."))
    if model.is_turn_detection_disputed:
        sentences.append(tr("If it refuses turn detection, this program ends the turns."))
    sentences.append(_price_sentence(model.price))
    if model.sunset is not None:
        sentences.append(tr("Switched off on {date}.").format(date=date_words(model.sunset)))
    return " ".join(sentences)


def price_in_short(model: ModelCapabilities) -> str:
    """`$0.017 a minute`, or that it is free or not known."""
    if model.is_local:
        return tr("free on this computer")
    return price_words(model.price)


def price_words(price: Price | None) -> str:
    """A price in its own unit, without its source."""
    if price is None:
        return tr("price not known")
    if price.dollars_per_minute is not None:
        return tr("${dollars} a minute").format(dollars=spelled(f"{price.dollars_per_minute:g}"))
    into, out = price.dollars_per_million_input_tokens, price.dollars_per_million_output_tokens
    if into is None or out is None:
        return tr("price not known")
    return tr("${into} in, ${out} out per million tokens").format(into=number(into, 2), out=number(out, 2))


def source_words(price: Price) -> str:
    """Who says so, and when: `developers.openai.com, 21 November 2026`."""
    host = price.source.split("://", 1)[-1].split("/", 1)[0]
    return f"{host}, {date_words(price.as_of)}"


def _price_sentence(price: Price | None) -> str:
    if price is None:
        return tr("Its price is not known.")
    remark = f" {in_words(price.remark)}" if price.remark else ""
    words = tr("{price} (as of {date}).").format(price=price_words(price), date=date_words(price.as_of))
    return words + remark
