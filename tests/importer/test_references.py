"""Links to headings of the same file become references, which name parts of the form by their keys."""

from pathlib import Path

import pytest

from reportgen.theme import Theme
from reportgen.writers import Options, writer
from tests.documents import composed
from tests.importer.test_notes import read
from tests.pull.reports import built

REPORT = """\
schema: 1
form: "2024"
group: {name: Northern Ports Group}
period: 2023/24
contact: {lead_member: Cllr Ann Example, lead_officer: Jo Bloggs}
membership: {members: [Blackpool, Exeter], exception: The Board agreed to two members.}
aims: |
  See [what we did](#activities), [below](#in-the-north) and [reserves](#reserves).

  ### In the north

  Trains.
priorities: {entries: [{title: Trains, text: More of them.}]}
activities: {projects: [{title: Quay, text: We rebuilt it.}]}
sections: [{title: Reserves, text: None.}]
"""
AIMS = "See [what we did](#activities), [below](#in-the-north) and [reserves](#reserves).\n"


@pytest.mark.parametrize("form", ["docx", "html"])
def test_references_are_kept(form: str, tmp_path: Path) -> None:
    path = tmp_path / "references.yaml"
    path.write_text(REPORT, "utf-8")
    page = writer("html")(composed(path)[0], Theme(), Options()).content
    content = built(path) if form == "docx" else page
    assert str(read(content, f"report.{form}", tmp_path).values["aims"]).startswith(AIMS)


@pytest.mark.parametrize(
    ("link", "text"),
    [
        ('<a href="#cash">cash</a>', "[cash](#finances)"),
        ('<a href="#part">cash</a>', "[cash](#finances)"),
        ('<a href="#old">cash</a>', "[cash](#finances)"),
        ('<a href="#top">cash</a>', "cash"),
        ('<a href="other.html#cash">cash</a>', "cash"),
    ],
)
def test_a_page_names_its_headings_in_many_ways(link: str, text: str, tmp_path: Path) -> None:
    page = f"""<html><body><h1>Special Interest Group annual report</h1><h2>Aims</h2><p>See {link} for more.</p>
    <section id="part"><h2 id="cash"><a name="old"></a>Finances</h2><p>All is paid.</p></section></body></html>"""
    assert read(page.encode(), "report.html", tmp_path).values["aims"] == f"See {text} for more.\n"
