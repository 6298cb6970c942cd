"""What is typed and what is saved: only valid services leave the window."""

from dataclasses import replace

import pytest

from transcriber.gui.services.drafts import ServiceDrafts
from transcriber.settings.profiles import BUILT_IN_PROFILES, LOCAL, OPENAI, KeyPlace, Profile
from transcriber.settings.templates import SERVICE_TEMPLATES, new_profile

OWN = Profile(name="own", title="Own", base_url="https://one.example.org/v1")


@pytest.fixture
def drafts() -> ServiceDrafts:
    return ServiceDrafts((*BUILT_IN_PROFILES, OWN))


def number_of(drafts: ServiceDrafts, name: str) -> int:
    draft = drafts.named(name)
    assert draft is not None
    return draft.number


def test_a_valid_change_is_saved(drafts: ServiceDrafts) -> None:
    own = number_of(drafts, "own")
    assert drafts.change(own, replace(OWN, title="Mine"))
    assert [profile.title for profile in drafts.profiles] == ["This computer", "OpenAI", "Mine"]
    assert not drafts.change(own, replace(OWN, title="Mine"))


def test_an_invalid_change_is_shown_and_not_saved(drafts: ServiceDrafts) -> None:
    own = number_of(drafts, "own")
    assert not drafts.change(own, replace(OWN, base_url="ftp://nowhere"))
    fault = drafts[own].fault
    assert fault is not None
    assert fault.field == "base_url"
    assert drafts[own].profile.base_url == "ftp://nowhere"
    assert drafts.profiles[-1] == OWN
    drafts.change(own, OWN)
    assert drafts[own].fault is None


def test_two_services_do_not_share_a_name(drafts: ServiceDrafts) -> None:
    new = drafts.add(replace(OWN, name="openai", title="Another"))
    fault = drafts[new].fault
    assert fault is not None
    assert fault.field == "name"
    assert len(drafts.profiles) == 3


@pytest.mark.parametrize("template", SERVICE_TEMPLATES, ids=lambda template: template.name)
def test_a_template_is_saved_as_soon_as_it_is_complete(drafts: ServiceDrafts, template: object) -> None:
    profile = new_profile(template, drafts.profiles)  # type: ignore[arg-type]
    new = drafts.add(profile, "Fill in the address.")
    draft = drafts[new]
    assert draft.is_new
    assert draft.hint
    assert (draft.saved is None) == (draft.fault is not None)
    address = (profile.base_url or "").replace("HOST", "host.example.org").replace("RESOURCE", "resource")
    drafts.change(new, replace(profile, base_url=address, default_model=profile.default_model or "deployment"))
    assert draft.saved is not None
    assert draft.fault is None


def test_a_duplicate_has_its_own_name_and_no_variable_of_another(drafts: ServiceDrafts) -> None:
    copy = drafts[drafts.duplicate(number_of(drafts, "openai"))].profile
    assert copy.name not in {"openai", "own", "local"}
    assert copy.base_url == OPENAI.base_url
    assert (copy.key_place, copy.key_variable) == (KeyPlace.KEYRING, "")


def test_a_variable_does_not_follow_the_address_unasked(drafts: ServiceDrafts) -> None:
    own = number_of(drafts, "own")
    with_variable = replace(OWN, key_place=KeyPlace.ENVIRONMENT, key_variable="OWN_KEY")
    drafts.change(own, with_variable)
    assert drafts[own].profile.is_confirmed
    drafts.change(own, replace(with_variable, base_url="https://one.example.org/v2"))
    assert drafts[own].profile.is_confirmed
    drafts.change(own, replace(with_variable, base_url="https://two.example.org/v1"))
    assert not drafts[own].profile.is_confirmed


def test_a_kept_key_needs_no_consent_anew(drafts: ServiceDrafts) -> None:
    own = number_of(drafts, "own")
    drafts.change(own, replace(OWN, base_url="https://two.example.org/v1"))
    assert drafts[own].profile.is_confirmed


def test_what_was_changed_elsewhere_is_taken_and_what_is_typed_stays(drafts: ServiceDrafts) -> None:
    own, openai = number_of(drafts, "own"), number_of(drafts, "openai")
    new = drafts.add(replace(OWN, name="half", base_url="https://"))
    drafts.change(own, replace(OWN, base_url="https://"))
    drafts.take((LOCAL, replace(OPENAI, default_model="whisper-1"), OWN, replace(OWN, name="third")))
    assert drafts[openai].profile.default_model == "whisper-1"
    assert drafts[own].profile.base_url == "https://"
    assert new in drafts
    assert [profile.name for profile in drafts.profiles] == ["local", "openai", "own", "third"]
    drafts.take((LOCAL, OPENAI))
    assert [profile.name for profile in drafts.profiles] == ["local", "openai"]
    assert new in drafts


def test_built_in_services_stay(drafts: ServiceDrafts) -> None:
    assert [draft.is_built_in for draft in drafts] == [True, True, False]
    own = number_of(drafts, "own")
    assert drafts.remove(own).saved == OWN
    assert own not in drafts
