"""Words that reports have for the parts of the form, beside those of the layouts, in the form in which words are compared.

Several for one thing stand between bars.
"""

from collections.abc import Mapping

HEADINGS_AND_LABELS: Mapping[str, Mapping[str, str]] = {
    "en-GB": {
        "contact": "contact | contacts | contact information | sig contact details | who leads us",
        "membership": (
            "current membership | members | current members | list of members | member authorities | "
            "our members"
        ),
        "eligibility": "eligibility | who may join | eligibility for membership",
        "exception": "number of members | fewer than ten members",
        "aims": (
            "aim | terms of reference | aims and objectives | objectives | purpose | aim terms of reference"
        ),
        "priorities": "lga priorities",
        "themes": "business plan themes | themes",
        "activities": (
            "key activities | activities | outcomes of work undertaken | "
            "key activities and outcomes | key activities and outcomes of work undertaken | "
            "key activities outcomes"
        ),
        "projects": (
            "key projects | key projects workstreams | projects and workstreams | projects | "
            "workstreams | key workstreams"
        ),
        "events": "events | conferences | events and conferences",
        "partnerships": "partnerships | partnership working",
        "consultations": "consultations | consultation responses | responses to consultations",
        "meetings": "meetings held | meetings of the group",
        "government": (
            "dealings with government | dealings with government department | government departments"
        ),
        "forward_plan": (
            "forward plan | plans for next year | looking ahead | future plans | next steps | "
            "forward work plan"
        ),
        "contents": "contents | table of contents | list of contents",
        "sections": "anything else",
        "group_name": (
            "sig name | name of sig | name of group | group name | special interest group | "
            "name of special interest group"
        ),
        "period": "period | year | reporting year | reporting period | financial year",
        "lead_member": "lead member | chair | chairman | chairperson | lead councillor | chair lead member",
        "lead_officer": "lead officer | officer | contact officer",
        "email": "email | e mail | email address | e mail address",
        "address": "address | postal address",
        "telephone": "telephone | tel | phone | telephone number | phone number | tel no | telephone no",
        "website": "website | web site | web | website address | url",
    },
    "cy-GB": {
        "contact": "pwy sy n ein harwain",
        "eligibility": "cymhwysedd | pwy all ymuno",
        "aims": "cylch gorchwyl | amcanion",
        "sections": "unrhyw beth arall",
        "period": "cyfnod | blwyddyn",
        "lead_member": "cadeirydd",
    },
}
"""Headings of parts and labels of contact details, by the names that layouts have for their words."""

COLUMNS: Mapping[str, Mapping[str, str]] = {
    "en-GB": {
        "title": (
            "title | name | project | event | priority | theme | partner | consultation | who | "
            "what it is called | organisation | heading"
        ),
        "date": "date | dates | when",
        "place": "place | where | venue | location",
        "text": (
            "text | what was done | what happened | what we did together | what was said | "
            "what it was about | what they were about | details | description | "
            "what your work does for it | outcome | outcomes | summary | what is said under it"
        ),
        "label": "kind of member",
        "name": "list of members",
        "members": "its members",
        "speakers": "speakers | who spoke",
        "partners": "partners | held with",
        "departments": "departments | government departments",
        "kind": "kind | type | which meetings | meeting | kind of body | kind of dealing",
        "count": "how many | number | number held | count",
        "to": "to | who asked | department asking",
        "frequency": "how often | frequency",
        "department": "department | which department | government department",
    },
    "cy-GB": {
        "title": (
            "teitl | pennawd | enw | prosiect | digwyddiad | blaenoriaeth | thema | partner | ymgynghoriad | pwy"
        ),
        "date": "dyddiad | dyddiadau | pryd",
        "place": "lle | ble | lleoliad",
        "text": (
            "testun | beth a wnaed | beth ddigwyddodd | beth a wnaethom gyda n gilydd | "
            "beth a ddywedwyd | beth a ddywedir o dano | am beth yr oedd | manylion | beth mae ch gwaith yn ei wneud drosti"
        ),
        "label": "math o aelod",
        "name": "rhestr o aelodau",
        "members": "ei haelodau",
        "speakers": "siaradwyr",
        "partners": "partneriaid",
        "departments": "adrannau",
        "kind": "math | pa gyfarfodydd | math o gorff | math o ymwneud",
        "count": "faint | nifer",
        "to": "at | pwy ofynnodd",
        "frequency": "pa mor aml | amlder",
        "department": "adran | pa adran",
    },
}
"""Heads of the columns of tables of activities, by the fields of an entry."""

TITLES = (
    "lga special interest group annual report to lga leadership board",
    "lga special interest groups annual report to lga leadership board",
    "special interest group annual report",
    "special interest group annual report to lga leadership board",
    "special interest group annual report to the lga board",
)
"""Titles of reports of all years, beside those of the layouts."""


def alternatives(words: str) -> tuple[str, ...]:
    """Returns words that stand between bars."""
    return tuple(words.split(" | "))
