"""RG302: the lead member is a council, and should be a person."""

import re
from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.registers.names import bare, key
from reportgen.schema.models import Report

_TITLED = re.compile(
    r"(?:Cllr|Councillor|Cyng|Y Cyng|Sir|Dame|Lord|Lady|Baroness|Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Mayor)\b"
)
_COUNCIL = re.compile(
    r"(?:The )?(?!.*\b(?:Leader|Chair|Deputy|Vice|Member|Mayor|Head|Officer|Executive)\b)[^,;:/()–—]*\b(?:Council|Authority)",
    re.IGNORECASE,
)
_WORDS_OF_A_NAME = 2


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
    if not name or member.title or _TITLED.match(name):
        return
    if _is_council(name, context):
        message = f"`{name}` is a council, but the lead member is a person"
        hint = f"write the councillor's name, as in `{{name: Cllr Jo Sample, authority: {name}}}`"
        yield Problem(("contact", "lead_member", "name"), message, hint)


def _is_council(name: str, context: Context) -> bool:
    """Whether a name is a council's: a short one by its title alone, else by the register, as `Bradford` is.

    Before a council's name may stand a person's; a person's name is not looked up, which takes long where nothing is found.
    """
    if _COUNCIL.fullmatch(name) and any(
        len(form.core.split()) <= _WORDS_OF_A_NAME for form in bare(key(name))
    ):
        return True
    looked_up = " " not in name or name.endswith(("Council", "Authority"))
    return bool(looked_up and context.registers.authorities.resolve(name, context.period_end).authority)
