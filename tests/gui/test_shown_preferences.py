"""What is remembered, put into the window and read from it again."""

from dataclasses import replace
from typing import Any

from transcriber.realtime.commit_policy import CommitPolicy
from transcriber.settings.preferences import Preferences
from transcriber.settings.presets import Preset

Stage = Any
"""The fixture's class lives in conftest.py, which no test imports."""


def test_what_is_shown_is_what_was_remembered(stage: Stage) -> None:
    plain = Preferences()
    remembered = replace(
        plain,
        configuration=replace(plain.configuration, prompt="Yeti, Kubernetes"),
        commit_policy=CommitPolicy(push_to_talk=True),
        presets=(Preset(name="Radio", configuration=plain.configuration),),
        marks_doubtful_words=not plain.marks_doubtful_words,
        input_device_id="yeti",
        is_panel_open=not plain.is_panel_open,
        is_history_open=not plain.is_history_open,
        open_sections=("turn_ending", "safety"),
        theme="light",
    )
    window = stage.new_window(remembered)
    shown = window.parts.preferences
    assert shown.now == remembered
    assert [window.panel.safety_section.is_open, window.panel.advanced.is_open] == [True, False]
    shown.keep()
    assert stage.saved == [], "nothing was changed"


def test_what_a_person_changes_is_kept(stage: Stage) -> None:
    parts = stage.window.parts
    parts.theme.toggle()
    parts.panel.advanced.heading.click()
    parts.preferences.keep()
    assert [(kept.theme, kept.open_sections) for kept in stage.saved] == [("dark", ("advanced",))]


def test_presets_of_another_window_are_shown(stage: Stage) -> None:
    radio = Preset(name="Radio", configuration=Preferences().configuration)
    stage.meanwhile = lambda base: replace(base, presets=(radio,))
    stage.window.parts.theme.toggle()
    stage.window.parts.preferences.keep()
    assert stage.window.panel.preset.presets == (radio,)
