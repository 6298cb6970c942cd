"""What goes wrong around audio through no fault of the program, sorted by what a person can do. Pure."""


class AudioError(Exception):
    """An environment fault: a stable slug, one plain sentence, and what a person can do about it.

    AudioError
    ├── InputError    a microphone or a file (`transcriber.audio.inputs`)
    └── SpoolError    the recording on disk (`transcriber.audio.spool`)
    """

    def __init__(self, code: str, message: str, remedy: str = "") -> None:
        super().__init__(code, message, remedy)
        self.code = code
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".rstrip()
