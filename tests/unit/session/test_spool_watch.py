import pytest

from transcriber.audio.spool import SpoolError, SpoolTrouble
from transcriber.session.notices import Problem, ProblemPassed
from transcriber.session.spool_watch import SpoolWatch
from transcriber.transcript.stretches import Stretch, StretchState

SECOND = 24_000


class Stage:
    def __init__(self) -> None:
        self.told: list[Problem | ProblemPassed] = []
        self.gaps: list[Stretch] = []
        self.sent_sample = 0
        self.watch = SpoolWatch(self.told.append, self.gaps.append, lambda: 7, lambda: self.sent_sample)


@pytest.fixture
def stage() -> Stage:
    return Stage()


def full(from_s: int) -> SpoolTrouble:
    return SpoolTrouble(SpoolError("disk_full", "The disk is full.", "Free some space."), from_s * SECOND)


def test_a_full_disk_is_said_once_and_passes(stage: Stage) -> None:
    stage.watch.trouble_changed(full(761))
    stage.watch.trouble_changed(None)
    problem, passed = stage.told
    assert isinstance(problem, Problem)
    assert problem.message == "The disk is full: captions go on, but the sound is not kept from 12:41 on."
    assert problem.remedy.startswith("Free some space.")
    assert not problem.is_fatal
    assert passed == ProblemPassed("disk_full")


def test_a_folder_that_cannot_be_written_says_why(stage: Stage) -> None:
    error = SpoolError("spool_unwritable", "The recording x.wav cannot be written: Read-only file system.", "Check it.")
    stage.watch.trouble_changed(SpoolTrouble(error, 0))
    problem = stage.told[0]
    assert isinstance(problem, Problem)
    assert problem.message == (
        "The recording x.wav cannot be written: Read-only file system. "
        "Captions go on, but the sound is not kept from 0:00 on."
    )


def test_a_file_that_was_removed_is_not_awaited(stage: Stage) -> None:
    stage.watch.trouble_changed(SpoolTrouble(SpoolError("spool_removed", "Someone removed it."), 0))
    problem = stage.told[0]
    assert isinstance(problem, Problem)
    assert "memory" not in problem.remedy


def test_what_is_lost_unheard_is_one_growing_gap(stage: Stage) -> None:
    stage.watch.trouble_changed(full(10))
    stage.watch.samples_lost(10 * SECOND, 11 * SECOND, is_needed=False)
    assert not stage.gaps
    stage.watch.samples_lost(11 * SECOND, 12 * SECOND, is_needed=True)
    stage.watch.samples_lost(12 * SECOND, 13 * SECOND, is_needed=True)
    assert [(gap.start_sample, gap.end_sample) for gap in stage.gaps] == [
        (11 * SECOND, 12 * SECOND),
        (11 * SECOND, 13 * SECOND),
    ]
    assert all(gap.state is StretchState.GAP and not gap.has_audio for gap in stage.gaps)
    stage.watch.trouble_changed(None)
    last = stage.told[-1]
    assert isinstance(last, Problem)
    assert "from 0:10 to 0:13 there is none" in last.message


def test_it_knows_what_is_needed(stage: Stage) -> None:
    assert stage.watch.first_needed() == 7


def test_what_was_cut_off_is_said_once_and_is_a_gap_where_it_was_not_sent(stage: Stage) -> None:
    stage.sent_sample = 12 * SECOND
    stage.watch.samples_cut(0, 10 * SECOND)
    assert not stage.gaps

    # The connection was lost: what it had not answered for is to be sent again.
    stage.sent_sample = 8 * SECOND
    stage.watch.samples_cut(0, 10 * SECOND)
    stage.watch.samples_cut(0, 10 * SECOND)

    assert [problem.code for problem in stage.told] == ["spool_cut"]
    [gap] = stage.gaps
    assert (gap.start_sample, gap.end_sample, gap.has_audio) == (8 * SECOND, 10 * SECOND, False)
