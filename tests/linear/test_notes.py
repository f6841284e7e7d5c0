"""The notes of a pack take instructions in proportion to its reports."""

from functools import partial

from reportgen.document import Chapter, Document, Footnote, Paragraph, Section, Text
from reportgen.theme import Theme
from reportgen.writers import Options, writer
from tests.linear.counting import count_instructions


def write_pack(count: int) -> None:
    noted = Paragraph((Text("Ports"), Footnote((Text("Two of them."),))))
    chapter = Chapter("", "Ports", "2023", "en-GB")
    sections = tuple(Section("Ports", (noted,), f"part{number}", None, chapter) for number in range(count))
    writer("html")(Document("Ports", "", "", "en-GB", "", sections), Theme(), Options())


def test_twice_as_many_notes_take_at_most_twice_the_instructions() -> None:
    write_pack(2)  # what is worked out once
    small, large = (count_instructions(partial(write_pack, count)) for count in (60, 120))
    assert large < 2.6 * small
