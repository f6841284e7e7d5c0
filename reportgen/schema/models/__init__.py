"""The dataset, version 1: every key it may hold, as models that the rest of the program reads.

What is left out is empty (`""`, `()`, an empty text), never None, so that nothing has to ask; only dates, counts and the period
can be None. Which keys must be given is noted here and checked by `checks`, so that one missing value hides no other fault.
"""

from reportgen.schema.models.activities import (
    PARTNER_KINDS,
    Activities,
    Consultation,
    Dealing,
    Event,
    Meeting,
    Partnership,
    Project,
)
from reportgen.schema.models.contact import Contact, Officer, Person, Website
from reportgen.schema.models.membership import MEMBER_KINDS, Breakdown, Member, MemberGroup, Membership
from reportgen.schema.models.priorities import Entry, Priorities, Themes
from reportgen.schema.models.publication import Finances, KeyFigure, Testimony
from reportgen.schema.models.report import FORMS, LANGUAGES, Foreword, Group, Report
from reportgen.schema.models.sections import Chart, FreeSection, Grid, InnermostSection, InnerSection, Picture

__all__ = [
    "FORMS", "LANGUAGES", "MEMBER_KINDS", "PARTNER_KINDS", "Activities", "Breakdown", "Chart", "Consultation",
    "Contact", "Dealing", "Entry", "Event", "Finances", "Foreword", "FreeSection", "Grid", "Group", "InnerSection",
    "InnermostSection", "KeyFigure", "Meeting", "Member", "MemberGroup", "Membership", "Officer", "Partnership",
    "Person", "Picture", "Priorities", "Project", "Report", "Testimony", "Themes", "Website",
]  # fmt: skip
