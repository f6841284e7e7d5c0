"""Hostile words in any text or attribute of a document stay words in the HTML file."""

from reportgen.document import (
    Block,
    BulletList,
    Cell,
    Column,
    Contents,
    Document,
    Emphasis,
    Field,
    Fields,
    Figure,
    Image,
    Item,
    LanguageRun,
    Link,
    NumberedList,
    Paragraph,
    Section,
    Strong,
    Table,
    Text,
    lines,
)
from reportgen.theme import Theme
from reportgen.writers import Options
from reportgen.writers.html import write
from tests.writers.readers import Page
from tests.writers.sample import item, text

HOSTILE = """</p></style></title><script>alert("1")</script><img src=x onerror='x'>&amp;&#60;!-- ]]> --> {}; \\ %s"""


def hostile() -> Document:
    """Returns a document whose every text and attribute is hostile."""
    words = Text(HOSTILE)
    at = (HOSTILE, 0)
    table = Table(
        (Column(HOSTILE), Column(HOSTILE, "right")), ((Cell((words,), at), Cell((words,))),), HOSTILE, at
    )
    inlines = (
        words,
        Emphasis((words,)),
        Strong((words,)),
        Link((words,), f"https://{HOSTILE}"),
        LanguageRun((words,), HOSTILE),
    )
    image = Image(b"<svg>", f'image/png" {HOSTILE}', 1, 1)
    blocks: tuple[Block, ...] = (
        Contents(HOSTILE),
        Section(
            HOSTILE,
            (
                Paragraph(inlines, at),
                BulletList(
                    (Item((Paragraph(inlines, at),), at), Item((text(HOSTILE), text(HOSTILE)))), 3, at
                ),
                NumberedList((item(HOSTILE),), 2, at),
                Fields((Field(HOSTILE, (text(HOSTILE),), at),)),
                table,
                Figure(image, HOSTILE, HOSTILE, at),
            ),
            HOSTILE,
            at,
        ),
    )
    return Document(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, blocks, HOSTILE, HOSTILE)


def test_hostile_words_stay_words() -> None:
    theme = Theme(style="</style><script>x</script>", logo=Image(b"", HOSTILE, 1, 1))
    read = Page(write(hostile(), theme, Options()).content)
    everything = list(read.root.all())
    assert not {tag.name for tag in everything} & {"script", "x"}
    assert read.lines == list(lines(hostile()))
    assert r"\3c /style><script>x\3c /script>" in read.style
    assert len(read.all("style", "title")) == 2
    values = {
        value
        for tag in everything
        for value in tag.attributes.values()
        if "<script>" in value and tag.name != "meta"
    }
    assert values == {
        HOSTILE,
        f"#{HOSTILE}",
        f"https://{HOSTILE}",
        f"{HOSTILE}.0",
        f'data:image/png" {HOSTILE};base64,PHN2Zz4=',
        f"data:{HOSTILE};base64,",
    }
    assert all(
        value.startswith(HOSTILE[:30])
        for tag in everything
        if tag.name == "meta"
        for value in tag.attributes.values()
        if "<script>" in value
    )
