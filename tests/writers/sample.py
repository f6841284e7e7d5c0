"""A report with every kind of node for the tests of all writers, in words as a real group would write them."""

import struct
import zlib

from reportgen.document import (
    Beside,
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
    Footnote,
    Image,
    Inline,
    Item,
    LanguageRun,
    Link,
    NumberedList,
    PageBreak,
    Panel,
    Panels,
    Paragraph,
    Quotation,
    Section,
    Strong,
    Table,
    Text,
)
from reportgen.findings import At

MEMBERS = (
    "Bath & North East Somerset",
    "Bournemouth, Christchurch and Poole",
    "Bradford",
    "Cumberland",
    "Colchester",
    "Coventry",
    "Exeter",
    "Gloucester",
    "Hull",
    "Kirklees",
    "Lancaster",
    "Lincoln",
    "Medway",
    "Newport",
    "Norwich",
    "Plymouth",
    "Portsmouth",
    "Preston",
    "Reading",
    "Salford",
    "Southampton",
    "Southend-on-Sea",
    "Stoke-on-Trent",
    "Sunderland",
    "Wolverhampton",
    "Wrexham",
)
"""Twenty-six names for three columns: 9, 9 and 8."""

LONG_WORD = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
"""The longest place name in these islands: 58 letters without a place to break."""


def png(width: int, height: int, bars: tuple[int, ...]) -> bytes:
    """Returns a bar chart as a PNG of 8-bit grey; `bars` are heights in per cent."""
    slot = width // len(bars)

    def grey(x: int, y: int) -> int:
        inside = slot // 5 <= x % slot < slot - slot // 5 and x // slot < len(bars)
        return 70 if inside and (height - y) * 100 <= bars[min(x // slot, len(bars) - 1)] * height else 235

    rows = b"".join(b"\0" + bytes(grey(x, y) for x in range(width)) for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )


CHART = Image(png(480, 200, (25, 40, 35, 60, 85)), "image/png", 480, 200)
RULE = Image(png(600, 12, (100,)), "image/png", 600, 12)
WIDE = Image(png(1200, 300, (30, 60, 90)), "image/png", 1200, 300)
"""A picture wider than the text, which must be made to fit."""

DRAWING = Image(
    b'<svg xmlns="http://www.w3.org/2000/svg" width="120" height="60" viewBox="0 0 120 60">'
    b'<circle cx="60" cy="30" r="25" fill="#0a3a5a"/></svg>',
    "image/svg+xml",
    120,
    60,
)
"""A drawing in SVG, which is not part of `document`: not every format can hold it."""


def text(*children: str | Inline, at: At | None = None) -> Paragraph:
    """Returns a paragraph of words and inlines."""
    return Paragraph(tuple(Text(child) if isinstance(child, str) else child for child in children), at)


def item(*blocks: str | Block, at: At | None = None) -> Item:
    """Returns a list entry of paragraphs and blocks."""
    return Item(tuple(text(block) if isinstance(block, str) else block for block in blocks), at)


def link(words: str, url: str) -> Link:
    """Returns words that are a link."""
    return Link((Text(words),), url)


def strong(words: str) -> Strong:
    """Returns words in bold."""
    return Strong((Text(words),))


def emphasis(words: str) -> Emphasis:
    """Returns words in italics."""
    return Emphasis((Text(words),))


def welsh(words: str) -> LanguageRun:
    """Returns words marked as Welsh."""
    return LanguageRun((Text(words),), "cy-GB")


def row(*cells: str | Inline) -> tuple[Cell, ...]:
    """Returns a table row."""
    return tuple(
        Cell(() if cell == "" else (Text(cell) if isinstance(cell, str) else cell,)) for cell in cells
    )


CONTACT = Section(
    "Contact details",
    (
        Fields(
            (
                Field("Lead member", (text("Councillor Siân Pŵer, City of Newport"),), ("contact", "member")),
                Field(
                    "Lead officer",
                    (text("Jo Fairweather, Director"), text("Rivers and Harbours Secretariat")),
                    ("contact", "officer"),
                ),
                Field("Email", (text(link("jo@harbours.example", "mailto:jo@harbours.example")),)),
                Field(
                    "Address",
                    (
                        text(
                            "Rivers and Harbours Secretariat, Third Floor East, The Old Custom House and"
                            " Bonded Warehouse, 128–142 Lower Quayside Road, Salford, Manchester, M27 5FJ"
                        ),
                    ),
                    ("contact", "address"),
                ),
                Field("Telephone", (text("020 7946 0958"),), ("contact", "telephone")),
                Field(
                    "Website", (text(link("Rivers and Harbours", "https://harbours.example/about?a=1&b=2")),)
                ),
            )
        ),
    ),
    "contact-details",
)

MEMBERSHIP = Section(
    "Membership",
    (
        text(
            "The Rivers and Harbours Group is a diverse, cross-party network of councils for towns and cities"
            " on the water. Our membership consists of 26 local authorities. These are:",
            at=("membership", "introduction"),
        ),
        BulletList(
            tuple(item(name, at=("membership", "members", index)) for index, name in enumerate(MEMBERS)),
            columns=3,
            at=("membership", "members"),
        ),
        text(
            "Membership is open to mid-sized places in the ‘Cities Index’, and to other areas which have"
            " similar challenges and ambitions."
        ),
    ),
    "membership",
)

ACTIVITIES = Section(
    "Key activities and outcomes",
    (
        text("During the year the group published two reports and held four meetings of all members."),
        Section(
            "Projects",
            (
                BulletList(
                    (
                        Item(
                            (
                                text(
                                    strong("Skills for Ports, Skills for Life"),
                                    " – in October 2023 we launched our report on lifelong learning and ",
                                    emphasis("green"),
                                    " skills, with an analysis of skills provision in our places compared"
                                    " with the national picture.",
                                ),
                                text("It asks for £1.5bn of unconditional funding within 50 days."),
                                BulletList(
                                    (
                                        item(
                                            "Fourteen councils took part.",
                                            BulletList((item("Nine of them held hearings in public."),)),
                                        ),
                                        item("Six universities reviewed the draft."),
                                    )
                                ),
                            ),
                            ("activities", "projects", 0),
                        ),
                        item("Harbour manifesto – in March 2024 the group agreed its manifesto."),
                    )
                ),
                Section(
                    "What the manifesto asks for",
                    (
                        text("The manifesto calls on the next Government to:"),
                        NumberedList(
                            (
                                item("reform the way adult social care is funded"),
                                item(
                                    "renew its focus on prevention",
                                    NumberedList((item("for children"), item("for adults")), start=1),
                                ),
                                item("devolve skills funding to places."),
                            )
                        ),
                        text("Two asks were carried over from last year’s list, under their old numbers:"),
                        NumberedList(
                            (item("a fair funding review"), item("reform of council tax.")),
                            start=3,
                        ),
                        Section(
                            "How it was received",
                            (
                                text(
                                    "The ",
                                    Strong((Text("minister "), Emphasis((Text("welcomed"),)))),
                                    " it. See ",
                                    Link(
                                        (Text("the "), strong("full"), Text(" exchange")),
                                        "https://harbours.example/x",
                                    ),
                                    ", and in Welsh",
                                    Footnote(
                                        (
                                            Text("The letter is in both languages: see "),
                                            strong("annex 2"),
                                            Text("."),
                                        )
                                    ),
                                    " ",
                                    welsh("Llythyr oddi wrth y Gweinidog ynghylch dŵr, tŷ a chymuned"),
                                    ".",
                                ),
                                Quotation(
                                    (
                                        text("They said what every harbour needs."),
                                        text("And they said it ", strong("first"), "."),
                                    ),
                                    (Text("— The minister, in March 2024"),),
                                    ("aims",),
                                ),
                            ),
                            "how-it-was-received",
                        ),
                    ),
                    "what-the-manifesto-asks-for",
                ),
            ),
            "projects",
        ),
        Section(
            "Dealings with government",
            (
                text("Meetings and letters by department, with what they cost the group."),
                Table(
                    (
                        Column("Department"),
                        Column("Subject"),
                        Column("Meetings", "right"),
                        Column("Cost", "right"),
                    ),
                    (
                        row(
                            "Department for Levelling Up, Housing and Communities",
                            "Fair funding",
                            "6",
                            "£12,400",
                        ),
                        row("Department for Transport", emphasis("Port access"), "3", "£1,050"),
                        row("Welsh Government", welsh("Cymunedau’r arfordir"), "2", ""),
                    ),
                    caption="Table 1: dealings with government departments, 2023/24",
                    at=("activities", "dealings"),
                    note=(Text("Costs before the audit of July 2024"),),
                ),
                text("The cost of meetings with the Welsh Government was borne by the member councils."),
            ),
            "dealings-with-government",
        ),
        Section(
            "Growth",
            (
                text("Members have grown in number in each of five years."),
                Figure(
                    CHART,
                    "Bar chart: members rise from 8 in 2020 to 26 in 2024",
                    "Figure 1: members at the end of each year",
                    ("figures", 0),
                ),
                Figure(WIDE, "Bar chart of events: 3 in 2022, 6 in 2023 and 9 in 2024", at=("figures", 1)),
                Figure(RULE, ""),
            ),
            "growth",
        ),
    ),
    "key-activities-and-outcomes",
)

PLANS = Section(
    "Plans for next year",
    (
        text(
            f"We shall meet in {LONG_WORD} in May 2025, and publish our response at"
            " https://harbours.example/consultations/2024/a-very-long-address-without-any-place-to-break-the-line"
            "/which-must-not-run-over-the-edge-of-the-page",
        ),
        text(
            "“It’s the people’s harbour” – motto of the group, 5 °C or 30 °C, ½ price, naïve café, Ynys Môn."
        ),
        BulletList(
            (
                item(
                    "Harbour manifesto – in March 2024 the group agreed its manifesto.",
                    Table(
                        (Column("Council"), Column("Hearings", "right")),
                        (row("Newhaven", "4"), row("Seaport", "5")),
                        caption="Table 2: hearings on the manifesto",
                        note=(
                            Text("Source: "),
                            Link((Text("the hearings"),), "https://harbours.example/h"),
                        ),
                    ),
                    Figure(
                        CHART,
                        "Bar chart: 5 hearings",
                        "Figure 3: hearings",
                        credit="Jo Penn",
                        share=1,
                    ),
                ),
            )
        ),
        Beside(
            Figure(
                CHART,
                "Bar chart beside text",
                "Figure 4: beside",
                credit="Photograph: Al Shaw",
                share=0.5,
            ),
            (
                text("The chart stands at the side of these words, which are few."),
                BulletList((item("They end above its foot."),)),
            ),
        ),
        Beside(
            Figure(CHART, "Bar chart beside more text", share=0.33),
            (
                text(" ".join(["These words are many, and go on below the chart."] * 30)),
                text("Last."),
            ),
        ),
    ),
    "plans-for-next-year",
)

PANELS = Section(
    "The year in figures",
    (
        Panels(
            tuple(
                Panel((Text(value),), (Text(label),), (text(change),) if change else ())
                for value, label, change in (
                    ("26", "member councils", "2 more than in 2022/23"),
                    ("£1.2m", "won for harbours", ""),
                    ("9", "events", "3 more than in 2022/23"),
                )
            ),
            "figures",
            3,
            ("key_figures",),
        ),
        Panels(
            (
                Panel(
                    (Text("Harbour day"),),
                    (Text("4 May 2023, Hull"),),
                    (text("We met."), BulletList((item("to talk"), item("to plan")))),
                    ("activities", "events", 0),
                ),
                Panel((Text("Summer school"),), (), (text("We learned."),), ("activities", "events", 1)),
                Panel((strong("Winter fair"),), (Text("December 2023"),), (), ("activities", "events", 2)),
            ),
            "cards",
            2,
            ("activities", "events"),
        ),
        Panels(
            (
                Panel((Text("4 May 2023"),), (Text("Harbour day, Hull"),), at=("activities", "events", 0)),
                Panel((Text("December 2023"),), (Text("Winter fair"),), at=("activities", "events", 2)),
            ),
            "timeline",
        ),
        Panels(
            (Panel((Text("What we ask"),), (Text("Since 2013"),), (text("Fund the harbours."),), ("aims",)),),
            "callout",
        ),
    ),
    "the-year-in-figures",
)

document = Document(
    title="Special Interest Group annual report to LGA Board",
    group="Rivers and Harbours Group",
    period="2023/24",
    language="en-GB",
    page_of="Page {page} of {pages}",
    blocks=(Contents("Contents", depth=3), CONTACT, MEMBERSHIP, ACTIVITIES, PANELS, PageBreak(), PLANS),
    author="Rivers and Harbours Secretariat",
    created="2024-04-30",
)
"""Has every kind of node at least once, in an order that a report could have."""
