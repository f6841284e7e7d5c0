"""Edits of a Word file as Word writes them, each with what becomes of the dataset."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

from lxml import etree  # noqa: TID253 (tests import nothing lazily)

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NAMESPACE}}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
AUTHOR = 'w:author="Ann" w:date="2024-05-01T10:00:00Z"'
Data = dict[str, Any]


class EditedFile:
    """A Word file that is open for edits."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
        self.root = etree.fromstring(self.parts["word/document.xml"])
        self.count = 90_000

    def content(self) -> bytes:
        self.parts["word/document.xml"] = etree.tostring(
            self.root, xml_declaration=True, encoding="UTF-8", standalone=True
        )
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
            for name, part in self.parts.items():
                package.writestr(name, part)
        return stream.getvalue()

    def elements(self, markup: str) -> list[Any]:
        """Elements with the ids that are still free in place of `#`."""
        while "#" in markup:
            self.count += 1
            markup = markup.replace("#", str(self.count), 1)
        relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        return list(etree.fromstring(f'<x xmlns:w="{NAMESPACE}" xmlns:r="{relationships}">{markup}</x>'))

    def paragraphs(self) -> Iterator[Any]:
        for paragraph in self.root.iter(f"{W}p"):
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            if style is None or not str(style.get(f"{W}val")).startswith(("TOC", "Contents")):
                yield paragraph

    def paragraph(self, words: str) -> Any:
        return next(paragraph for paragraph in self.paragraphs() if words in text_of(paragraph))

    def end_of_entry(self, words: str) -> Any:
        """The last paragraph of the entry that has these words in its first: another entry comes behind all of it."""
        last = self.paragraph(words)
        while (following := last.getnext()) is not None:
            style = following.find(f"{W}pPr/{W}pStyle")
            if style is None or not str(style.get(f"{W}val")).startswith("ListContinue"):
                break
            last = following
        return last

    def run(self, words: str) -> Any:
        runs = (run for paragraph in self.paragraphs() for run in paragraph.iter(f"{W}r"))
        return next(run for run in runs if words in text_of(run))

    def cut(self, words: str) -> Any:
        """The run that holds these words and no others."""
        run = self.run(words)
        before, _, after = text_of(run).partition(words)
        pieces = []
        for text in (before, words, after):
            piece = deepcopy(run)
            set_text(piece, text)
            pieces.append(piece)
        parent = run.getparent()
        index = parent.index(run)
        parent[index : index + 1] = [piece for piece in pieces if text_of(piece)]
        return pieces[1]

    def wrap(self, element: Any, markup: str) -> Any:
        (outer,) = self.elements(markup)
        element.getparent().replace(element, outer)
        outer.append(element)
        return outer

    def delete(self, run: Any) -> Any:
        """Marks a run as deleted."""
        outer = self.wrap(run, f'<w:del w:id="#" {AUTHOR}/>')
        for text in list(run.iter(f"{W}t")):
            text.tag = f"{W}delText"
        return outer

    def insert_behind(self, element: Any, text: str, properties: str = "") -> None:
        (run,) = self.elements(
            f'<w:ins w:id="#" {AUTHOR}><w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r></w:ins>'
        )
        element.addnext(run)

    def add_behind(self, element: Any, markup: str) -> None:
        for new in reversed(self.elements(markup)):
            element.addnext(new)

    def mark(self, paragraph: Any, markup: str) -> None:
        """Adds something to the properties of a paragraph's mark."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            (properties,) = self.elements("<w:pPr/>")
            paragraph.insert(0, properties)
        (marks,) = self.elements(f"<w:rPr>{markup}</w:rPr>")
        properties.append(marks)

    def relate(self, address: str) -> str:
        self.count += 1
        name = "word/_rels/document.xml.rels"
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        relationship = (
            f'<Relationship Id="rIdX{self.count}" Type="{kind}" Target="{address}" TargetMode="External"/>'
        )
        self.parts[name] = self.parts[name].replace(
            b"</Relationships>", f"{relationship}</Relationships>".encode()
        )
        return f"rIdX{self.count}"

    def row(self, words: str) -> Any:
        return next(row for row in self.root.iter(f"{W}tr") if words in text_of(row))


def text_of(element: Any) -> str:
    """The words of an element, with spaces where composing lets no line end."""
    return "".join(text.text or "" for text in element.iter(f"{W}t")).replace("\u00a0", " ")


def set_text(run: Any, text: str) -> None:
    first, *others = list(run.iter(f"{W}t"))
    first.text = text
    first.set(_SPACE, "preserve")
    for other in others:
        other.getparent().remove(other)


def remove(element: Any) -> None:
    element.getparent().remove(element)


def paragraph(text: str, style: str = "", properties: str = "", run_properties: str = "") -> str:
    name = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:p w:rsidR="00AB12CD" w:rsidRDefault="00AB12CD"><w:pPr>{name}{properties}</w:pPr>'
        f'<w:r w:rsidRPr="00AB12CE">{run_properties}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


Edit = Callable[[EditedFile, Data], None]
EDITS: dict[str, Edit] = {}
TOLD: set[str] = set()
"""The edits that no dataset can hold: they must be told."""


def edit(function: Edit) -> Edit:
    EDITS[function.__name__] = function
    return function


def told(function: Edit) -> Edit:
    TOLD.add(function.__name__)
    return edit(function)


def change(data: Any, before: str, after: str, *steps: str | int) -> None:
    for step in steps[:-1]:
        data = data[step]
    assert before in data[steps[-1]], (before, steps)
    data[steps[-1]] = data[steps[-1]].replace(before, after, 1)


def _theme(data: Data, start: str) -> Data:
    return next(entry for entry in data["themes"]["entries"] if entry["title"].startswith(start))


def _priority(data: Data, start: str) -> Data:
    return next(entry for entry in data["priorities"]["entries"] if entry["title"].startswith(start))


@edit
def officer(file: EditedFile, data: Data) -> None:
    set_text(file.run("Jon Stancombe"), "Jane Doe")
    data["contact"]["lead_officer"] = "Jane Doe"


@edit
def telephone_tracked(file: EditedFile, data: Data) -> None:
    file.insert_behind(file.delete(file.run("07967424591")), "0161 496 0000")
    data["contact"]["telephone"] = "0161 496 0000"


@edit
def sentence_inserted_tracked(file: EditedFile, data: Data) -> None:
    file.insert_behind(file.cut("Council tax reform. "), "We mean it. ")
    change(_theme(data, "A sustainable"), "tax reform. ", "tax reform. We mean it. ", "text")


@edit
def word_deleted_tracked(file: EditedFile, data: Data) -> None:
    file.delete(file.cut("sluggish "))
    change(_theme(data, "Stronger"), "sluggish ", "", "text")


@edit
def runs_split_by_proofing_marks(file: EditedFile, _: Data) -> None:
    run = file.cut("innovative solutions to")
    run.set(f"{W}rsidR", "00123456")
    run.addprevious(file.elements('<w:proofErr w:type="spellStart"/>')[0])
    run.addnext(file.elements('<w:proofErr w:type="spellEnd"/>')[0])
    run.insert(0, file.elements("<w:lastRenderedPageBreak/>")[0])


@edit
def smart_tag_around_a_changed_word(file: EditedFile, data: Data) -> None:
    run = file.cut("achieve Net Zero targets")
    set_text(run, "reach Net Zero targets")
    file.wrap(run, '<w:smartTag w:uri="urn:x" w:element="place"/>')
    project = next(entry for entry in data["activities"]["projects"] if entry["title"].startswith("Civic"))
    change(project, "achieve Net Zero targets", "reach Net Zero targets", "text")


@edit
def bold(file: EditedFile, data: Data) -> None:
    file.cut("clear and consistent").insert(0, file.elements("<w:rPr><w:b/><w:bCs/></w:rPr>")[0])
    change(data, "clear and consistent", "**clear and consistent**", "aims")


@edit
def bold_tracked(file: EditedFile, data: Data) -> None:
    properties = f'<w:rPr><w:b/><w:rPrChange w:id="#" {AUTHOR}><w:rPr/></w:rPrChange></w:rPr>'
    file.cut("lobby Government").insert(0, file.elements(properties)[0])
    change(data, "lobby Government", "**lobby Government**", "aims")


@edit
def italic_by_style(file: EditedFile, data: Data) -> None:
    file.cut("unified voice to ensure").insert(
        0, file.elements('<w:rPr><w:rStyle w:val="Emphasis"/></w:rPr>')[0]
    )
    change(data, "unified voice to ensure", "*unified voice to ensure*", "aims")


@edit
def link_as_element(file: EditedFile, data: Data) -> None:
    run = file.cut("our Manifesto, which includes")
    address = file.relate("https://example.org/m")
    run.insert(0, file.elements('<w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr>')[0])
    file.wrap(run, f'<w:hyperlink r:id="{address}" w:history="1"/>')
    words = "our Manifesto, which includes"
    change(_priority(data, "Ensuring"), words, f"[{words}](https://example.org/m)", "text")


@edit
def link_as_field(file: EditedFile, data: Data) -> None:
    run = file.cut("fair funding review")
    for element in file.elements(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> HYPERLINK'
        ' "https://example.org/f" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    ):
        run.addprevious(element)
    run.addnext(file.elements('<w:r><w:fldChar w:fldCharType="end"/></w:r>')[0])
    change(
        _theme(data, "A sustain"),
        "fair funding review",
        "[fair funding review](https://example.org/f)",
        "text",
    )


@edit
def paragraph_added(file: EditedFile, data: Data) -> None:
    file.add_behind(file.paragraph("We are working to lobby"), paragraph("We meet every month."))
    data["aims"] = data["aims"].rstrip("\n") + "\n\nWe meet every month.\n"


@edit
def paragraph_added_tracked(file: EditedFile, data: Data) -> None:
    file.add_behind(
        file.paragraph("Drawing on the experience"),
        f'<w:p><w:pPr><w:rPr><w:ins w:id="#" {AUTHOR}/></w:rPr></w:pPr>'
        f'<w:ins w:id="#" {AUTHOR}><w:r><w:t>We publish it.</w:t></w:r></w:ins></w:p>',
    )
    change(_priority(data, "Promote"), "innovation.\n\n", "innovation.\n\nWe publish it.\n\n", "text")


@edit
def paragraph_deleted_tracked(file: EditedFile, data: Data) -> None:
    element = file.paragraph("The work of the Key Cities has the answer")
    for run in list(element.iter(f"{W}r")):
        file.delete(run)
    file.mark(element, f'<w:del w:id="#" {AUTHOR}/>')
    entry = _priority(data, "Promote")
    entry["text"] = re.sub(r"\n\nThe work of the Key Cities has[^\n]*", "", entry["text"])


@edit
def bullet_in_list_paragraph(file: EditedFile, data: Data) -> None:
    style = (  # Word adds the style to the file when it is first used
        b'<w:style w:type="paragraph" w:styleId="ListParagraph"><w:name w:val="List Paragraph"/><w:basedOn w:val="Normal"/>'
        b'<w:pPr><w:ind w:left="720"/></w:pPr></w:style></w:styles>'
    )
    file.parts["word/styles.xml"] = file.parts["word/styles.xml"].replace(b"</w:styles>", style)
    numbering = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    file.add_behind(
        file.paragraph("an additional £1.5bn"), paragraph("free meals", "ListParagraph", numbering)
    )
    change(_theme(data, "Putting"), "SEND support\n", "SEND support\n- free meals\n", "text")


@edit
def bullet_deleted(file: EditedFile, data: Data) -> None:
    remove(file.paragraph("reform to the way adult social care"))
    change(_theme(data, "Putting"), "- reform to the way adult social care is funded\n", "", "text")


@edit
def nested_bullet(file: EditedFile, data: Data) -> None:
    file.add_behind(
        file.paragraph("a renewed focus on prevention"), paragraph("of which half now", "ListBullet2")
    )
    change(_theme(data, "Putting"), "and adults.", "and adults.\n  - of which half now", "text")


@edit
def member_added(file: EditedFile, data: Data) -> None:
    file.add_behind(file.paragraph("Gloucester"), paragraph("Halifax", "ListColumns"))
    members = data["membership"]["members"]
    members.insert(members.index("Gloucester") + 1, "Halifax")


@edit
def member_deleted(file: EditedFile, data: Data) -> None:
    remove(file.paragraph("Lincoln"))
    data["membership"]["members"].remove("Lincoln")


@edit
def member_replaced_tracked(file: EditedFile, data: Data) -> None:
    file.insert_behind(file.delete(file.run("Hull")), "Kingston upon Hull")
    members = data["membership"]["members"]
    members[members.index("Hull")] = "Kingston upon Hull"


@edit
def members_in_another_order(file: EditedFile, data: Data) -> None:
    file.paragraph("Colchester").addnext(file.paragraph("Cumberland"))
    members = data["membership"]["members"]
    members.remove("Cumberland")
    members.insert(members.index("Colchester") + 1, "Cumberland")


@edit
def paragraph_moved_tracked(file: EditedFile, data: Data) -> None:
    element = file.paragraph("This position is at the heart")
    copy = deepcopy(element)
    for run in list(element.iter(f"{W}r")):
        file.wrap(run, f'<w:moveFrom w:id="#" {AUTHOR}/>')
    file.mark(element, f'<w:moveFrom w:id="#" {AUTHOR}/>')
    for run in list(copy.iter(f"{W}r")):
        (outer,) = file.elements(f'<w:moveTo w:id="#" {AUTHOR}/>')
        run.getparent().replace(run, outer)
        outer.append(run)
    file.mark(copy, f'<w:moveTo w:id="#" {AUTHOR}/>')
    for bookmark in list(copy.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        remove(bookmark)
    file.paragraph("Key Cities is a champion").addprevious(copy)
    entry = _priority(data, "Ensuring")
    paragraphs = entry["text"].rstrip("\n").split("\n\n")
    moved = next(text for text in paragraphs if text.startswith("This position"))
    paragraphs.remove(moved)
    index = next(
        index for index, text in enumerate(paragraphs) if text.startswith("Key Cities is a champion")
    )
    paragraphs.insert(index, moved)
    entry["text"] = "\n\n".join(paragraphs) + "\n"


@edit
def paragraph_split(file: EditedFile, data: Data) -> None:
    run = file.cut("We share best practice")
    first = run.getparent()
    (second,) = file.elements("<w:p/>")
    for element in list(first)[first.index(run) :]:
        if element.tag == f"{W}r":
            second.append(element)
    first.addnext(second)
    change(data, " We share best", "\n\nWe share best", "aims")


@edit
def paragraphs_joined_tracked(file: EditedFile, data: Data) -> None:
    element = file.paragraph("Like the LGA, the Key Cities network")
    file.mark(element, f'<w:del w:id="#" {AUTHOR}/>')
    file.insert_behind(list(element.iter(f"{W}r"))[-1], " ")
    change(_theme(data, "Putting"), "support.\n\nThe members", "support. The members", "text")


@edit
def entry_added(file: EditedFile, data: Data) -> None:
    file.add_behind(
        file.end_of_entry("Key Cities Manifesto –"),
        '<w:p><w:pPr><w:pStyle w:val="ListBullet"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>Growth plan</w:t></w:r>'
        '<w:r><w:t xml:space="preserve"> – We wrote a plan.</w:t></w:r></w:p>',
    )
    projects = data["activities"]["projects"]
    index = next(index for index, entry in enumerate(projects) if entry["title"] == "Key Cities Manifesto")
    projects.insert(index + 1, {"title": "Growth plan", "text": "We wrote a plan."})


@edit
def entry_added_with_a_bold_dash(file: EditedFile, data: Data) -> None:
    file.add_behind(
        file.end_of_entry("Arts Council England –"),
        '<w:p><w:pPr><w:pStyle w:val="ListBullet"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">Mind – </w:t>'
        "</w:r><w:r><w:t>We meet.</w:t></w:r></w:p>",
    )
    partnerships = data["activities"]["partnerships"]
    index = next(index for index, entry in enumerate(partnerships) if entry["title"].startswith("Arts"))
    partnerships.insert(index + 1, {"title": "Mind", "text": "We meet."})


@edit
def entry_moved(file: EditedFile, data: Data) -> None:
    file.paragraph("Skills for Cities, Skills for Life report –").addprevious(
        file.paragraph("Civic Partners in Net Zero –")
    )
    projects = data["activities"]["projects"]
    moved = next(entry for entry in projects if entry["title"].startswith("Civic"))
    projects.remove(moved)
    index = next(index for index, entry in enumerate(projects) if entry["title"].startswith("Skills"))
    projects.insert(index, moved)


@edit
def entry_deleted(file: EditedFile, data: Data) -> None:
    remove(file.paragraph("3Ci –"))
    partnerships = data["activities"]["partnerships"]
    partnerships.remove(next(entry for entry in partnerships if entry["title"] == "3Ci"))


@edit
def entry_title(file: EditedFile, data: Data) -> None:
    set_text(file.run("Labour Party Conference"), "Labour Party Annual Conference")
    event = next(
        entry for entry in data["activities"]["events"] if entry["title"] == "Labour Party Conference"
    )
    event["title"] = "Labour Party Annual Conference"


@edit
def both_ends_of_an_entry(file: EditedFile, data: Data) -> None:
    set_text(file.cut("In May 2024, we"), "We")
    set_text(file.cut("and reduce inequalities."), "and reduce inequality")
    event = next(entry for entry in data["activities"]["events"] if entry["title"] == "UKREiiF")
    change(event, "In May 2024, we", "We", "text")
    change(event, "and reduce inequalities.", "and reduce inequality", "text")


@edit
def date_added_to_an_entry(file: EditedFile, data: Data) -> None:
    run = next(
        run for run in file.paragraph("Conservative Party Conference").iter(f"{W}r") if text_of(run) == " – "
    )
    set_text(run, ", 1 to 4 October 2023 – ")
    event = next(entry for entry in data["activities"]["events"] if entry["title"].startswith("Conservative"))
    event["date"] = {"start": "2023-10-01", "end": "2023-10-04"}


@edit
def second_paragraph_of_an_entry(file: EditedFile, data: Data) -> None:
    file.add_behind(file.paragraph("Arts Council England –"), paragraph("It goes on.", "ListContinue"))
    partner = next(entry for entry in data["activities"]["partnerships"] if entry["title"].startswith("Arts"))
    partner["text"] = partner["text"].rstrip("\n") + "\n\nIt goes on.\n"


@edit
def heading_of_a_theme(file: EditedFile, data: Data) -> None:
    set_text(
        file.run(") Championing climate"),
        text_of(file.run(") Championing climate")).replace("climate", "the climate"),
    )
    entry = _theme(data, "Championing")
    entry["title"] = entry["title"].replace("climate", "the climate")


@told
def words_before_the_number_of_a_theme(file: EditedFile, _: Data) -> None:
    run = next(file.paragraph(") Championing climate").iter(f"{W}t"))
    run.text = "Again: " + run.text


@edit
def priority_added(file: EditedFile, data: Data) -> None:
    file.add_behind(
        file.paragraph("has the answer to some")
        if "has the answer to some" in text_of(file.root)
        else file.paragraph("Drawing on"),
        paragraph("Backing culture", "Heading2") + paragraph("We back culture."),
    )
    entries = data["priorities"]["entries"]
    index = next(index for index, entry in enumerate(entries) if entry["title"].startswith("Promote"))
    entries.insert(index + 1, {"title": "Backing culture", "text": "We back culture."})


@edit
def priority_deleted(file: EditedFile, data: Data) -> None:
    remove(file.paragraph("Providing one voice on behalf"))
    remove(file.paragraph("Key Cities is a non-partisan"))
    entries = data["priorities"]["entries"]
    entries.remove(next(entry for entry in entries if entry["title"].startswith("Providing")))


@edit
def email_row_added(file: EditedFile, data: Data) -> None:
    row = file.row("Address:")
    copy = deepcopy(row)
    for bookmark in list(copy.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        remove(bookmark)
    label, value = copy.iter(f"{W}t")
    label.text, value.text = "Email", "key@example.org"
    row.addprevious(copy)
    data["contact"]["email"] = "key@example.org"


@edit
def address(file: EditedFile, data: Data) -> None:
    set_text(file.run("Civic Centre, Chorley"), "Town Hall, Salford, M1 1AA")
    data["contact"]["address"] = "Town Hall, Salford, M1 1AA"


@edit
def website_given_a_link(file: EditedFile, data: Data) -> None:
    run = next(run for run in file.row("Website:").iter(f"{W}r") if text_of(run) == "Key Cities")
    file.wrap(run, f'<w:hyperlink r:id="{file.relate("https://keycities.example")}"/>')
    data["contact"]["website"] = {"label": "Key Cities", "url": "https://keycities.example"}


@edit
def words_with_markdown_signs(file: EditedFile, data: Data) -> None:
    set_text(file.cut("national agenda"), "*national* 3_4_5 [agenda]")
    change(data, "national agenda", r"\*national\* 3_4_5 [agenda]", "aims")


@edit
def paragraph_that_begins_with_a_number(file: EditedFile, data: Data) -> None:
    file.add_behind(file.paragraph("Eligibility to Key Cities"), paragraph("2024. A good year."))
    data["membership"]["eligibility"] = (
        data["membership"]["eligibility"].rstrip("\n") + "\n\n2024\\. A good year.\n"
    )


@edit
def lead_in_made_bold(file: EditedFile, data: Data) -> None:
    file.run("Our membership consists").insert(0, file.elements("<w:rPr><w:b/></w:rPr>")[0])
    words = "Our membership consists of 26 local authorities. These are:"
    change(data, words, f"**{words}**", "membership", "introduction")


@edit
def comment_only(file: EditedFile, _: Data) -> None:
    run = file.cut("test beds")
    run.addprevious(file.elements('<w:commentRangeStart w:id="5"/>')[0])
    run.addnext(file.elements('<w:r><w:commentReference w:id="5"/></w:r>')[0])
    run.addnext(file.elements('<w:commentRangeEnd w:id="5"/>')[0])
    name = "word/_rels/document.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    file.parts[name] = file.parts[name].replace(
        b"</Relationships>",
        f'<Relationship Id="rIdC" Type="{kind}" Target="comments.xml"/></Relationships>'.encode(),
    )
    file.parts["word/comments.xml"] = (
        f'<w:comments xmlns:w="{NAMESPACE}"><w:comment w:id="5" {AUTHOR}><w:p><w:r><w:t>Is this so?</w:t></w:r></w:p>'
        "</w:comment></w:comments>"
    ).encode()


@edit
def all_bookmarks_stripped(file: EditedFile, _: Data) -> None:
    for bookmark in list(file.root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        remove(bookmark)


@edit
def period(file: EditedFile, data: Data) -> None:
    set_text(file.run("2023/24"), "2024/25")
    data["period"] = "2024/25"


@told
def heading_of_the_layout_reworded(file: EditedFile, _: Data) -> None:
    set_text(file.run("Aims"), "Our aims")


@told
def stray_table(file: EditedFile, _: Data) -> None:
    file.root[0][-1].addprevious(
        file.elements(
            "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='100'/></w:tblGrid><w:tr><w:tc><w:tcPr/><w:p><w:r>"
            "<w:t>Budget 2024</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        )[0]
    )


@told
def words_underlined(file: EditedFile, _: Data) -> None:
    file.cut("fringe event").insert(0, file.elements('<w:rPr><w:u w:val="single"/></w:rPr>')[0])


@told
def heading_of_the_layout_deleted(file: EditedFile, _: Data) -> None:
    remove(next(element for element in file.paragraphs() if text_of(element) == "Collaborative partnerships"))


@told
def text_box(file: EditedFile, _: Data) -> None:
    vml = 'xmlns:v="urn:schemas-microsoft-com:vml"'
    file.paragraph("We are working to lobby").append(
        file.elements(
            f"<w:r><w:pict {vml}><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p>"
            "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        )[0]
    )
