from collections.abc import Iterable
from dataclasses import fields, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.settings.chosen_values import preferences
from transcriber.settings.merging import merged
from transcriber.settings.preferences import Preferences
from transcriber.settings.presets import Preset, preset_from
from transcriber.settings.profiles import BUILT_IN_PROFILES, OPENAI, Profile

OWN = Profile(name="own", title="Own", base_url="https://own.example/v1")
OTHER = Profile(name="other", title="Other", base_url="https://other.example/v1")
AT_FIRST = Preferences()
WITH_OWN = Preferences(profiles=(*BUILT_IN_PROFILES, OWN))


def named(profiles: Iterable[Profile]) -> dict[str, Profile]:
    return {profile.name: profile for profile in profiles}


def own_presets(chosen: Preferences) -> dict[str, Preset]:
    return {preset.name.casefold(): preset for preset in chosen.presets}


def preset(name: str) -> Preset:
    return preset_from(name, AT_FIRST.configuration, AT_FIRST.commit_policy)


@st.composite
def edits(draw: st.DrawFn) -> tuple[Preferences, Preferences, Preferences]:
    """A base and two that were made of it: entries left, taken from elsewhere, or dropped; fields left or not."""
    base = draw(preferences())

    def edited() -> Preferences:
        fresh = draw(preferences())
        kept = [profile for profile in base.profiles if profile in BUILT_IN_PROFILES or draw(st.booleans())]
        profiles = named(kept) | (named(fresh.profiles) if draw(st.booleans()) else {})
        presets = {name: each for name, each in own_presets(base).items() if draw(st.booleans())} | (
            own_presets(fresh) if draw(st.booleans()) else {}
        )
        others = {
            field.name: getattr(draw(st.sampled_from([base, fresh])), field.name)
            for field in fields(Preferences)
            if field.name not in ("profiles", "presets")
        }
        return Preferences(profiles=tuple(profiles.values()), presets=tuple(presets.values()), **others)

    return base, edited(), edited()


EDITS = settings(max_examples=25)


@EDITS
@given(edits())
def test_who_changed_nothing_changes_nothing(edited: tuple[Preferences, Preferences, Preferences]) -> None:
    base, mine, theirs = edited

    assert merged(base, mine, base) == mine
    assert merged(base, base, theirs) == theirs
    assert merged(base, mine, mine) == mine


@EDITS
@given(edits())
def test_every_field_is_mine_where_i_changed_it(edited: tuple[Preferences, Preferences, Preferences]) -> None:
    base, mine, theirs = edited
    both = merged(base, mine, theirs)

    for field in fields(Preferences):
        if field.name in ("profiles", "presets"):
            continue
        was, here, there = (getattr(each, field.name) for each in edited)
        assert getattr(both, field.name) == (there if here == was else here)


@EDITS
@given(edits())
def test_every_entry_is_mine_where_i_changed_it_and_comes_once(
    edited: tuple[Preferences, Preferences, Preferences],
) -> None:
    base, mine, theirs = edited
    both = merged(base, mine, theirs)

    assert len(named(both.profiles)) == len(both.profiles)
    assert len(own_presets(both)) == len(both.presets)
    ways = (
        [named(each.profiles) for each in (base, mine, theirs, both)],
        [own_presets(each) for each in (base, mine, theirs, both)],
    )
    for was, here, there, result in ways:
        for name in was.keys() | here.keys() | there.keys():
            expected = there if here.get(name) == was.get(name) else here
            assert result.get(name) == expected.get(name)


@EDITS
@given(edits())
def test_saving_the_same_twice_changes_nothing_more(edited: tuple[Preferences, Preferences, Preferences]) -> None:
    base, mine, theirs = edited
    both = merged(base, mine, theirs)

    assert merged(base, mine, both) == both


def test_what_two_added_is_all_there_mine_first() -> None:
    mine = replace(AT_FIRST, profiles=(*BUILT_IN_PROFILES, OWN), presets=(preset("Mine"),))
    theirs = replace(AT_FIRST, profiles=(*BUILT_IN_PROFILES, OTHER), presets=(preset("Theirs"),), theme="dark")

    both = merged(AT_FIRST, mine, theirs)

    assert both.profiles == (*BUILT_IN_PROFILES, OWN, OTHER)
    assert [each.name for each in both.presets] == ["Mine", "Theirs"]
    assert both.theme == "dark"


def test_what_one_removed_is_gone_unless_i_changed_it() -> None:
    renamed = replace(WITH_OWN, profiles=(*BUILT_IN_PROFILES, replace(OWN, title="Mine")))

    assert merged(WITH_OWN, AT_FIRST, WITH_OWN) == AT_FIRST
    assert merged(WITH_OWN, replace(WITH_OWN, theme="dark"), AT_FIRST).profiles == BUILT_IN_PROFILES
    assert merged(WITH_OWN, renamed, AT_FIRST).profiles == renamed.profiles
    assert merged(WITH_OWN, AT_FIRST, renamed).profiles == BUILT_IN_PROFILES


def test_a_built_in_service_that_they_changed_stays_changed() -> None:
    changed = replace(OPENAI, default_model="whisper-1")
    theirs = replace(AT_FIRST, profiles=(BUILT_IN_PROFILES[0], changed))

    both = merged(AT_FIRST, WITH_OWN, theirs)

    assert named(both.profiles) == named((*theirs.profiles, OWN))
    assert [profile.name for profile in both.profiles] == ["local", "openai", "own"]


def test_one_name_in_two_spellings_is_one_preset() -> None:
    mine, theirs = replace(AT_FIRST, presets=(preset("Radio"),)), replace(AT_FIRST, presets=(preset("radio"),))

    assert merged(AT_FIRST, mine, theirs).presets == mine.presets
