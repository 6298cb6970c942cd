"""What a model costs, when its text comes and how long it lives, as a person reads it. Pure."""

from transcriber.realtime.models import Deltas, ModelCapabilities, Price, long_date

_DELTAS = {
    Deltas.LIVE: "Text during speech.",
    Deltas.AFTER_COMMIT: "Text after each turn.",
    Deltas.WHOLE_TURN: "Text after each turn, all at once.",
}


def model_summary(model: ModelCapabilities) -> str:
    """One short line for a list."""
    parts = [price_in_short(model)]
    if model.is_recommended:
        parts.append("recommended")
    if model.sunset is not None:
        parts.append(f"until {long_date(model.sunset)}")
    return " · ".join(parts)


def model_note(model: ModelCapabilities, name: str) -> str:
    """What to know of the chosen model; `name` is what a person called it."""
    if model.is_local:
        return "Runs on this computer only: choose a model of this service."
    sentences = []
    if name and name != model.model:
        sentences.append(f"Behaves like {model.model}.")
    if not model.is_known:
        return "Not in the list of known models: every setting is offered, and its price is not known."
    if model.deltas is not None:
        sentences.append(_DELTAS[model.deltas])
    if model.gives_segments:
        sentences.append("Tells speakers apart.")
    if model.is_turn_detection_disputed:
        sentences.append("If it refuses turn detection, this program ends the turns.")
    sentences.append(_price_sentence(model.price))
    if model.sunset is not None:
        sentences.append(f"Switched off on {long_date(model.sunset)}.")
    return " ".join(sentences)


def price_in_short(model: ModelCapabilities) -> str:
    """`$0.017 a minute`, or that it is free or not known."""
    if model.is_local:
        return "free on this computer"
    return price_words(model.price)


def price_words(price: Price | None) -> str:
    """A price in its own unit, without its source."""
    if price is None:
        return "price not known"
    if price.dollars_per_minute is not None:
        return f"${price.dollars_per_minute:g} a minute"
    into, out = price.dollars_per_million_input_tokens, price.dollars_per_million_output_tokens
    if into is None or out is None:
        return "price not known"
    return f"${into:.2f} in, ${out:.2f} out per million tokens"


def source_words(price: Price) -> str:
    """Who says so, and when: `developers.openai.com, 21 November 2026`."""
    host = price.source.split("://", 1)[-1].split("/", 1)[0]
    return f"{host}, {long_date(price.as_of)}"


def _price_sentence(price: Price | None) -> str:
    if price is None:
        return "Its price is not known."
    remark = f" {price.remark}" if price.remark else ""
    return f"{price_words(price)} (as of {long_date(price.as_of)}).{remark}"
