"""Says where the form shows a finding about something that is not there: at the place where it can be filled in."""

from collections.abc import Mapping

from reportgen.findings import At, Finding

_PLACES: Mapping[str, At] = {
    "RG307": ("contact", "telephone"),
    "RG317": ("contact", "lead_member"),
    "RG706": ("priorities",),
    "RG801": ("government",),
}
"""What these rules miss. A file has no line for it, so that they point to one that is there."""


def place_in_the_form(finding: Finding) -> At | None:
    """Returns the path of the field at which a finding is shown; None for one about the whole file."""
    return _PLACES.get(finding.code.id) or finding.problem.at or None
