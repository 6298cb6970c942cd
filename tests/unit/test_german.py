"""The German translation holds every word that the window can say, and the files of it agree with each other."""

import ast
import re
import shutil
import string
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

from transcriber.gui.about_dialog import _MADE_WITH
from transcriber.gui.kept_code import _WHEN_ASKED

ROOT = Path(__file__).parents[2]
GERMAN = ROOT / "assets" / "translations" / "de.ts"
TOOLS = Path(sys.executable).parent
_SPEAKING = ("tr", "said")
_NOT_SHOWN = (
    *_SPEAKING,
    "error",
    "warning",
    "info",
    "debug",
    "setObjectName",
    "TypeVar",
    "ParamSpec",
    "cast",
    "RuntimeError",
    "ValueError",
)
"""What is done with words here shows nobody anything, or translates them."""
_LIKE_WORDS = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}|^ ?[A-Z][a-z]+[.…:]?$|^ [a-z]+$")
_THE_SAME_EVERYWHERE = {
    *("Transcriber", "Azure OpenAI", "Opus", "Beta", "Inter", "English", "Deutsch"),  # names
    *("ms", "s"),  # units
    *("Kreszwel, Noor Haddad", "pie side six, pi side 6"),  # what could be written into a field
    *("[Desktop Entry]", "Label", "Library", "Notify", "Read", "Fusion", "Regular", "Medium", "Del"),  # other programs'
    *("Saved as",),  # read in what the command for a diagnosis writes
    *("desktop colours", "device list", "nothing is shown yet"),  # for developers
    *("[not transcribed:",),  # of a copied transcript, which is written as exports are
    # Told in the terminal of the second start.
    "This window is of another version of Transcriber, and does not know what was asked.",
    # Measured, not shown.
    "the quick brown fox jumps over the lazy dog and It runs away from the Noisy house, doesn’t it?",
    _MADE_WITH.strip(),
    _WHEN_ASKED.strip(),  # Python
}


def calls() -> Iterator[tuple[str, ast.Call, bool]]:
    """Place, call, and whether it stands in an f-string, where Qt's tools do not find it."""
    for module in sorted((ROOT / "transcriber").rglob("*.py")):
        tree = ast.parse(module.read_text(encoding="utf-8"))
        within = {id(node) for outer in ast.walk(tree) if isinstance(outer, ast.JoinedStr) for node in ast.walk(outer)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _SPEAKING:
                yield f"{module.relative_to(ROOT)}:{node.lineno}", node, id(node) in within


def messages() -> list[ElementTree.Element]:
    return list(ElementTree.parse(GERMAN).iter("message"))


def source_of(message: ElementTree.Element) -> str:
    return message.findtext("source", "")


def translations_of(message: ElementTree.Element) -> list[str]:
    translation = message.find("translation")
    assert translation is not None
    forms = translation.findall("numerusform")
    return [form.text or "" for form in forms] if forms else [translation.text or ""]


def names_in(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def ends_of(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def by_tool(tool: str, *arguments: str) -> None:
    subprocess.run([TOOLS / tool, *arguments], cwd=ROOT, check=True, capture_output=True, timeout=120)


def literals_of_the_window() -> Iterator[tuple[str, str]]:
    """Place and words of each string in the window's modules that looks like words and is not handed to `tr`."""
    for module in sorted((ROOT / "transcriber" / "gui").rglob("*.py")):
        if module.name == "style_sheet.py":
            continue
        tree = ast.parse(module.read_text(encoding="utf-8"))
        passed_over: set[int] = set()
        for node in ast.walk(tree):
            name = ""
            if isinstance(node, ast.Call):
                name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            is_annotation = isinstance(node, ast.AnnAssign | ast.arg) and node.annotation is not None
            if is_annotation:
                passed_over |= {id(each) for each in ast.walk(node.annotation)}  # type: ignore[attr-defined]
            if isinstance(node, ast.FunctionDef) and node.returns is not None:
                passed_over |= {id(each) for each in ast.walk(node.returns)}
            if (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)) or name in _NOT_SHOWN:
                passed_over |= {id(each) for each in ast.walk(node)}
        for node in ast.walk(tree):
            if id(node) in passed_over or not isinstance(node, ast.Constant):
                continue
            if isinstance(node.value, str) and _LIKE_WORDS.search(node.value):
                yield f"{module.relative_to(ROOT)}:{node.lineno}", node.value.strip()


def test_no_words_of_the_window_go_past_the_translation() -> None:
    past = [f"{place} {words}" for place, words in literals_of_the_window() if words not in _THE_SAME_EVERYWHERE]
    assert past == []


def test_words_are_asked_for_as_literals_where_qts_tools_find_them() -> None:
    hidden = [
        place
        for place, call, is_within in calls()
        if is_within
        or not (call.args and isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str))
    ]
    assert hidden == []


def test_every_word_has_a_german_one() -> None:
    known = {(source_of(message), message.findtext("comment", "")) for message in messages()}
    asked = set()
    for _, call, _ in calls():
        words = call.args[0]
        comment = (
            call.args[1] if len(call.args) > 1 and isinstance(call.func, ast.Name) and call.func.id == "tr" else None
        )
        assert isinstance(words, ast.Constant)
        asked.add((words.value, comment.value if isinstance(comment, ast.Constant) else ""))
    assert asked - known == set(), "run packaging/translate.sh and translate what is unfinished"
    assert known - asked == set(), "run packaging/translate.sh"
    unfinished = [
        source_of(message)
        for message in messages()
        if message.find("translation[@type]") is not None or not all(translations_of(message))
    ]
    assert unfinished == []


def faults_of(message: ElementTree.Element) -> Iterator[str]:
    source, translations = source_of(message), translations_of(message)
    is_counted = message.get("numerus") == "yes"
    if len(translations) != (2 if is_counted else 1):
        yield "number of forms"
    if is_counted and "%n" not in translations[-1]:
        yield "no place for the number"
    for translation in translations:
        if names_in(translation) != names_in(source):
            yield f"names {names_in(translation) ^ names_in(source)}"
        if ends_of(translation) != ends_of(source):
            yield "spaces at an end"
        if translation.count("\t") != source.count("\t"):
            yield "keys of a menu"
        if re.findall(r"\(\*[^)]*\)|;;", translation) != re.findall(r"\(\*[^)]*\)|;;", source):
            yield "filters of a file dialog"


def test_each_translation_has_the_places_of_its_source() -> None:
    faults = [f"{fault}: {source_of(message)}" for message in messages() for fault in faults_of(message)]
    assert faults == []


def test_what_ships_is_what_the_source_of_it_says(tmp_path: Path) -> None:
    made = tmp_path / "de.qm"
    by_tool("pyside6-lrelease", "-silent", "-nounfinished", str(GERMAN), "-qm", str(made))
    assert made.read_bytes() == GERMAN.with_suffix(".qm").read_bytes()


def test_collecting_the_words_again_changes_nothing(tmp_path: Path) -> None:
    copy = tmp_path / "de.ts"
    shutil.copy(GERMAN, copy)
    modules = sorted(str(module.relative_to(ROOT)) for module in (ROOT / "transcriber").rglob("*.py"))
    options = ("-silent", "-locations", "none", "-no-obsolete", "-tr-function-alias", "tr+=said")
    by_tool("pyside6-lupdate", *modules, *options, "-source-language", "en", "-target-language", "de", "-ts", str(copy))
    assert copy.read_text(encoding="utf-8") == GERMAN.read_text(encoding="utf-8")


def test_the_words_for_people_are_those_of_the_glossary() -> None:
    """One word for one thing: an aside that a reader would stumble over."""
    everything = "\n".join(form for message in messages() for form in translations_of(message))
    for other in ("Aufzeichnung", "Mitschrift", "Historie", "Service", "Session", "Turn", "Mikrophon", "Caption"):
        assert other not in everything, f"{other} is called something else here"
