"""RG302: a lead member that is a council, not a person."""

import re
from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.registers.names import forms_without_title, name_key
from reportgen.schema.models import Report
from reportgen.schema.pasting import mapping_to_paste
from reportgen.startup.patterns import lazy_pattern

_TITLE = lazy_pattern(
    r"(?:Cllr|Councillor|Cyng|Y Cyng|Sir|Dame|Lord|Lady|Baroness|Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Mayor)\b"
)
_COUNCIL = lazy_pattern(
    r"(?:The )?(?!.*\b(?:Leader|Chair|Deputy|Vice|Member|Mayor|Head|Officer|Executive)\b)[^,;:/()–—]*\b(?:Council|Authority)",
    re.IGNORECASE,
)
_MAX_WORDS_OF_A_NAME = 2


@rule("RG302", Severity.ERROR)
def lead_member_not_a_person(report: Report, context: Context) -> Iterator[Problem]:
    """The lead member is given as a council or another body; the form asks for the councillor who leads the group.

    Faulty:

        contact: {lead_member: Suffolk County Council}

    Right:

        contact: {lead_member: {name: Cllr Jo Sample, authority: Suffolk County Council}}
    """
    member = report.contact.lead_member
    name = member.name
    if not name or member.title or _TITLE.match(name):
        return
    if _is_council(name, context):
        message = f"`{name}` is a council, but the lead member is a person"
        example = mapping_to_paste(name="Cllr Jo Sample", authority=name)
        hint = f"write the councillor's name, as in `{example}`"
        yield Problem(("contact", "lead_member", "name"), message, hint)


def _is_council(name: str, context: Context) -> bool:
    """Whether a name is a council's: by its title if it is short, else by the register, as `Bradford` is.

    A longer name with a title may begin with a person's. What looks like a person's name is not looked up.
    """
    if _COUNCIL.fullmatch(name) and any(
        len(form.core.split()) <= _MAX_WORDS_OF_A_NAME for form in forms_without_title(name_key(name))
    ):
        return True
    may_be_council = " " not in name or name.endswith(("Council", "Authority"))
    return bool(may_be_council and context.registers.authorities.resolve(name, context.period_end).authority)
