"""The table of members and their councillors gives the members that are listed elsewhere their councillors."""

from typing import Any

import pytest

from reportgen.importer.draft import Draft
from reportgen.importer.readers import html
from reportgen.importer.readers.cleaning import clean
from reportgen.importer.recognition import recognise

LIST = "<ul><li>Bradford</li><li>Exeter</li><li>Hull (left 2023)</li><li>Hull</li></ul>"
FURTHER = "<h2>Aims</h2><p>We speak.</p>"


def draft_of(members: str, heading: str, heads: tuple[str, str], *rows: tuple[str, str]) -> Draft:
    """What is made of a page with a list of members, and below a heading the table."""
    cells = "".join(f"<tr><td>{first}</td><td>{second}</td></tr>" for first, second in (heads, *rows))
    page = f"""<html><body><h1>Special Interest Group annual report to LGA Board</h1><p>Name of SIG: Harbours Group</p>
<p>Period: 2023/24</p><h2>Membership</h2>{members}{heading}<table>{cells}</table>{FURTHER}</body></html>"""
    return recognise(clean(html.read(page.encode())))


def lead(name: str, person: str) -> dict[str, Any]:
    return {"name": name, "lead_member": person}


@pytest.mark.parametrize("heads", [("Member", "Lead member"), ("Aelod", "Aelod Arweiniol:")])
@pytest.mark.parametrize("heading", ["", "<h3>Lead members</h3>", "<h2>Our councillors</h2>"])
def test_members_get_their_councillors(heading: str, heads: tuple[str, str]) -> None:
    rows = (("Bradford", "Cllr A One"), ("Exeter City Council", "Cllr B Two"), ("Hull", "Cllr C Three"))
    draft = draft_of(LIST, heading, heads, *rows)
    assert draft.values["membership"] == {
        "members": [
            lead("Bradford", "Cllr A One"),
            lead("Exeter", "Cllr B Two"),
            {"name": "Hull", "left": "2023"},
            lead("Hull", "Cllr C Three"),
        ]
    }
    assert "sections" not in draft.values
    assert draft.values["aims"] == "We speak.\n"


def test_rows_of_others_are_a_section_that_is_told() -> None:
    rows = (("Bradford", "Cllr A One"), ("Exeter", ""), ("Atlantis", "Cllr D Four"))
    draft = draft_of(LIST, "<h3>Lead members</h3>", ("Member", "Lead member"), *rows)
    assert draft.values["membership"]["members"][:2] == [lead("Bradford", "Cllr A One"), "Exeter"]
    assert draft.values["sections"] == [
        {
            "title": "Lead members",
            "table": {"columns": ["Member", "Lead member"], "rows": [["Atlantis", "Cllr D Four"]]},
        }
    ]
    assert any("`Lead members` has no place in the form" in note.message for note in draft.notes)


def test_a_table_is_the_list_of_members_where_there_is_no_other() -> None:
    draft = draft_of("", "", ("Member", "Lead member"), ("Bradford", "Cllr A One"), ("Exeter", ""))
    assert draft.values["membership"] == {"members": [lead("Bradford", "Cllr A One"), "Exeter"]}
