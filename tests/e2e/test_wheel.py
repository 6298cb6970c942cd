"""The wheel, installed where the sources are not, has all that it needs to transcribe its own sample."""

import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SAID = "ask not what your country can do for you"


def succeed(*command: str | Path, cwd: Path = ROOT, env: dict[str, str] | None = None) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300, cwd=cwd, env=env)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, so that nothing is left in the tree."""
    source, built = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in ("transcriber", "assets"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    succeed(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", built, source)
    (wheel,) = built.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel installed; third-party packages are borrowed from the one that runs this test."""
    folder = tmp_path_factory.mktemp("environment")
    succeed(sys.executable, "-m", "venv", "--without-pip", folder)
    python = folder / "bin" / "python"
    succeed(sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-deps", "--no-index", wheel)
    # A path in a .pth file is only added: the editable install that stands there is not followed.
    packages = succeed(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    Path(packages, "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return python


def test_the_wheel_holds_the_program_its_assets_and_its_licence_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"transcriber"}
    shipped = {f"transcriber/assets/{path.relative_to(ROOT / 'assets')}" for path in (ROOT / "assets").rglob("*.svg")}
    assert shipped | {"transcriber/assets/sample.flac", "transcriber/assets/fonts/OFL.txt"} <= names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "transcriber").rglob("*.py")}
    assert modules <= names


def test_it_transcribes_its_sample_far_from_the_sources(
    python: Path, tmp_path: Path, program: dict[str, Any], word_errors: Callable[[str, str], float]
) -> None:
    where = "import transcriber, transcriber.app as app; print(transcriber.__file__); print(app.sample_path())"
    module, sample = succeed(python, "-c", where, cwd=tmp_path, env=program["env"]).split()
    assert Path(module).is_relative_to(python.parents[1])
    assert Path(sample).is_relative_to(python.parents[1])

    transcriber = python.with_name("transcriber")
    said = succeed(transcriber, "transcribe", sample, "--speed", "max", cwd=tmp_path, env=program["env"])
    spoken = (ROOT / "assets" / "SAMPLE.txt").read_text().split('"')
    assert SAID in spoken[1]
    assert word_errors(f"{spoken[1]} {spoken[3]}", said) < 0.1
