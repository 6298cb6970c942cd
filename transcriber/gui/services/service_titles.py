"""What services are called in the window: this computer has a name in every language, others their own."""

from transcriber.gui.language import tr
from transcriber.settings.profiles import LOCAL, Profile


def title_words(profile: Profile) -> str:
    """Its title; empty where it has none yet."""
    return tr("This computer") if profile.is_local and profile.title == LOCAL.title else profile.title
