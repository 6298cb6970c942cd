from transcriber.app.retranscription import Retranscriptions
from transcriber.app.wanted_audio import Whole
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.session.notices import Notice, RetranscriptionChanged, RetranscriptionState
from transcriber.settings.profiles import LOCAL


def test_a_job_waits_until_it_is_its_turn() -> None:
    told: list[Notice] = []

    Retranscriptions(told.append).add("one", Whole(), LOCAL, SessionConfiguration())

    assert told == [RetranscriptionChanged("one", RetranscriptionState.WAITING)]
