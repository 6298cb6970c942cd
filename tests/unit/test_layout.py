"""The laws of the tree: what may stand where, under which name, how long, and with which test."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "transcriber"
TOP_LEVEL = {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "transcriber", "tests", "assets", "packaging"}
MADE_BY_TOOLS = re.compile(r"__pycache__|build|dist|.*\.egg-info|\..*")
NAMELESS = {"util", "utils", "helper", "helpers", "common", "manager", "managers", "handler", "handlers", "misc"}
LONGEST_MODULE_LINES = 350
WITHOUT_A_TEST = {
    "__main__": "three routes, walked by every test in e2e",
    "app/request": "frozen values",
    "audio/formats": "names and rates",
    "cli/faults": "two exceptions",
    "gui/style_sheet": "looks only; its colours are judged in test_theme",
    "realtime/trace": "frozen values",
    "session/notices": "frozen values",
    "session/service": "a protocol and one exception",
    "settings/key_store_error": "one exception",
    "store/values": "frozen values",
    "transcript/turns": "frozen values",
}
BUT_FOR_LANGUAGE = r"but for the window's language\b"
REGISTRY_HOST = re.compile(rb"https?://[a-z.]*(pypi|pythonhosted|npmjs|debian)\.")
PATH_OF_ONE_MACHINE = re.compile(rb"(/tmp|/work|/root|/home)/[A-Za-z]")


def own_files(folder: Path) -> Iterator[Path]:
    """Every file that is ours, below a folder."""
    for path in sorted(folder.iterdir()):
        if MADE_BY_TOOLS.fullmatch(path.name):
            continue
        if path.is_dir():
            yield from own_files(path)
        else:
            yield path


def modules() -> dict[str, Path]:
    """Each module that is more than a package's docstring, by its path in the package."""
    paths = (path for path in own_files(PACKAGE) if path.suffix == ".py" and path.name != "__init__.py")
    return {path.relative_to(PACKAGE).with_suffix("").as_posix(): path for path in paths}


def places_of_its_test(module: str) -> list[Path]:
    folder, name = Path(module).parent, f"test_{Path(module).name}.py"
    trees = [ROOT / "tests" / kind for kind in ("unit", "integration", "e2e")]
    places = [tree / folder / name for tree in trees]
    if folder.parts[:1] == ("gui",):
        places.append(ROOT / "tests" / "gui" / folder.relative_to("gui") / name)
    if folder.parts[:1] == ("cli",):
        places.append(ROOT / "tests" / "e2e" / name)
    return places


def test_nothing_unexpected_stands_at_the_top() -> None:
    found = {path.name for path in ROOT.iterdir() if not MADE_BY_TOOLS.fullmatch(path.name)}
    assert found - TOP_LEVEL == set()


def test_every_module_has_a_test_of_its_name() -> None:
    without = {module for module in modules() if not any(place.exists() for place in places_of_its_test(module))}
    assert sorted(without - WITHOUT_A_TEST.keys()) == []


def test_the_list_of_modules_without_a_test_is_not_out_of_date() -> None:
    assert {module for module in WITHOUT_A_TEST if module not in modules()} == set()


def test_every_module_has_a_name_of_its_own() -> None:
    assert {module for module in modules() if NAMELESS & set(module.split("/"))} == set()


def test_no_module_is_too_long() -> None:
    lines = {module: len(path.read_text().splitlines()) for module, path in modules().items()}
    assert {module: count for module, count in lines.items() if count > LONGEST_MODULE_LINES} == {}


def test_every_package_is_in_the_wheels_list() -> None:
    packages = [path.parent for path in own_files(PACKAGE) if path.name == "__init__.py"]
    names = {".".join(package.relative_to(ROOT).parts) for package in packages}
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"]
    assert sorted(listed) == sorted(names | {"transcriber.assets"})


def modules_outside_contract(identifier: str, docstring: str) -> set[str]:
    """Each module whose docstring says this, but whose imports that contract does not look at."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    [listed] = [contract["source_modules"] for contract in contracts if contract["id"] == identifier]
    held = [name.removeprefix("transcriber.").replace(".", "/") for name in listed]
    saying = {
        module
        for module, path in modules().items()
        if re.search(docstring, ast.get_docstring(ast.parse(path.read_text())) or "")
    }
    return {module for module in saying if not any(f"{module}/".startswith(f"{each}/") for each in held)}


def test_every_module_that_calls_itself_pure_is_held_to_the_rules_of_the_core() -> None:
    assert modules_outside_contract("core", rf"\bPure\b(?! {BUT_FOR_LANGUAGE})") == set()


def test_every_module_that_is_pure_but_for_the_language_is_held_to_the_same_rules_without_qt() -> None:
    assert modules_outside_contract("words", rf"\bPure {BUT_FOR_LANGUAGE}") == set()


def test_every_folder_of_modules_is_a_package() -> None:
    assert {path.parent.name for path in modules().values() if not (path.parent / "__init__.py").exists()} == set()


def test_no_file_names_a_package_registry() -> None:
    files = [*own_files(ROOT), *own_files(ROOT / ".ci")]
    assert [path for path in files if REGISTRY_HOST.search(path.read_bytes())] == []


def test_no_file_outside_the_tests_names_a_path_of_one_machine() -> None:
    files = [path for path in own_files(ROOT) if "tests" not in path.relative_to(ROOT).parts]
    assert [path for path in files if PATH_OF_ONE_MACHINE.search(path.read_bytes())] == []
