"""The fault that makes a delivered file unreadable."""


class UnreadableFile(Exception):  # noqa: N818 - not an error shown to users, it becomes a finding
    """A file that cannot be read at all: rule id, what is wrong, what to do, and the line if it is known."""

    def __init__(self, regel: str, wat: str, herstel: str, line: int = 0) -> None:
        super().__init__(wat)
        self.regel, self.wat, self.herstel, self.line = regel, wat, herstel, line
