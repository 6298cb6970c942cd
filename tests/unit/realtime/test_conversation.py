"""The server's promises about items, told as facts in and facts out."""

from hypothesis import given
from hypothesis import strategies as st

from transcriber.realtime.conversation import Conversation
from transcriber.realtime.dialects import Dialect
from transcriber.realtime.events import (
    AudioCleared,
    AudioCommitted,
    ErrorDetail,
    ItemAdded,
    ItemDeleted,
    ItemDone,
    ServerEvent,
    SpeechStarted,
    TranscriptCompleted,
    TranscriptDelta,
    TranscriptFailed,
    TranscriptPartial,
)

_ITEMS = st.sampled_from(["A", "B", "C"])
_FACTS = st.one_of(
    _ITEMS.map(AudioCommitted),
    _ITEMS.map(lambda item_id: TranscriptCompleted(item_id, "text")),
    _ITEMS.map(lambda item_id: TranscriptFailed(item_id, ErrorDetail("no"))),
    _ITEMS.map(lambda item_id: TranscriptDelta(item_id, "te")),
    _ITEMS.map(ItemDeleted),
    st.just(AudioCleared()),
)


def test_a_committed_item_is_announced_and_linked_to_the_one_before() -> None:
    conversation = Conversation(Dialect.GA)
    assert conversation.tell(AudioCommitted("A")) == [AudioCommitted("A"), ItemAdded("A"), ItemDone("A")]
    assert conversation.tell(AudioCommitted("B", "nonsense")) == [
        AudioCommitted("B", "A"),
        ItemAdded("B", "A"),
        ItemDone("B", "A"),
    ]


def test_beta_has_no_done() -> None:
    assert Conversation(Dialect.BETA).tell(AudioCommitted("A")) == [AudioCommitted("A"), ItemAdded("A")]


def test_live_text_comes_before_the_commit_and_none_after_the_end() -> None:
    conversation = Conversation(Dialect.GA)
    for early in (SpeechStarted("A", 0), TranscriptDelta("A", "Hey"), TranscriptPartial("A", "Hey you")):
        assert conversation.tell(early) == [early]
    conversation.tell(AudioCommitted("A"))
    assert conversation.tell(TranscriptDelta("A", " you")) == [TranscriptDelta("A", " you")]
    assert conversation.tell(TranscriptCompleted("A", "Hey you.")) == [TranscriptCompleted("A", "Hey you.")]
    assert conversation.tell(TranscriptDelta("A", "late")) == []
    assert conversation.tell(TranscriptPartial("A", "late")) == []
    assert conversation.tell(TranscriptCompleted("A", "again")) == []
    assert conversation.tell(TranscriptFailed("A", ErrorDetail("again"))) == []


def test_an_item_that_was_never_committed_is_never_completed() -> None:
    assert Conversation(Dialect.GA).tell(TranscriptCompleted("A", "Hey.")) == []


def test_a_deleted_item_leaves_the_chain() -> None:
    conversation = Conversation(Dialect.BETA)
    for item_id in ("A", "B"):
        conversation.tell(AudioCommitted(item_id))
    assert conversation.tell(ItemDeleted("B")) == [ItemDeleted("B")]
    assert conversation.tell(ItemDeleted("B")) == []
    assert not conversation.holds("B")
    assert conversation.tell(TranscriptCompleted("B", "gone")) == []
    assert conversation.tell(AudioCommitted("C"))[0] == AudioCommitted("C", "A")


@given(facts=st.lists(_FACTS, max_size=25))
def test_whatever_the_listener_says_the_client_hears_a_conversation(facts: list[ServerEvent]) -> None:
    conversation = Conversation(Dialect.GA)
    heard = [told for fact in facts for told in conversation.tell(fact)]
    committed: list[str] = []
    present: list[str] = []
    over: set[str] = set()
    for event in heard:
        match event:
            case AudioCommitted(item_id, previous):
                assert item_id not in committed
                assert previous == (present[-1] if present else None)
                committed.append(item_id)
                present.append(item_id)
            case TranscriptCompleted(item_id) | TranscriptFailed(item_id):
                assert item_id in present
                assert item_id not in over
                over.add(item_id)
            case TranscriptDelta(item_id):
                assert item_id not in over
            case ItemDeleted(item_id):
                present.remove(item_id)
            case _:
                pass
    assert set(committed) == {fact.item_id for fact in facts if isinstance(fact, AudioCommitted)}
