"""Web pages that were damaged on purpose: the right check finds each fault."""

from pathlib import Path

import pytest

from tests.documents import EVERYTHING
from tests.verify.files import build_file, find_failures

DAMAGES = [
    ("parity", '<li data-at="membership.groups.1.members.3">Preston', "<li>Salford", "members.3: the web page says “Salford”"),
    ("parity", ">£12,400<", "><", "sections.0.table.rows.0.1: the web page does not say “£12,400”"),
    ("parity", "https://harbours.example/plan", "https://else.example/", "as a link's address, the web page says “https://else.example/”"),
    ("parity", "<main>", "<main><p>DRAFT</p>", "the web page says “DRAFT”, the dataset does not"),
    ("structure", "</body>", "<script>1</script></body>", "a `script` runs a program"),
    ("structure", "</body>", '<img alt="" src="https://else.example/a.png"></body>', "the `img` fetches “https://else.example/a.png”"),
    ("structure", "</body>", '<img src="data:image/png;base64,aaaa"></body>', "has no `alt`"),
    ("structure", "</body>", '<iframe src="/a"></iframe></body>', "a `iframe` shows another page"),
    ("structure", "</head>", '<link rel="stylesheet" href="a.css"></head>', "a `link` fetches “a.css”"),
    ("structure", "</style>", "p { background: url( 'https://else.example/a.png' ) }</style>", "the style sheet fetches"),
    ("structure", "</style>", "@import 'a.css';</style>", "the style sheet fetches"),
    ("structure", "<main>", '<main style="background: url(//else.example)">', "the style of a `main` fetches"),
    ("structure", "<main>", '<main onclick="a()">', "a `main` runs a program (`onclick`)"),
    ("structure", "<main>", '<main><meta http-equiv="refresh" content="0; url=/">', "sends the reader to another page"),
    ("structure", "default-src &#x27;none&#x27;; ", "", "no Content-Security-Policy"),
    ("structure", ' lang="en-GB"', "", "the page says no language"),
    ("structure", "<title>", "<title></title><x>", "the page has no title"),
    ("structure", "<main>", "<main><h1>More</h1>", "the page has 2 main headings"),
    ("structure", "<h3", "<h5", "is of level 5, and follows one of level 2"),
    ("structure", ' scope="col"', "", "does not say what it heads (`scope`)"),
    ("structure", "<main>", "<main><table><tr><td>1</td></tr></table>", "has no heads (`th`)"),
    ("links", 'href="#aims"', 'href="#aim"', "the link “Aims” leads to `#aim`, which is not on the page"),
    ("links", 'href="https://harbours.example/plan"', 'href="javascript:a()"', "which is not http, https or mailto"),
    ("links", 'aria-labelledby="part-', 'aria-labelledby="gone-', "is labelled by `gone-"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("check", "old", "new", "problem"), DAMAGES, ids=[problem for *_, problem in DAMAGES]
)
def test_what_is_damaged_is_found(check: str, old: str, new: str, problem: str, tmp_path: Path) -> None:
    text = build_file("html").decode()
    assert old in text
    failures = find_failures(text.replace(old, new, 1).encode(), "html", tmp_path, dataset=EVERYTHING)
    assert any(problem in message for message in failures[check]), failures


def test_a_page_is_read_however_it_is_written(tmp_path: Path) -> None:
    text = build_file("html").decode().replace("</li>", "").replace("</p>\n", "\n\n  ").replace("<p>", "<P >")
    assert find_failures(text.encode(), "html", tmp_path, dataset=EVERYTHING) == {}
