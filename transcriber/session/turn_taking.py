"""Where this side ends turns and what it sends at all, over all the connections of one recording.

Everything is remembered by spool sample, so that audio that is sent again is cut and committed where it was before.
"""

from collections.abc import Callable
from dataclasses import dataclass

from transcriber.audio.formats import SPOOL_SAMPLE_RATE_HZ, SPOOL_SAMPLES_PER_MS
from transcriber.audio.spool import Spool
from transcriber.realtime.commit_policy import CommitPolicy
from transcriber.session.heard_speech import EDGE_SAMPLES
from transcriber.session.hearing import Hearing
from transcriber.session.local_turns import LEAD_SAMPLES
from transcriber.session.talk_key import BEFORE_PRESS_SAMPLES, GRID_SAMPLES, Stretch, TalkKey, cut_before, next_cut

_BEFORE_HAND_SAMPLES = 10 * SPOOL_SAMPLE_RATE_HZ
"""A person who commits what the gate took for silence means what was said just before."""
_FALLBACK_LATEST_S = 30
_BEFORE_CUT_SAMPLES = 4 * SPOOL_SAMPLE_RATE_HZ
"""Speech that becomes too long is cut at a pause in its last seconds: by then it has to be listened to."""
_CHANCE_SAMPLES = 10 * SPOOL_SAMPLE_RATE_HZ
"""A service that has not said anything of speech after so much more audio will not say anything of it."""
_BURST_SAMPLES = 5 * SPOOL_SAMPLE_RATE_HZ
"""More than that is never under way where the sound goes out as it is spoken."""
_BEFORE_WORD_SAMPLES = 1_000 * SPOOL_SAMPLES_PER_MS
"""The gate hears a word some time after it has begun, and a service wants to hear what was before it."""


@dataclass(frozen=True, slots=True)
class Account:
    """What a connection knows of its own audio when it asks whether to commit."""

    has_turn_detection: bool
    """The service ends turns itself."""
    sent_sample: int
    settled_sample: int
    """Where the audio begins that a commit now would seal."""
    uncommitted_samples: int
    speaking_since_sample: int | None
    """Where the turn begins that the service has announced and not ended."""
    announces_speech: bool
    """The service has said `speech_started` since this side last committed."""
    is_cut_by_this_side: bool = False
    """What is uncommitted begins where this side has committed, or the connection began: in mid-speech, maybe."""
    taken_in_sample: int = 0
    """The service has had time to say something of what was sent before it."""


class TurnTaking:
    """The policy, the talk key, the commits by hand and the gate. Session thread."""

    def __init__(self, policy: CommitPolicy, hearing: Hearing, recorded_samples: Callable[[], int]) -> None:
        """`recorded_samples` says how much of the recording is on disk."""
        self._policy = policy
        self._hearing = hearing
        self._recorded_samples = recorded_samples
        self._talk_key = TalkKey(policy.push_to_talk)
        self._by_hand_samples: list[int] = []
        self._kept_from_sample: int | None = None
        self._gaps: list[tuple[int, int]] = []
        self.are_commits_refused = False
        """The service has answered a commit with an error: none is sent any more unless a person asks."""

    @property
    def policy(self) -> CommitPolicy:
        """In force."""
        return self._policy

    def update_policy(self, policy: CommitPolicy) -> None:
        """Counts from the newest captured sample on."""
        self._policy = policy
        self._talk_key.use(policy.push_to_talk, self._recorded_samples())
        self._hearing.follow(policy)

    def commit(self) -> None:
        """End a turn at the newest captured sample."""
        self._by_hand_samples.append(next_cut(self._recorded_samples()))

    def hold_to_talk(self, is_held: bool) -> None:
        """The key was pressed, or let go, at the newest captured sample."""
        if is_held:
            self._talk_key.press(self._recorded_samples())
        else:
            self._talk_key.release(self._recorded_samples())

    @property
    def hearing(self) -> Hearing:
        """What was heard on this side."""
        return self._hearing

    def leave_out(self, start_sample: int, end_sample: int) -> None:
        """Nothing was captured between the two, so nothing of it is sent; told again, it may have grown."""
        start_sample, end_sample = -(-start_sample // GRID_SAMPLES) * GRID_SAMPLES, cut_before(end_sample)
        if start_sample >= end_sample:
            return
        touching = [gap for gap in self._gaps if gap[0] <= end_sample and gap[1] >= start_sample]
        start_sample = min(start_sample, *(start for start, _ in touching), start_sample)
        end_sample = max(end_sample, *(end for _, end in touching), end_sample)
        self._gaps = sorted([*(gap for gap in self._gaps if gap not in touching), (start_sample, end_sample)])

    def gap_end(self, sample: int) -> int | None:
        """Where capture goes on, if nothing was captured at `sample`."""
        return next((end for start, end in self._gaps if start <= sample < end), None)

    def is_worth_a_commit_before_gap(self, account: Account) -> bool:
        """Whether somebody may have been speaking when capture broke off."""
        if self.are_commits_refused or not account.uncommitted_samples:
            return False
        turns = self._hearing.turns
        is_speaking = account.speaking_since_sample is not None
        return is_speaking or turns is None or turns.may_have_speech(account.settled_sample)

    def kept_back(self, start_sample: int, end_sample: int) -> list[tuple[int, int]]:
        """What between two samples a person did not want to be sent."""
        found: list[tuple[int, int]] = []
        while start_sample < end_sample:
            held = self._talk_key.stretch(start_sample, end_sample)
            held_sample = end_sample if held is None else held.start_sample
            if held_sample > start_sample:
                found.append((start_sample, held_sample))
            if held is None or held.end_sample is None:
                break
            start_sample = held.end_sample
        return found

    async def listen_along(self, spool: Spool) -> None:
        """Hear everything that was captured, also where nothing depends on it now: it tells what was silent."""
        self._pass_over_gaps()
        await self._hearing.listen_along(spool, self._policy, spool.length_samples)

    async def listen(self, spool: Spool, account: Account, until_sample: int, *, may_wait: bool) -> None:
        """Hear what is sent next, where hearing it matters."""
        self._pass_over_gaps()
        if self._hears(account):
            await self._hearing.listen(spool, self._policy, account.sent_sample, until_sample, may_wait=may_wait)

    def stretch(self, account: Account, from_sample: int, end_sample: int) -> Stretch | None:
        """The first stretch that is to be sent, from `from_sample` on, if it begins before `end_sample`."""
        found = self._wanted(account, from_sample, end_sample)
        while found is not None:
            start_sample = found.start_sample
            gap = next((gap for gap in self._gaps if gap[1] > start_sample), None)
            if gap is None or (found.end_sample is not None and found.end_sample <= gap[0]):
                return found
            if start_sample < gap[0]:
                return Stretch(start_sample, gap[0])
            found = self._wanted(account, gap[1], end_sample) if gap[1] < end_sample else None
        return None

    def _wanted(self, account: Account, from_sample: int, end_sample: int) -> Stretch | None:
        allowed = self._talk_key.stretch(from_sample, end_sample)
        if allowed is None or allowed.end_sample is not None or self._talk_key.is_used:
            return allowed
        turns = self._hearing.turns
        if account.has_turn_detection or turns is None or not self._policy.at_pauses:
            # What was left out as silence stays out, also where from now on everything is sent.
            return Stretch(max(allowed.start_sample, cut_before(account.sent_sample - LEAD_SAMPLES)))
        spoken = turns.stretch(allowed.start_sample, end_sample)
        by_hand = self._asked_for(allowed.start_sample, end_sample)
        found = [stretch for stretch in (spoken, by_hand) if stretch is not None]
        return min(found, key=lambda stretch: stretch.start_sample, default=None)

    def next_end(self, account: Account) -> int | None:
        """The next place where a chunk has to end because a turn may end there."""
        sample = account.sent_sample
        ends = [self._talk_key.next_end(sample), next((at for at in self._by_hand_samples if at > sample), None)]
        if self._hearing.turns is not None and not account.has_turn_detection and not self._talk_key.is_used:
            ends.append(self._hearing.turns.next_end(sample))
        return min((end for end in ends if end is not None), default=None)

    def is_end(self, account: Account) -> bool:
        """Whether to commit what was sent up to now."""
        sample = account.sent_sample
        if sample in self._by_hand_samples or self._talk_key.is_end(sample):
            return True
        return not self.are_commits_refused and self._is_automatic_end(account)

    def is_end_unheard_of(self, account: Account) -> bool:
        """Whether a turn seems too long, but so much went out at once that the service may have ended it already."""
        is_burst = account.sent_sample - account.taken_in_sample > _BURST_SAMPLES
        if not is_burst or not account.has_turn_detection or self.are_commits_refused:
            return False
        return self._is_overdue(account)

    def is_let_go(self, account: Account) -> bool:
        """Whether the talk key was let go where the last sent sample is: nothing more comes to what was held."""
        return self._talk_key.is_used and self._talk_key.is_end(account.sent_sample)

    def is_rest_of_this_side(self, account: Account) -> bool:
        """Whether only this side can end what the end of the recording leaves, however short it is.

        What a service leaves after a turn that it has ended itself is silence, unless it says that somebody speaks.
        """
        if self._talk_key.is_used or not account.has_turn_detection:
            return True
        if account.announces_speech and account.speaking_since_sample is not None:
            return True
        turns = self._hearing.turns
        return account.is_cut_by_this_side and (turns is None or turns.may_have_speech(account.settled_sample))

    def is_worth_a_last_commit(self, account: Account) -> bool:
        """Whether the uncommitted rest of a recording may hold speech."""
        turns = self._hearing.turns
        if account.has_turn_detection:
            return not self.are_commits_refused
        if turns is None or self._talk_key.is_used or self._by_hand_after(account.sent_sample):
            return True
        return turns.may_have_speech(account.settled_sample)

    def speech_start(self, account: Account) -> int | None:
        """Where the words begin that a commit now would seal, where the gate knows."""
        turns = self._hearing.turns
        if turns is None or account.has_turn_detection or self._talk_key.is_used:
            return None
        return turns.speech_start(account.settled_sample)

    def silent_until(self, account: Account) -> int | None:
        """Up to here nothing that was captured will ever have a text; None where this side cannot know."""
        if self._talk_key.is_used:
            if account.uncommitted_samples:
                return None
            return account.sent_sample - BEFORE_PRESS_SAMPLES - GRID_SAMPLES
        turns = self._hearing.turns
        if turns is not None and account.has_turn_detection:
            since_sample, chance_sample = (
                account.settled_sample + EDGE_SAMPLES,
                account.taken_in_sample - _CHANCE_SAMPLES,
            )
            quiet_sample = turns.speech.quiet_until(since_sample, chance_sample, turns.rated_sample)
            return min(quiet_sample - _BEFORE_WORD_SAMPLES, account.taken_in_sample)
        if turns is None or not self._policy.at_pauses:
            return None
        return min(turns.quiet_until(account.settled_sample), account.sent_sample - _BEFORE_HAND_SAMPLES)

    def is_quiet(self, account: Account, samples: int) -> bool:
        """Whether nothing was said in the last `samples` before what is sent next, as far as this side can tell."""
        turns = self._hearing.turns
        if turns is None or turns.heard_sample < account.sent_sample:
            return account.has_turn_detection or not account.uncommitted_samples
        return not turns.may_have_speech(account.sent_sample - samples)

    def keep_from(self, sample: int | None) -> None:
        """What lies behind `sample` may still be sent again, whatever `forget` says; None: nothing does."""
        self._kept_from_sample = sample

    def forget(self, before_sample: int) -> None:
        """Nothing before `before_sample` is sent again."""
        if self._kept_from_sample is not None:
            before_sample = min(before_sample, self._kept_from_sample)
        self._by_hand_samples = [at for at in self._by_hand_samples if at > before_sample]
        self._talk_key.forget(before_sample)
        self._gaps = [gap for gap in self._gaps if gap[1] > before_sample]
        if self._hearing.turns is not None:
            self._hearing.turns.forget(before_sample)

    @property
    def trailing_silence_ms(self) -> int:
        """The pause after the last word that a turn found here ends with."""
        is_heard = self._hearing.turns is not None and not self._talk_key.is_used and self._policy.at_pauses
        return self._policy.pause_ms if is_heard else 0

    def _hears(self, account: Account) -> bool:
        if not account.has_turn_detection:
            return not self._talk_key.is_used
        # A service that announces no speech may hear none: then only this side can tell non-stop speech from silence.
        is_deaf = account.speaking_since_sample is None and not account.announces_speech
        return is_deaf and self._is_too_long(account.uncommitted_samples + _BEFORE_CUT_SAMPLES)

    def _pass_over_gaps(self) -> None:
        for start_sample, end_sample in self._gaps:
            self._hearing.pass_over(start_sample, end_sample)

    def _is_automatic_end(self, account: Account) -> bool:
        turns = self._hearing.turns
        if account.has_turn_detection:
            return self._is_overdue(account)
        if turns is None or self._talk_key.is_used:
            return self._is_too_long(account.uncommitted_samples)
        return turns.has_ended(account.settled_sample, account.sent_sample)

    def _is_overdue(self, account: Account) -> bool:
        """Under the service's own turn detection: somebody has been speaking for too long."""
        since_sample = account.speaking_since_sample
        if since_sample is not None:
            return self._is_too_long(account.sent_sample - max(since_sample, account.settled_sample))
        turns = self._hearing.turns
        if turns is None or not self._hears(account):
            return False
        return turns.was_cut(account.settled_sample, account.sent_sample)

    def _is_too_long(self, samples: int) -> bool:
        latest_s = self._policy.latest_after_s
        if latest_s is None and self._hearing.is_missing:
            latest_s = _FALLBACK_LATEST_S
        return latest_s is not None and samples >= latest_s * SPOOL_SAMPLE_RATE_HZ

    def _asked_for(self, from_sample: int, end_sample: int) -> Stretch | None:
        for at in self._by_hand_samples:
            if at > from_sample:
                start_sample = max(from_sample, cut_before(at - _BEFORE_HAND_SAMPLES))
                return Stretch(start_sample, at) if start_sample < end_sample else None
        return None

    def _by_hand_after(self, sample: int) -> bool:
        return any(at > sample for at in self._by_hand_samples)
