"""RG310: two contact details in one value."""

import re
from collections.abc import Iterator

from reportgen.findings import At, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.models import Report
from reportgen.startup.patterns import lazy_pattern

_KEYS_BY_LABEL = {
    "telephone": "telephone", "tel": "telephone", "phone": "telephone", "mobile": "telephone", "mob": "telephone",
    "email": "email", "e-mail": "email", "website": "website", "web": "website", "address": "address",
    "lead member": "lead_member", "lead officer": "lead_officer",
}  # fmt: skip
_LABEL = lazy_pattern(
    r"(?<![\w@./-])(telephone|tel|phone|mobile|mob|e-?mail|website|web|address|lead member|lead officer)"
    r"(?: (?:no|number)\.?| address)?\s*:|(?<![\w@./-])(tel)\.? ?(?=\(?[0+])",
    re.IGNORECASE,
)
_EMAIL = lazy_pattern(r"(?<![^\s@:<>()])[^\s@:<>()]{1,64}@[^\s@:<>()]{1,255}\.\w+")


@rule("RG310", Severity.WARNING)
def fields_run_together(report: Report, context: Context) -> Iterator[Problem]:
    """One contact detail stands inside another, with its label or as an e-mail address: they ran together when copied.

    Faulty:

        contact: {address: "Civic Centre, Oldham, OL1 1UL Telephone: 0161 770 5691"}

    Right:

        contact: {address: "Civic Centre, Oldham, OL1 1UL", telephone: 0161 770 5691}
    """
    if not report.contact.given:
        return
    for at, line in _details(context):
        label, email = _LABEL.search(line), _EMAIL.search(line)
        if label:
            key = _key(label)
            part = (label.start(), len(line))
            hint = f"put it under `{key}`" if key != at[1] else "leave out the label"
            message = f"`{label[0].strip()}` is a label, and what follows belongs under `{key}`"
            if key == at[1]:
                part, message = label.span(), f"the label `{label[0].strip()}` is printed before this already"
            yield Problem(at, message, hint, part)
        elif email:
            yield Problem(at, f"`{email[0]}` is an e-mail address", "put it under `email`", email.span())


def has_label_of(key: str, context: Context) -> bool:
    """Whether the label of a contact detail stands inside another one."""
    return any(
        _key(label) == key != at[1] for at, line in _details(context) if (label := _LABEL.search(line))
    )


def _details(context: Context) -> Iterator[tuple[At, str]]:
    """Yield the contact details that may hold others."""
    for at, line in context.lines:
        if at[0] == "contact" and at[1] not in {"email", "other_emails"} and at[-1] != "url":
            yield at, line


def _key(label: re.Match[str]) -> str:
    return _KEYS_BY_LABEL[(label[1] or label[2]).lower()]
