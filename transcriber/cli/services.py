"""`transcriber services`: which services there are, and what can be done with them."""

import argparse

from transcriber.cli.saved import saved_profile
from transcriber.cli.service_list import print_service, print_services
from transcriber.settings.preferences_file import load_preferences


def run(options: argparse.Namespace) -> int:
    """Do what was asked for; the exit code."""
    match options.action:
        case None | "list":
            print_services(load_preferences().profiles, as_json=options.json)
        case "show":
            print_service(saved_profile(options.name), as_json=options.json)
        case "test":
            from transcriber.cli.service_trial import try_service

            saved_profile(options.service)
            return try_service(options)
        case "export" | "import":
            from transcriber.cli import service_files

            (service_files.export_services if options.action == "export" else service_files.import_services)(options)
        case _:
            from transcriber.cli import service_editing

            edits = {
                "add": service_editing.add,
                "change": service_editing.change,
                "remove": service_editing.remove,
                "confirm": service_editing.confirm,
            }
            edits[options.action](options)
    return 0
