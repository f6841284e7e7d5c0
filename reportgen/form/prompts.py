"""What the Word form says where something is to be typed, by the paths of the values, and the heads of its tables."""

from collections.abc import Mapping

PROMPTS: Mapping[str, Mapping[str, str]] = {
    "en-GB": {
        "help": (
            "Type over the grey words; they go as you type. What stays grey is left out of the report. In tables, the Tab key"
            " in the last cell adds a row; in lists, Enter adds an entry. Leave the headings as they are. When you are done, save"
            " the file and have a dataset made of it: reportgen new report.yaml --from form.docx"
        ),
        "group.name": "Name of the group",
        "period": "Financial year, as in 2024/25",
        "foreword.text": "A few words before the report, if you like",
        "foreword.author": "Who says them",
        "contact.lead_member": "Title and name of the councillor who leads the group",
        "contact.deputies": "Deputies of the lead member, each on a line",
        "contact.vice_chairs": "Vice chairs of the group, each on a line",
        "contact.lead_officer": "Name of the officer who writes the report",
        "contact.email": "Address for questions about the report",
        "contact.address": "Street, town and postcode",
        "contact.telephone": "Number with its area code",
        "contact.website": "Address of the group's website",
        "membership.introduction": "What the group is, and how many members it has",
        "membership.members": "A member, with what belongs to it in brackets: (associate) or (Lead authority, joined May 2024)",
        "breakdown.label": "A kind of member, as in District councils, if you count them",
        "breakdown.count": "Their number",
        "groups.name": "Name of a further list, as in Associate members, if there is one",
        "groups.members": "Members of that list, each on a line",
        "membership.eligibility": "Who may join",
        "membership.exception": "Why there are fewer than ten full members, if so",
        "aims": "What the group is for. Write as many paragraphs as you need",
        "priorities.introduction": "How the group's work serves the priorities of the LGA",
        "priorities.title": "A priority of the LGA's business plan",
        "priorities.text": "What the group's work does for it. Write as much as you need, in several paragraphs if you like",
        "themes.title": "A theme of the LGA's business plan",
        "themes.text": "What the group's work does for it. Write as much as you need, in several paragraphs if you like",
        "activities.introduction": "What is to be said about the year as a whole",
        "projects.title": "Name of the project or publication",
        "projects.date": "Month and year",
        "projects.text": "What was done and what came of it. Write as much as you need, in several paragraphs if you like",
        "projects.departments": "Departments it was done with",
        "events.title": "Name of the conference or event",
        "events.date": "Day, month and year",
        "events.place": "Town or building",
        "events.text": "What happened. Write as much as you need, in several paragraphs",
        "events.speakers": "Names of those who spoke",
        "partnerships.title": "Body you work with",
        "partnerships.kind": "What it is, as in public body or charity",
        "partnerships.text": "What you do together. Write as much as you need, in several paragraphs if you like",
        "consultations.title": "Name of the consultation",
        "consultations.to": "Department or body that asked",
        "consultations.date": "Day, month and year",
        "consultations.text": "What the group said. Write as much as you need, in several paragraphs",
        "meetings.kind": "Which meetings, as in Plenary",
        "meetings.count": "How many were held",
        "meetings.date": "Days, as in 14 June 2023, 20 September 2023",
        "meetings.text": "What they were about, if you like",
        "government.department": "Name of the department; or none if there were no dealings",
        "government.kind": "What kind, as in Stakeholder group",
        "government.frequency": "As in every two months",
        "government.date": "Month and year",
        "government.text": "What it was about and what came of it",
        "activities.forward_plan": "What the group plans for next year",
        "sections.title": "Heading of a part that the form does not have, if you need one",
        "sections.text": "What you say under that heading. Write as much as you need, in several paragraphs if you like",
    },
    "cy-GB": {
        "help": (
            "Teipiwch dros y geiriau llwyd; maen nhw'n mynd wrth i chi deipio. Mae'r hyn sy'n aros yn llwyd yn cael ei"
            " adael allan. Mewn tablau, mae'r allwedd Tab yn y gell olaf yn ychwanegu rhes; mewn rhestrau, mae"
            " Enter yn ychwanegu cofnod. Gadewch y penawdau fel y maen nhw. Wedyn cadwch"
            " y ffeil: reportgen new report.yaml --from form.docx"
        ),
        "group.name": "Enw'r grŵp",
        "period": "Blwyddyn ariannol, fel 2024/25",
        "foreword.text": "Ychydig eiriau cyn yr adroddiad, os dymunwch",
        "foreword.author": "Pwy sy'n eu dweud",
        "contact.lead_member": "Teitl ac enw'r cynghorydd sy'n arwain y grŵp",
        "contact.deputies": "Dirprwyon yr aelod arweiniol, pob un ar linell",
        "contact.vice_chairs": "Is-gadeiryddion y grŵp, pob un ar linell",
        "contact.lead_officer": "Enw'r swyddog sy'n ysgrifennu'r adroddiad",
        "contact.email": "Cyfeiriad ar gyfer cwestiynau am yr adroddiad",
        "contact.address": "Stryd, tref a chod post",
        "contact.telephone": "Rhif gyda'i god ardal",
        "contact.website": "Cyfeiriad gwefan y grŵp",
        "membership.introduction": "Beth yw'r grŵp, a faint o aelodau sydd ganddo",
        "membership.members": "Aelod, gyda'r hyn sy'n perthyn iddo mewn cromfachau: (cyswllt) neu (ymunodd Mai 2024)",
        "breakdown.label": "Math o aelod, fel Cynghorau dosbarth, os ydych yn eu cyfrif",
        "breakdown.count": "Eu nifer",
        "groups.name": "Enw rhestr arall, fel Aelodau cyswllt, os oes un",
        "groups.members": "Aelodau'r rhestr honno, pob un ar linell",
        "membership.eligibility": "Pwy all ymuno",
        "membership.exception": "Pam mae llai na deg aelod llawn, os felly",
        "aims": "Beth yw diben y grŵp. Ysgrifennwch gynifer o baragraffau ag sydd eu hangen",
        "priorities.introduction": "Sut mae gwaith y grŵp yn gwasanaethu blaenoriaethau'r CLlL",
        "priorities.title": "Blaenoriaeth yng nghynllun busnes y CLlL",
        "priorities.text": "Beth mae gwaith y grŵp yn ei wneud drosti. Ysgrifennwch gymaint ag sydd ei angen",
        "themes.title": "Thema yng nghynllun busnes y CLlL",
        "themes.text": "Beth mae gwaith y grŵp yn ei wneud drosti. Ysgrifennwch gymaint ag sydd ei angen, mewn sawl paragraff",
        "activities.introduction": "Beth sydd i'w ddweud am y flwyddyn gyfan",
        "projects.title": "Enw'r prosiect neu'r cyhoeddiad",
        "projects.date": "Mis a blwyddyn",
        "projects.text": "Beth a wnaed a beth ddaeth ohono. Ysgrifennwch gymaint ag sydd ei angen, mewn sawl paragraff",
        "projects.departments": "Adrannau y gwnaed ef gyda nhw",
        "events.title": "Enw'r gynhadledd neu'r digwyddiad",
        "events.date": "Diwrnod, mis a blwyddyn",
        "events.place": "Tref neu adeilad",
        "events.text": "Beth ddigwyddodd. Ysgrifennwch gymaint ag sydd ei angen",
        "events.speakers": "Enwau'r rhai a siaradodd",
        "partnerships.title": "Corff yr ydych yn gweithio gydag ef",
        "partnerships.kind": "Beth ydyw, fel corff cyhoeddus neu elusen",
        "partnerships.text": "Beth yr ydych yn ei wneud gyda'ch gilydd. Ysgrifennwch gymaint ag sydd ei angen",
        "consultations.title": "Enw'r ymgynghoriad",
        "consultations.to": "Yr adran neu'r corff a ofynnodd",
        "consultations.date": "Diwrnod, mis a blwyddyn",
        "consultations.text": "Beth ddywedodd y grŵp. Ysgrifennwch gymaint ag sydd ei angen",
        "meetings.kind": "Pa rai, fel Cyfarfod llawn",
        "meetings.count": "Faint a gynhaliwyd",
        "meetings.date": "Diwrnodau, fel 14 Mehefin 2023, 20 Medi 2023",
        "meetings.text": "Am beth yr oeddent, os dymunwch",
        "government.department": "Enw'r adran; neu dim os na fu unrhyw ymwneud",
        "government.kind": "Pa fath, fel Grŵp rhanddeiliaid",
        "government.frequency": "Fel bob deufis",
        "government.date": "Mis a blwyddyn",
        "government.text": "Am beth yr oedd a beth ddaeth ohono",
        "activities.forward_plan": "Beth mae'r grŵp yn ei gynllunio ar gyfer y flwyddyn nesaf",
        "sections.title": "Pennawd rhan nad yw'r ffurflen yn ei chynnwys, os oes angen un",
        "sections.text": "Yr hyn yr ydych yn ei ddweud o dan y pennawd hwnnw, mewn sawl paragraff os dymunwch",
    },
}

HEADS: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "en-GB": {
        "breakdown": {"label": "Kind of member", "count": "How many"},
        "groups": {"name": "List of members", "members": "Its members"},
        "sections": {"title": "Heading", "text": "What is said under it"},
        "priorities": {"title": "Priority", "text": "What your work does for it"},
        "themes": {"title": "Theme", "text": "What your work does for it"},
        "projects": {"title": "Project", "date": "When", "text": "What was done", "departments": "Departments"},
        "events": {"title": "Event", "date": "When", "place": "Where", "text": "What happened", "speakers": "Speakers"},
        "partnerships": {"title": "Partner", "kind": "Kind of body", "text": "What we did together"},
        "consultations": {"title": "Consultation", "to": "Who asked", "date": "When", "text": "What was said"},
        "meetings": {"kind": "Meeting", "count": "Number", "date": "Dates", "text": "What they were about"},
        "government": {
            "department": "Department", "kind": "Kind of dealing", "frequency": "How often", "date": "When",
            "text": "What it was about",
        },
    },
    "cy-GB": {
        "breakdown": {"label": "Math o aelod", "count": "Faint"},
        "groups": {"name": "Rhestr o aelodau", "members": "Ei haelodau"},
        "sections": {"title": "Pennawd", "text": "Beth a ddywedir o dano"},
        "priorities": {"title": "Blaenoriaeth", "text": "Beth mae'ch gwaith yn ei wneud drosti"},
        "themes": {"title": "Thema", "text": "Beth mae'ch gwaith yn ei wneud drosti"},
        "projects": {"title": "Prosiect", "date": "Pryd", "text": "Beth a wnaed", "departments": "Adrannau"},
        "events": {"title": "Digwyddiad", "date": "Pryd", "place": "Ble", "text": "Beth ddigwyddodd", "speakers": "Siaradwyr"},
        "partnerships": {"title": "Partner", "kind": "Math o gorff", "text": "Beth a wnaethom gyda'n gilydd"},
        "consultations": {"title": "Teitl", "to": "Pwy ofynnodd", "date": "Pryd", "text": "Beth a ddywedwyd"},
        "meetings": {"kind": "Pa gyfarfodydd", "count": "Nifer", "date": "Dyddiadau", "text": "Am beth yr oedd"},
        "government": {
            "department": "Adran", "kind": "Math o ymwneud", "frequency": "Pa mor aml", "date": "Pryd", "text": "Am beth yr oedd",
        },
    },
}  # fmt: skip
"""The heads of the columns of tables with an entry in each row, by the parts and the fields of an entry."""

OWN_SECTIONS = {"en-GB": "Anything else", "cy-GB": "Unrhyw beth arall"}
"""The heading of what the form has no part for."""

ELIGIBILITY = {"en-GB": "Eligibility", "cy-GB": "Cymhwysedd"}
"""The heading over who may join, which a report sets without one."""


def all_prompts() -> frozenset[str]:
    """Returns all that the form says where something is to be typed."""
    return frozenset(prompt for prompts in PROMPTS.values() for prompt in prompts.values())
