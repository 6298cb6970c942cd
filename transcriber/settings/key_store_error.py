"""What can go wrong with keys: one exception, told apart by its code. Pure."""


class KeyStoreError(Exception):
    """A key cannot be read or kept where it should be: `message` says why, `remedy` what a person can do.

    Never holds a key, and is raised without a cause: what a keyring says may hold one.
    """

    def __init__(self, code: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.remedy = remedy
