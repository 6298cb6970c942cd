from transcriber.app.local_fallback import fitted_to_engine, local_fallback
from transcriber.engine.process import EngineProcess
from transcriber.realtime.configuration import ServerVad, SessionConfiguration
from transcriber.realtime.models import LOCAL_MODEL


def test_what_the_engine_cannot_do_is_not_asked_of_it() -> None:
    asked = SessionConfiguration(
        model="gpt-live-transcribe", prompt="Names.", language="de", turn_detection=ServerVad(silence_duration_ms=700)
    )

    fitted = fitted_to_engine(asked)

    assert (fitted.model, fitted.prompt) == (LOCAL_MODEL, None)
    assert fitted.turn_detection == ServerVad(silence_duration_ms=700)


def test_the_engine_is_not_started_before_it_is_needed() -> None:
    fallback = local_fallback(EngineProcess())

    assert fallback.service.is_local
    assert fallback.model.is_local
    assert fallback.profile_name == "local"
