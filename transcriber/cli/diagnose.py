"""`transcriber diagnose`: a look at everything the program needs, to be read and to be sent."""

import argparse
import os
import sys
from pathlib import Path

from transcriber.app.diagnosis import Finding, Outcome, all_checks, diagnose
from transcriber.app.diagnosis_report import Scrubbing, json_report, text_report
from transcriber.app.folders import keys_folder
from transcriber.cli.faults import CannotStart


def run(options: argparse.Namespace) -> int:
    """Print or write it; the exit code is 1 where something is in the way."""
    scrubbing = Scrubbing(os.environ, keys_folder(), Path.home())
    findings: list[Finding] = []
    for finding in diagnose(all_checks()):
        findings.append(scrubbing.clean(finding))
        if options.output is not None:
            sys.stderr.write(f"{findings[-1].area}: {findings[-1].words}\n")
    report = json_report(findings) if options.json else text_report(findings)
    if options.output is None:
        sys.stdout.write(report)
    else:
        _write(options.output, report)
        sys.stderr.write(f"Saved as {options.output}.\n")
    return 1 if any(finding.outcome is Outcome.TROUBLE for finding in findings) else 0


def _write(path: Path, report: str) -> None:
    try:
        path.write_text(report, "utf-8")
    except OSError as error:
        raise CannotStart(f"{path} cannot be written: {error.strerror or error}.") from error
