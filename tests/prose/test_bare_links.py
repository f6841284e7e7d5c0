"""Bare addresses in a text are links, and lines do not end where they should not."""

import pytest

from reportgen.document import Emphasis, Inline, Link, Paragraph, Strong, plain_text
from reportgen.prose import parse, with_path
from reportgen.prose.spacing import without_breaks


def children(source: str) -> tuple[Inline, ...]:
    (paragraph,) = with_path(parse(source).blocks, ("aims",))
    assert isinstance(paragraph, Paragraph)
    return paragraph.children


def links(source: str) -> list[tuple[str, str]]:
    return [(plain_text(child.children), child.url) for child in children(source) if isinstance(child, Link)]


@pytest.mark.parametrize(
    ("source", "words", "url"),
    [
        ("See https://example.org/a?b=1#c.", "https://example.org/a?b=1#c", "https://example.org/a?b=1#c"),
        ("See HTTPS://Example.org!", "HTTPS://Example.org", "https://example.org"),
        ("(at http://example.org:8080/)", "http://example.org:8080/", "http://example.org:8080/"),
        (
            "https://en.example.org/Hull_(town)",
            "https://en.example.org/Hull_(town)",
            "https://en.example.org/Hull_(town)",
        ),
        ("Write to jo.b+x@example.org.uk.", "jo.b+x@example.org.uk", "mailto:jo.b+x@example.org.uk"),
        ("See www.example.org/x, please", "www.example.org/x", "https://www.example.org/x"),
        ("“https://example.org”", "https://example.org", "https://example.org"),
    ],
)
def test_a_bare_address_is_a_link(source: str, words: str, url: str) -> None:
    assert links(source) == [(words, url)]
    assert plain_text(children(source)) == source


@pytest.mark.parametrize(
    "source",
    [
        "https://example.org/ŵ",
        "https://example.org/%zz",
        "http://[",
        "foo@bar",
        "@home",
        "a/b@example.org",
        "https://localhost",
        "3.5 million",
    ],
)
def test_what_is_no_whole_address_stays_as_it_is(source: str) -> None:
    assert links(source) == []


def test_a_link_stays_the_link_that_it_is() -> None:
    assert links("[https://example.org](https://example.com/x)") == [
        ("https://example.org", "https://example.com/x")
    ]


def test_addresses_in_bold_and_italic_words_are_links() -> None:
    (strong,) = children("**see *https://example.org***")
    assert isinstance(strong, Strong)
    (_, emphasis) = strong.children
    assert isinstance(emphasis, Emphasis)
    assert isinstance(emphasis.children[0], Link)


def test_an_address_that_goes_on_for_ever_takes_no_longer_than_others() -> None:
    assert links("a@" * 20_000 + " www." + "a." * 20_000) == []


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("Civic Centre, M2 7FJ", "Civic Centre, M2~7FJ"),
        ("OL1 1UL and SW1A 1AA", "OL1~1UL and SW1A~1AA"),
        ("£4 bn, 3.5 million, 12 per cent", "£4~bn, 3.5~million, 12~per cent"),
        ("Cllr Jo Bloggs and Dr. A Smith", "Cllr~Jo Bloggs and Dr.~A~Smith"),
        ("Cyng Ŵyn", "Cyng~Ŵyn"),
        ("22 to 23 February 2024", "22 to 23~February 2024"),
        ("30 Medi i 2 Hydref 2024", "30~Medi i 2~Hydref 2024"),
        ("Cities – a voice, 2018–20, 3 Mayors", "Cities~– a voice, 2018–20, 3 Mayors"),
        ("4 members, 5 people, A1 roads, the dr said", "4 members, 5 people, A1 roads, the dr said"),
    ],
)
def test_lines_do_not_end_inside_postcodes_amounts_dates_and_names_nor_begin_with_dashes(
    words: str, kept: str
) -> None:
    assert without_breaks(words).replace("\u00a0", "~") == kept
    assert without_breaks(words).split() == words.split()
