"""RG302: a lead member, or another who leads the group, that is a council and not a person."""

import re
from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.registers.names import forms_without_title, name_key
from reportgen.schema.models import Officer, Person, Report
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
_LEADERS = {
    "lead_member": "the lead member",
    "deputies": "a deputy",
    "vice_chairs": "a vice chair",
    "lead_officer": "the lead officer",
    "other_lead_officers": "a lead officer",
}
"""Who leads a group, by the keys of `contact`, as messages name them."""


@rule("RG302", Severity.ERROR)
def lead_member_not_a_person(report: Report, context: Context) -> Iterator[Problem]:
    """The lead member is given as a council or another body; the form asks for the councillor who leads the group.

    Deputies, vice chairs and lead officers are people, too.

    Faulty:

        contact: {lead_member: Suffolk County Council}

    Right:

        contact: {lead_member: {name: Cllr Jo Sample, authority: Suffolk County Council}}
    """
    if not report.contact.given:
        return
    for at, person in context.parts:
        leader = _LEADERS.get(str(at[1])) if len(at) > 1 and at[0] == "contact" else None
        if not leader or not isinstance(person, Person | Officer) or not person.name:
            continue
        is_officer = isinstance(person, Officer)
        name, title = person.name, "" if isinstance(person, Officer) else person.title
        if not title and not _TITLE.match(name) and _is_council(name, context):
            example = mapping_to_paste(name="Jo Sample" if is_officer else "Cllr Jo Sample", authority=name)
            hint = f"write the {'officer' if is_officer else 'councillor'}'s name, as in `{example}`"
            yield Problem((*at, "name"), f"`{name}` is a council, but {leader} is a person", hint)


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
