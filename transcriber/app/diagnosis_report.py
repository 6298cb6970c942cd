"""The report of a diagnosis, to be read and to be sent: without secrets, and without where a person lives on the disk.

What the checks say holds none to begin with; here what is known to be secret is taken out of all of it once more.
"""

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from transcriber.app.diagnosis import Finding, Outcome
from transcriber.realtime.redaction import without_secrets
from transcriber.realtime.secret import MASK, Secret

_SHORTEST_SECRET_CHARACTERS = 6
_LARGEST_KEY_FILE_BYTES = 10_000
_SIGNS = {Outcome.FINE: "ok", Outcome.TROUBLE: "TROUBLE", Outcome.UNKNOWN: "-"}
_TELLING = ("key", "token", "secret", "password", "passwd", "credential", "auth")
_HEAD = "Diagnosis of Transcriber. No keys, nothing that was said, and no names of recordings are in it."


def text_report(findings: Iterable[Finding]) -> str:
    """To be read."""
    lines = [_HEAD, ""]
    for finding in findings:
        lines.append(f"{_SIGNS[finding.outcome]:8}{finding.area:9}{finding.words}")
        if finding.remedy:
            lines.append(f"{'':17}{finding.remedy}")
        lines += [f"{'':17}{name}: {value}" for name, value in finding.facts.items()]
    return "\n".join((*lines, ""))


def json_report(findings: Iterable[Finding]) -> str:
    """To be read by a program."""
    listed = [
        {
            "area": finding.area,
            "outcome": finding.outcome.value,
            "words": str(finding.words),
            "remedy": str(finding.remedy),
            "facts": finding.facts,
        }
        for finding in findings
    ]
    return json.dumps({"diagnosis": 1, "findings": listed}, ensure_ascii=False, indent=2) + "\n"


class Scrubbing:
    """Knows what must not be in a report. Any thread; reads the key files once."""

    def __init__(self, environment: Mapping[str, str], keys_folder: Path, home: Path) -> None:
        self._home = str(home)
        self._secrets = (*_in_environment(environment), *_in_files(keys_folder))

    def clean(self, finding: Finding) -> Finding:
        """The same without any of it."""
        facts = {
            name: self._cleaned(value) if isinstance(value, str) else value for name, value in finding.facts.items()
        }
        return Finding(
            area=finding.area,
            outcome=finding.outcome,
            words=self._cleaned(str(finding.words)),
            remedy=self._cleaned(str(finding.remedy)),
            facts=facts,
        )

    def _cleaned(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, MASK)
        if len(self._home) > 1:
            text = text.replace(self._home, "~")
        return without_secrets(" ".join(text.split()), *(Secret(each) for each in self._secrets[:16]))


def _in_environment(environment: Mapping[str, str]) -> tuple[str, ...]:
    told = (value for name, value in environment.items() if any(sign in name.lower() for sign in _TELLING))
    # A variable may name a socket or a file, whose path is no secret.
    return tuple(
        value for value in told if len(value) >= _SHORTEST_SECRET_CHARACTERS and not value.startswith((os.sep, "unix:"))
    )


def _in_files(folder: Path) -> tuple[str, ...]:
    found = []
    try:
        paths = [path for path in folder.iterdir() if path.is_file()]
    except OSError:
        return ()
    for path in paths:
        try:
            text = path.read_bytes()[:_LARGEST_KEY_FILE_BYTES].decode("utf-8", errors="replace").strip()
        except OSError:
            continue
        if len(text) >= _SHORTEST_SECRET_CHARACTERS:
            found.append(text)
    return tuple(found)
