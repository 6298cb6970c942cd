"""The mutations of `python -m tests.mutations` still have something to change, and tests that exist."""

from pathlib import Path

import pytest

from tests.mutations.__main__ import mutated
from tests.mutations.caption_entries import CAPTION_MUTATIONS
from tests.mutations.entries import MUTATIONS, Mutation

ROOT = Path(__file__).parents[2]
EVERY = (*MUTATIONS, *CAPTION_MUTATIONS)


@pytest.mark.parametrize("mutation", EVERY, ids=lambda mutation: mutation.name)
def test_each_mutation_still_applies(mutation: Mutation) -> None:
    source = (ROOT / mutation.path).read_text(encoding="utf-8")

    changed = mutated(source, mutation)
    if mutation.path.endswith(".py"):
        compile(changed, mutation.path, "exec")
    assert mutation.tests
    for test in mutation.tests:
        path, _, name = test.partition("::")
        assert name in (ROOT / path).read_text(encoding="utf-8")


def test_no_two_have_one_name() -> None:
    assert len({mutation.name for mutation in EVERY}) == len(EVERY) >= 20


def test_a_text_that_is_gone_is_an_error() -> None:
    with pytest.raises(ValueError, match="0 times in"):
        mutated("something else", MUTATIONS[0])
