"""The names of the styles in a Word file: which one each node of the document gets."""

LIST_STYLE_LEVELS = 5
"""How many levels of lists Word has styles for ("List Bullet" to "List Bullet 5"); deeper lists take the last."""

NUMBERING_LEVELS = 9
"""How many levels of a list Word counts separately."""

STYLES: dict[str, str] = {
    "Title": "Title",
    "Title of a pack": "Cover Title",
    "Group": "Subtitle",
    "Period": "Report Period",
    "Logo": "Logo",
    "Section 1": "Heading 1",
    "Section 2": "Heading 2",
    "Section 3": "Heading 3",
    "Section 4": "Heading 4",
    "Section 5, in a pack": "Heading 5",
    "Paragraph": "Normal",
    "Paragraph before a list": "Lead In",
    "Emphasis": "Emphasis",
    "Strong": "Strong",
    "Strong in Emphasis": "Strong Emphasis",
    "Link": "Hyperlink",
    "Emphasis in Link": "Hyperlink Emphasis",
    "Strong in Link": "Hyperlink Strong",
    "Strong in Emphasis in Link": "Hyperlink Strong Emphasis",
    "Footnote": "Footnote Reference",
    "Footnote text": "Footnote Text",
    "BulletList": "List Bullet",
    "BulletList in columns": "List Columns",
    "NumberedList": "List Number",
    "Item": "List Continue",
    "Quotation": "Quotation",
    "Quotation source": "Quotation Source",
    "Fields": "Report Fields",
    "Field label": "Field Label",
    "Field label, kept": "Field Label Kept",
    "Field value": "Field Value",
    "Table": "Report Table",
    "Table caption": "Caption",
    "Table head": "Table Heading",
    "Table head, right": "Table Heading Right",
    "Table gap": "Table Gap",
    "Table note": "Table Note",
    "Cell": "Table Text",
    "Cell, right": "Table Number",
    "Cell, kept": "Table Text Kept",
    "Cell, kept, right": "Table Number Kept",
    "Figure": "Picture",
    "Figure caption": "Figure Caption",
    "Figure caption, credited": "Figure Caption Credited",
    "Figure credit": "Figure Credit",
    "Figure, beside": "Picture Beside",
    "Cover title": "Front Title",
    "Cover group": "Front Group",
    "Cover period": "Front Period",
    "Cover picture": "Front Picture",
    "Key figure": "Key Figure",
    "Key figure label": "Key Figure Label",
    "Key figure label, kept": "Key Figure Label Kept",
    "Key figure note": "Key Figure Note",
    "Key figure note, kept": "Key Figure Note Kept",
    "Card title": "Card Title",
    "Card details": "Card Details",
    "Card details, last": "Card Details Last",
    "Card text": "Card Text",
    "Card text, last": "Card Text Last",
    "Timeline date": "Timeline Date",
    "Timeline event": "Timeline Event",
    "Timeline text": "Timeline Text",
    "Callout title": "Callout Title",
    "Callout details": "Callout Details",
    "Callout text": "Callout Text",
    "Callout BulletList": "Callout Bullet",
    "Callout NumberedList": "Callout Number",
    "Callout Item": "Callout Continue",
    "Callout Quotation": "Callout Quotation",
    "Callout Quotation source": "Callout Quotation Source",
    "Contents title": "Contents Heading",
    "Contents entry 1": "TOC 1",
    "Contents entry 2": "TOC 2",
    "Contents entry 3": "TOC 3",
    "Contents entry 4": "TOC 4",
    "Running header": "Header",
    "Running footer": "Footer",
}
"""Nodes and their parts as the docs name them, with the names of their styles as Word shows them.

Lists and quotations inside lists take the style's name with their level: "List Bullet 2". `Item` is the style of an item's
further paragraphs; "Table gap" that of the empty paragraph that Word demands after some tables. A `LanguageRun` has no style:
its runs carry the language. A `PageBreak` is a property of the paragraph that follows it.
"""


def own_style_id(name: str) -> str:
    """Returns the id of one of our own styles, as Word makes ids from names."""
    return name.replace(" ", "")


def style_key(name: str) -> str:
    """Returns a style's name for looking it up: files differ in how they write the names of built-in styles."""
    return name.lower()


def stored_name(name: str) -> str:
    """Returns a style's name as the file stores it: Word keeps some of its built-in names in lower case."""
    is_lower_case = name.startswith(("Heading ", "TOC ")) or name in {
        *("Caption", "Header", "Footer", "Footnote Reference", "Footnote Text")
    }
    return name.lower() if is_lower_case else name
