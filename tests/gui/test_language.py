from transcriber.gui.language import tr


def test_without_a_translation_the_words_are_as_they_stand(qapp: object) -> None:
    assert tr("Saved as {name}").format(name="notes.txt") == "Saved as notes.txt"


def test_the_number_stands_in_the_words(qapp: object) -> None:
    assert tr("%n new", "", 3) == "3 new"
