"""The two ways in which reading a file ends early."""

from reportgen.findings import Finding


class Unreadable(Exception):
    """A file that cannot be read at all; the message is one plain line that names it."""


class Refused(Exception):
    """A file whose content cannot be turned into values; the finding says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding
