"""The Word form: what is typed into it comes back exactly, and what is left grey is left out."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from reportgen.form import make_form
from reportgen.form.prompts import HEADS, PROMPTS
from reportgen.importer.readers import word
from reportgen.importer.recognition import recognise
from reportgen.importer.words import form_words, key
from reportgen.pipeline import check
from reportgen.schema.models import FORMS, LANGUAGES
from reportgen.verify import examine
from tests.cli.running import invoke
from tests.importer.filling import filled, with_rows
from tests.writers.libreoffice import saved_by_libreoffice

TYPED = {
    "group.name": "Key Cities", "period": "2024/25",
    "foreword.text": ["A good year.", "Thank you all."], "foreword.author": "Cllr John Merry",
    "contact.lead_member": "Cllr John Merry, Chair", "contact.deputies": ["Cllr Ann Example", "Cllr Bo Sample"],
    "contact.vice_chairs": ["Cllr Jo Dee", "Cllr Vic Eff"],
    "contact.lead_officer": "Jon Stancombe", "contact.email": "jon@example.org",
    "contact.address": "Civic Centre, Chorley Road, Salford, M27 5FJ", "contact.telephone": "0161 770 5691",
    "contact.website": "https://keycities.example",
    "membership.introduction": "Our membership consists of 5 councils.",
    "membership.members": ["Bradford", "Salford (Lead authority, joined May 2024)", "Wrexham (corporate)"],
    "breakdown.label": "District councils", "breakdown.count": "5",
    "groups.name": "Associate members", "groups.members": ["Hull (joined May 2024)", "Preston"],
    "membership.eligibility": "Mid-sized cities may join.", "membership.exception": "The Board agreed to three members.",
    "aims": ["We speak for cities.", "We share what works."],
    "priorities.introduction": "Our work serves these priorities.",
    "priorities.title": "One voice", "priorities.text": ["We speak.", "We are heard."],
    "themes.title": "Putting people first", "themes.text": "We ask for fair funding.",
    "activities.introduction": "This was a busy year.",
    "projects.title": "Skills report", "projects.date": "October 2024", "projects.text": ["We launched it.", "It was read."],
    "projects.departments": "Department for Education",
    "events.title": "Spring conference", "events.date": "21 May 2024", "events.place": "Leeds", "events.text": "We met.",
    "events.speakers": "Cllr John Merry, Cllr Ann Example",
    "partnerships.title": "Arts Council England", "partnerships.kind": "public body", "partnerships.text": "We plan culture.",
    "consultations.title": "Local audit reform", "consultations.to": "Department for Education",
    "consultations.date": "15 January 2025", "consultations.text": "We agreed.",
    "meetings.kind": "Plenary", "meetings.count": "2", "meetings.date": "14 June 2024, 20 September 2024",
    "meetings.text": "Members met.",
    "government.department": "Department for Education", "government.kind": "Stakeholder group",
    "government.frequency": "every two months", "government.date": "February 2025", "government.text": "We advised on skills.",
    "sections.title": "Finance", "sections.text": ["Subscriptions pay for it.", "There are no debts."],
    "activities.forward_plan": "We will publish a report on housing.",
}  # fmt: skip
READ: dict[str, Any] = {
    "schema": "1",
    "form": "2024",
    "language": "en-GB",
    "group": {"name": "Key Cities"},
    "period": "2024/25",
    "foreword": {"author": "Cllr John Merry", "text": "A good year.\n\nThank you all.\n"},
    "contact": {
        "lead_member": "Cllr John Merry, Chair",
        "deputies": ["Cllr Ann Example", "Cllr Bo Sample"],
        "vice_chairs": ["Cllr Jo Dee", "Cllr Vic Eff"],
        "lead_officer": "Jon Stancombe",
        "email": "jon@example.org",
        "address": "Civic Centre, Chorley Road, Salford, M27 5FJ",
        "telephone": "0161 770 5691",
        "website": "https://keycities.example",
    },
    "membership": {
        "introduction": "Our membership consists of 5 councils.\n",
        "declared": "5",
        "breakdown": [{"label": "District councils", "count": "5"}],
        "members": [
            "Bradford",
            {"name": "Salford", "role": "Lead authority", "joined": "2024-05"},
            {"name": "Wrexham", "kind": "corporate"},
        ],
        "groups": [
            {"name": "Associate members", "members": [{"name": "Hull", "joined": "2024-05"}, "Preston"]}
        ],
        "eligibility": "Mid-sized cities may join.\n",
        "exception": "The Board agreed to three members.\n",
    },
    "aims": "We speak for cities.\n\nWe share what works.\n",
    "priorities": {
        "introduction": "Our work serves these priorities.\n",
        "entries": [{"title": "One voice", "text": "We speak.\n\nWe are heard.\n"}],
    },
    "themes": {"entries": [{"title": "Putting people first", "text": "We ask for fair funding.\n"}]},
    "activities": {
        "introduction": "This was a busy year.\n",
        "projects": [
            {
                "title": "Skills report",
                "date": "2024-10",
                "text": "We launched it.\n\nIt was read.\n",
                "departments": "Department for Education",
            }
        ],
        "events": [
            {
                "title": "Spring conference",
                "date": "2024-05-21",
                "place": "Leeds",
                "speakers": "Cllr John Merry, Cllr Ann Example",
                "text": "We met.\n",
            }
        ],
        "partnerships": [
            {"title": "Arts Council England", "kind": "public body", "text": "We plan culture.\n"}
        ],
        "consultations": [
            {
                "title": "Local audit reform",
                "to": "Department for Education",
                "date": "2025-01-15",
                "text": "We agreed.\n",
            }
        ],
        "meetings": [
            {"kind": "Plenary", "count": "2", "dates": ["2024-06-14", "2024-09-20"], "text": "Members met.\n"}
        ],
        "forward_plan": "We will publish a report on housing.\n",
    },
    "government": [
        {
            "department": "Department for Education",
            "kind": "Stakeholder group",
            "frequency": "every two months",
            "date": "2025-02",
            "text": "We advised on skills.\n",
        }
    ],
    "sections": [{"title": "Finance", "text": "Subscriptions pay for it.\n\nThere are no debts.\n"}],
}


def values(content: bytes) -> dict[str, Any]:
    draft = recognise(word.read(content))
    return draft.values


def test_what_is_typed_comes_back_exactly() -> None:
    draft = recognise(word.read(filled(make_form("2024", "en-GB"), TYPED)))
    assert draft.values == READ
    assert draft.notes == []


@pytest.mark.libreoffice
def test_what_is_typed_comes_back_when_libreoffice_has_saved_it(tmp_path: Path) -> None:
    content = saved_by_libreoffice(filled(make_form("2024", "en-GB"), TYPED), tmp_path)
    assert values(content) == READ


@pytest.mark.libreoffice
def test_what_stays_grey_is_left_out_when_libreoffice_has_saved_it(tmp_path: Path) -> None:
    content = saved_by_libreoffice(filled(make_form("2024", "en-GB"), {"aims": "We speak."}), tmp_path)
    assert values(content) == {
        "schema": "1", "form": "2024", "language": "en-GB", "group": {}, "contact": {}, "membership": {}, "aims": "We speak.\n",
    }  # fmt: skip


def test_the_command_makes_a_valid_dataset_of_it(tmp_path: Path) -> None:
    form, dataset = tmp_path / "form.docx", tmp_path / "report.yaml"
    assert invoke("form", "-o", form).exit_code == 0
    form.write_bytes(filled(form.read_bytes(), TYPED))
    assert invoke("new", dataset, "--from", form).exit_code == 0
    assert not [finding for finding in check(dataset).findings if finding.severity == "error"]
    assert invoke("build", dataset, "--to", "docx").exit_code == 0


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_an_empty_form_says_nothing(form: str, language: str) -> None:
    draft = recognise(word.read(make_form(form, language)))
    kept = {key: value for key, value in draft.values.items() if value}
    assert kept == {"schema": "1", "form": form, "language": language}
    assert {note.message.partition(";")[0] for note in draft.notes} == {
        "the file does not say the group's name",
        "the file does not say its period",
    }


def test_prompts_whose_controls_are_lost_say_nothing() -> None:
    """Some programs keep the words of a control and lose the control."""
    import docx

    document = docx.Document()
    document.add_heading("Special Interest Group annual report to LGA Board", 0)
    document.add_heading("Aims", 1)
    document.add_paragraph(PROMPTS["en-GB"]["aims"])
    stream = io.BytesIO()
    document.save(stream)
    assert "aims" not in values(stream.getvalue())


def test_rows_that_are_added_are_entries() -> None:
    rows = [
        ["Housing report", "March 2025", "We wrote it.", ""],
        ["Map", "", "We drew it.", "DfE"],
        ["Plan", "2025", "", ""],
    ]
    projects = values(with_rows(make_form("2024", "en-GB"), "Project", rows))["activities"]["projects"]
    assert projects == [
        {"title": "Housing report", "date": "2025-03", "text": "We wrote it.\n"},
        {"title": "Map", "text": "We drew it.\n", "departments": "DfE"},
        {"title": "Plan", "date": "2025"},
    ]


def test_further_rows_are_groups_counts_and_sections() -> None:
    form = make_form("2023", "en-GB")
    form = with_rows(form, "List of members", [["Partners", "Hull, Preston (affiliate)"]])
    form = with_rows(form, "Kind of member", [["County councils", "2"], ["Unitary councils", "3"]])
    read = values(with_rows(form, "Heading", [["Finance", "Money."], ["Thanks", ""]]))
    assert read["membership"] == {
        "breakdown": [
            {"label": "County councils", "count": "2"},
            {"label": "Unitary councils", "count": "3"},
        ],
        "groups": [{"name": "Partners", "members": ["Hull", {"name": "Preston", "kind": "affiliate"}]}],
    }
    assert read["sections"] == [{"title": "Finance", "text": "Money.\n"}, {"title": "Thanks"}]


def test_no_dealings_can_be_said() -> None:
    content = filled(make_form("2024", "en-GB"), {"government.department": "None"})
    assert values(content)["government"] == "none"


def test_the_welsh_form_comes_back_in_welsh() -> None:
    typed = {
        "contact.lead_member": "Y Cyng. Siân Pŵer", "membership.members": ["Caerdydd (cyswllt)"], "projects.title": "Sgiliau",
        "projects.date": "Mai 2024", "meetings.kind": "Cyfarfod llawn", "meetings.count": "2", "government.department": "dim",
    }  # fmt: skip
    read = values(filled(make_form("2024", "cy-GB"), typed))
    assert read["language"] == "cy-GB"
    assert read["contact"] == {"lead_member": "Y Cyng. Siân Pŵer"}
    assert read["membership"] == {"members": [{"name": "Caerdydd", "kind": "associate"}]}
    assert read["activities"] == {
        "projects": [{"title": "Sgiliau", "date": "2024-05"}],
        "meetings": [{"kind": "Cyfarfod llawn", "count": "2"}],
    }
    assert read["government"] == "none"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_controls_stand_inside_lines(form: str, language: str) -> None:
    """LibreOffice crosses the tags of a control around paragraphs with those of tracked changes."""
    with zipfile.ZipFile(io.BytesIO(make_form(form, language))) as package:
        body = package.read("word/document.xml").decode()
    assert body.count("<w:sdt>") > 25
    assert "<w:sdtContent><w:p>" not in body
    assert "<w:sdt><w:sdtPr>" in body
    assert body.count("<w:temporary/><w:showingPlcHdr/>") == body.count("<w:sdt>")


@pytest.mark.parametrize("form", FORMS)
def test_the_form_is_sound(form: str, tmp_path: Path) -> None:
    """As verify looks at Word files, by our own checks and by openxml-audit."""
    path = tmp_path / "form.docx"
    path.write_bytes(make_form(form, "en-GB"))
    results = {result.check: result.problems for result in examine(path).results}
    assert {"structure", "open-xml", "links"} <= results.keys()
    assert not any(results.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_head_of_a_column_is_understood(language: str) -> None:
    columns = form_words().columns
    for heads in HEADS[language].values():
        for field, head in heads.items():
            assert columns[key(head)] in {field, "title"}, head


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_prompt_is_the_head_of_a_column(language: str) -> None:
    """What says the words of a prompt counts as not typed."""
    heads = {head for part in HEADS[language].values() for head in part.values()}
    assert heads.isdisjoint(PROMPTS[language].values())
    assert PROMPTS[language].keys() == PROMPTS["en-GB"].keys()


def test_a_form_that_is_there_is_not_replaced(tmp_path: Path) -> None:
    form = tmp_path / "form.docx"
    form.write_text("mine")
    result = invoke("form", "-o", form)
    assert (result.exit_code, form.read_text()) == (2, "mine")
    assert result.stderr == f"reportgen: {form}: is there already, and is not replaced; choose another name\n"


def test_the_form_is_the_same_each_time() -> None:
    assert make_form("2024", "en-GB") == make_form("2024", "en-GB")
