"""The page's own words in the languages that it knows, and which of them a browser asks for. Pure.

By the Accept-Language field of RFC 9110, section 12.5.4.
"""

import re
from collections.abc import Mapping

_RANGE = re.compile(r"\s*([A-Za-z]{1,8}|\*)(?:-[A-Za-z0-9-]+)?\s*(?:;\s*q=([01](?:\.\d{0,3})?)\s*)?")
_LONGEST_FIELD = 1_000
_MOST_RANGES = 20

ENGLISH = "en"
NOTHING_HERE = "There is nothing here.\n"
WRONG_ADDRESS = "Open the captions by the address that the program shows, letter by letter.\n"
ANOTHER_SITE = "The captions are not for other web pages.\n"
OWN_FAULT = "The program made an error.\n"
NOT_UNDERSTOOD = "This request could not be understood.\n"
NO_ROOM = (
    "Too many captions are open, here or at your address. Close some, or try again in a moment. "
    "Readers behind one proxy share its address: open the captions without it.\n"
)
WORDS: Mapping[str, Mapping[str, str]] = {
    ENGLISH: {
        "title": "Live captions",
        "connecting": "Connecting",
        "look": "Text and colours",
        "size": "Text size",
        "smaller": "Smaller text",
        "larger": "Larger text",
        "pixels": "{size} pixels",
        "colours": "Colours",
        "dark": "White on black",
        "yellow": "Yellow on black",
        "cream": "Brown on cream",
        "light": "Black on white",
        "bold": "Bold text",
        "loose": "More room between lines",
        "full-screen": "Full screen",
        "done": "Done",
        "captions": "Captions",
        "waiting": "Waiting for speech",
        "listening": "Live",
        "paused": "Paused",
        "silent": "Listening. Nobody has spoken yet.",
        "full": "Too many readers at once. Trying again",
        "off": "The captions have ended. They may go on here, or under a new link",
        "lost": "Connection lost. Trying again",
        "closed": "This link shows no captions now. Ask for the new one if it stays so",
        "follow": "Jump to live",
        "script": "The captions need JavaScript, which is switched off in this browser.",
    },
    "de": {
        "title": "Live-Untertitel",
        "connecting": "Verbindung wird hergestellt",
        "look": "Schrift und Farben",
        "size": "Schriftgröße",
        "smaller": "Kleinere Schrift",
        "larger": "Größere Schrift",
        "pixels": "{size} Pixel",
        "colours": "Farben",
        "dark": "Weiß auf Schwarz",
        "yellow": "Gelb auf Schwarz",
        "cream": "Braun auf Creme",
        "light": "Schwarz auf Weiß",
        "bold": "Fette Schrift",
        "loose": "Mehr Platz zwischen den Zeilen",
        "full-screen": "Vollbild",
        "done": "Fertig",
        "captions": "Untertitel",
        "waiting": "Warten auf Sprache",
        "listening": "Live",
        "paused": "Pausiert",
        "silent": "Es wird zugehört. Noch hat niemand gesprochen.",
        "full": "Gerade lesen zu viele mit. Neuer Versuch folgt",
        "off": "Die Untertitel sind zu Ende. Vielleicht gehen sie hier weiter oder unter einem neuen Link",
        "lost": "Verbindung unterbrochen. Neuer Versuch folgt",
        "closed": "Unter diesem Link gibt es gerade keine Untertitel. Bleibt es dabei, bitte nach dem neuen fragen",
        "follow": "Zu Live springen",
        "script": "Für die Untertitel wird JavaScript gebraucht, das in diesem Browser ausgeschaltet ist.",
    },
}
"""By language, then by the name that stands for them in `page.html`."""
ANSWERS: Mapping[str, Mapping[str, str]] = {
    "de": {
        NOTHING_HERE: "Hier gibt es nichts.\n",
        WRONG_ADDRESS: "Öffnen Sie die Untertitel unter der Adresse, die das Programm zeigt, Zeichen für Zeichen.\n",
        ANOTHER_SITE: "Die Untertitel sind nicht für andere Webseiten.\n",
        OWN_FAULT: "Das Programm hat einen Fehler gemacht.\n",
        NOT_UNDERSTOOD: "Diese Anfrage war nicht zu verstehen.\n",
        NO_ROOM: "Es sind zu viele Untertitel geöffnet, hier oder unter Ihrer Adresse. Schließen Sie einige, oder "
        "versuchen Sie es gleich noch einmal. Wer über einen Proxy liest, teilt dessen Adresse mit anderen: Öffnen Sie "
        "die Untertitel ohne ihn.\n",
    }
}
"""By language, what stands for each English sentence to somebody who gets nothing else."""


def answer_for(accepted: str, english: str) -> str:
    """A refusal in the language that somebody reads best, from what their browser says of them."""
    return ANSWERS.get(language_for(accepted), {}).get(english, english)


def in_every_language(english: str) -> str:
    """A refusal for somebody of whom nothing can be made out."""
    return english + "".join(answers.get(english, "") for answers in ANSWERS.values())


def language_for(accepted: str) -> str:
    """The language of `WORDS` that somebody reads best, from what their browser says of them; English without that."""
    best, best_weight = ENGLISH, 0.0
    for part in accepted[:_LONGEST_FIELD].split(",")[:_MOST_RANGES]:
        match = _RANGE.fullmatch(part)
        if match is None:
            continue
        language, weight = match[1].lower(), float(match[2] or 1)
        language = ENGLISH if language == "*" else language
        # Of languages that are read as well, the one that is named first.
        if language in WORDS and weight > best_weight:
            best, best_weight = language, weight
    return best
