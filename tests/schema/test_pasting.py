"""What hints offer can be pasted."""

import pytest

from reportgen.pipeline import check_source
from reportgen.schema.date_hints import meant_range
from reportgen.schema.pasting import mapping_to_paste, pasteable
from reportgen.source import read
from tests.cases import TESTS


@pytest.mark.parametrize(
    "text",
    [
        *(
            "a",
            "a, b",
            "a: b",
            "x #y",
            "x#y",
            "https://x.org/a?b=1",
            "O'Neil",
            "no",
            "~",
            "null",
            "0161 22",
            "'a",
            "-a",
        ),
        *(
            "it [x]",
            "Bournemouth, Christchurch and Poole",
            "a:",
            "x ",
            'say "x"',
            "back\\slash: x",
            "Ŵ b",
            "#a",
            "@a",
            "1.5",
        ),
    ],
)
def test_a_value_reads_as_it_was_meant(text: str) -> None:
    assert read(f"a: [{pasteable(text)}]\n", "x.yaml").data == {"a": [text]}
    assert read(f"- {mapping_to_paste(name=text, url=text)}\n", "x.yaml").data is None
    assert read(f"a: {mapping_to_paste(name=text, url=text)}\n", "x.yaml").data == {
        "a": {"name": text, "url": text}
    }


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2023-11-19 to 2023-11-21", ("2023-11-19", "2023-11-21")),
        ("9-10 October 2024", ("2024-10-09", "2024-10-10")),
        ("12th–14th March 2024", ("2024-03-12", "2024-03-14")),
        ("30 May – 2 June 2024", ("2024-05-30", "2024-06-02")),
        ("May to June 2024", ("2024-05", "2024-06")),
        ("24/09/2024 - 26/09/2024", ("2024-09-24", "2024-09-26")),
        ("10 to 9 October 2024", None),
        ("2023/24", None),
        ("spring to autumn 2024", None),
    ],
)
def test_a_range_of_dates_is_offered_with_both_ends(text: str, dates: tuple[str, str] | None) -> None:
    assert meant_range(text) == dates


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("group: {established: 9-10 October 2024}", "write `{start: 2024-10-09, end: 2024-10-10}`"),
        (
            "membership: {members: [{name: Derby, note: A, B, C and D}]}",
            'put all of that value in quotes: `note: "A, B, C and D"`',
        ),
        ("membership: {members: ['Derby (lead, since May)']}", '`{name: Derby, note: "lead, since May"}`'),
        ("contact: {website: 'Key Cities: home'}", '`{label: "Key Cities: home", url: https://…}`'),
        (
            "private: [contact.email]\ncontact: {telephone: 07967 424591}",
            "or add `contact.telephone` to `private`",
        ),
        ("contact: {telephone: 07967 424591}", "or add `private: [contact.telephone]`"),
    ],
)
def test_a_hint_can_be_pasted(text: str, hint: str) -> None:
    findings = check_source(read(f"{text}\n", "x.yaml"), TESTS / "x.yaml").findings
    assert any(hint in (finding.hint or "") for finding in findings), [finding.hint for finding in findings]


def test_a_text_over_several_lines_is_offered_a_bar() -> None:
    [finding] = read("aims: We speak: for cities,\n  and for towns.\n", "x.yaml").findings
    assert finding.hint == "write `aims: |` and the text on the lines below it, indented"
