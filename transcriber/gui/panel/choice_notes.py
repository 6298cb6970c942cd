"""What stands under a field because of what is chosen: where words and keys go, and what ends a turn."""

from transcriber.gui.guide.what_leaves import what_leaves
from transcriber.gui.language import tr
from transcriber.gui.session_choices import SessionChoices
from transcriber.settings.profiles import KeyPlace


def service_note(choices: SessionChoices) -> str:
    """What leaves this computer, and where the key comes from."""
    profile = choices.profile
    leaves = what_leaves(profile)
    if profile.is_local:
        return leaves
    match profile.key_place:
        case KeyPlace.ENVIRONMENT:
            key = tr("The key is read from the environment variable {name}.").format(name=profile.key_variable)
        case KeyPlace.NONE:
            key = tr("Is reached without a key.")
        case _:
            key = ""
    return f"{leaves} {key}".strip()


def turn_ending_note(choices: SessionChoices) -> str:
    """What ends a turn where the service does not."""
    policy = choices.commit_policy
    if policy.push_to_talk:
        return tr("A turn ends when F8 is let go.")
    if policy.at_pauses:
        return tr("This program ends a turn after a pause of {milliseconds} ms.").format(milliseconds=policy.pause_ms)
    if policy.latest_after_s is not None:
        return tr("A turn ends after {seconds} s, or when you commit it.").format(seconds=policy.latest_after_s)
    return tr("A turn ends when you commit it, or stop.")
