"""`transcriber services export` and `import`: services as a file to hand on, without keys."""

import argparse
import sys
from dataclasses import replace

from transcriber.cli.faults import CannotStart
from transcriber.cli.plain_lines import one_line
from transcriber.cli.saved import change_preferences, saved_profile
from transcriber.settings.preferences import Preferences
from transcriber.settings.preferences_file import load_preferences
from transcriber.settings.profile_file import (
    ProfileFileError,
    export_profiles,
    exported_profiles,
    file_text,
    imported_profiles,
)
from transcriber.settings.profiles import Profile


def export_services(options: argparse.Namespace) -> None:
    """The named services, or all, to stdout or a new file."""
    names = options.names
    profiles = [saved_profile(name) for name in names] if names else list(load_preferences().profiles)
    try:
        if options.output is None:
            sys.stdout.write(exported_profiles(profiles))
            return
        if options.output.exists():
            raise CannotStart(f"{options.output} exists already and was left as it is.")
        export_profiles(profiles, options.output)
    except ProfileFileError as error:
        raise CannotStart(f"{error.message} {error.remedy}".strip()) from error


def import_services(options: argparse.Namespace) -> None:
    """Every service of a file, under names that are free; none is confirmed."""
    found: tuple[Profile, ...] = ()

    def with_imported(saved: Preferences) -> Preferences:
        nonlocal found
        # Which names are free is known only while nobody else adds any.
        found = imported_profiles(text, saved.profiles)
        return replace(saved, profiles=(*saved.profiles, *found))

    try:
        text = file_text(options.file)
        change_preferences(with_imported)
    except ProfileFileError as error:
        raise CannotStart(f"{error.message} {error.remedy}".strip()) from error
    for profile in found:
        sys.stdout.write(f"{profile.name}\n")
        sys.stderr.write(one_line(f"Imported {profile.name}: {profile.title}, {profile.base_url}.") + "\n")
    sys.stderr.write("Nothing is sent before you confirm it: `transcriber services confirm NAME`.\n")
