"""Whether a lost or refused connection is worth another attempt. Pure: counts, no clock."""

from transcriber.realtime.errors import RealtimeError, SecretExpired
from transcriber.sentence import said
from transcriber.session.service import ServiceError

_MOST_ATTEMPTS_IN_VAIN = 4
_MOST_REFUSED_SECRETS = 1
_MOST_FAILED_STARTS = 3
_MOST_SENT_AGAIN = 2


class Retries:
    """The patience of one recording. Session thread."""

    def __init__(self, *, is_secret_pasted: bool) -> None:
        """A secret that was pasted cannot be made anew: its first refusal is final."""
        self._is_secret_pasted = is_secret_pasted
        self._most_refused_secrets = 0 if is_secret_pasted else _MOST_REFUSED_SECRETS
        self._attempts_in_vain = 0
        self._watermark_at_failure_sample = 0
        self._refused_secrets = 0
        self._failed_starts = 0
        self._has_connected = False
        self._times_thrown_away = 0

    @property
    def has_lost_audio(self) -> bool:
        """The service threw audio away that was not sent again."""
        return self._times_thrown_away > _MOST_SENT_AGAIN

    def may_send_again(self) -> bool:
        """The service threw audio away unasked: whether it is worth a new connection; if not, that audio is lost."""
        self._times_thrown_away += 1
        return not self.has_lost_audio

    def connected(self) -> None:
        """A session came about."""
        self._refused_secrets = self._failed_starts = 0
        self._has_connected = True

    def may_start_again(self, error: ServiceError) -> bool:
        """An engine that has worked and was ended again while it started is not given up at once."""
        self._failed_starts += 1
        return self._has_connected and error.is_transient and self._failed_starts <= _MOST_FAILED_STARTS

    def is_final(self, error: RealtimeError, watermark_sample: int, *, is_live: bool) -> bool:
        """Whether trying again is useless.

        Args:
            error: What happened.
            watermark_sample: How far everything is done: what moves is worth going on with.
            is_live: Somebody is still speaking; what comes from a file, or is over, is not waited for without end.
        """
        if watermark_sample > self._watermark_at_failure_sample:
            self._attempts_in_vain = 0
        self._watermark_at_failure_sample = watermark_sample
        self._attempts_in_vain += not is_live
        self._refused_secrets += isinstance(error, SecretExpired)
        return (
            error.is_fatal
            or self._attempts_in_vain > _MOST_ATTEMPTS_IN_VAIN
            or self._refused_secrets > self._most_refused_secrets
        )

    def last_remedy(self, error: RealtimeError) -> str:
        """What a person can do about the error that ended it."""
        if isinstance(error, SecretExpired) and self._is_secret_pasted:
            return said("Paste a new client secret, or use the service's key.")
        return error.remedy if error.is_fatal else said("It was tried several times.")
