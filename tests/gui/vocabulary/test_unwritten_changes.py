import threading

from transcriber.gui.vocabulary.unwritten_changes import UnwrittenChanges


def test_the_end_waits_for_each_of_them_and_not_for_ever() -> None:
    unwritten = UnwrittenChanges()
    assert unwritten.wait(0.0)
    unwritten.begin()
    unwritten.begin()
    unwritten.end()
    assert not unwritten.wait(0.01)
    writer = threading.Timer(0.05, unwritten.end)
    writer.start()
    assert unwritten.wait(5.0)
    writer.join()
