import stat
from pathlib import Path

from transcriber.app.exchange import Exchange
from transcriber.realtime.secret import Secret
from transcriber.realtime.trace_file import TraceFile, read_trace
from transcriber.session.notices import Notice, ProtocolTraced


def one_request(exchange: Exchange) -> None:
    exchange.tracer.hide(Secret("sk-hidden-key-123"))
    exchange.tracer.rest_request(
        "POST",
        "https://host/v1/realtime/client_secrets",
        "/realtime/client_secrets",
        {},
        '{"note":"sk-hidden-key-123"}',
    )


def test_nothing_is_told_unless_somebody_watches() -> None:
    told: list[Notice] = []
    exchange = Exchange(told.append)

    one_request(exchange)
    exchange.watch(True, keeps_audio=False)
    one_request(exchange)
    exchange.watch(False, keeps_audio=False)
    one_request(exchange)

    [notice] = told
    assert isinstance(notice, ProtocolTraced)
    assert notice.entry.type == "POST /realtime/client_secrets"
    assert "sk-hidden" not in notice.entry.text


def test_a_trace_file_is_this_users_alone_and_holds_no_secret(tmp_path: Path) -> None:
    path = tmp_path / "trace.jsonl"
    exchange = Exchange(lambda notice: None)

    exchange.save_to(TraceFile.create(path), keeps_audio=False)
    one_request(exchange)
    exchange.close()
    one_request(exchange)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "sk-hidden" not in path.read_text(encoding="utf-8")
    assert len(read_trace(path).entries) == 1


def test_the_view_and_a_file_do_not_disturb_each_other(tmp_path: Path) -> None:
    told: list[Notice] = []
    exchange = Exchange(told.append)
    exchange.watch(True, keeps_audio=False)
    exchange.save_to(TraceFile.create(tmp_path / "trace.jsonl"), keeps_audio=True)

    one_request(exchange)
    exchange.watch(False, keeps_audio=False)
    one_request(exchange)
    exchange.close()

    assert len(told) == 1
    assert len(read_trace(tmp_path / "trace.jsonl").entries) == 2
