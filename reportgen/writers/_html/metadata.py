"""What a web page says of itself to search engines, and to programs that show a link to it: schema.org and Open Graph.

It stands in `meta` elements: JSON-LD would be a `script`, which readers' programs may refuse whatever is in it.
"""

from reportgen.document import Contents, Document, Figure, Highlight, Paragraph, outline, plain_text, walk
from reportgen.writers._html.elements import empty_element

REPORT_ITEM = ' itemscope itemtype="https://schema.org/Report"'
"""The attributes of the root, which make the page a report by schema.org."""

_LONGEST_DESCRIPTION = 200


def sharing_metadata(document: Document, title: str) -> str:
    """Returns the `meta` elements; what the document does not say is left out."""
    description = _description(document)
    graph = {
        "og:type": "article",
        "og:title": title,
        "og:description": description,
        "og:locale": document.language.replace("-", "_"),
        "article:published_time": document.created,
    }
    items = {
        "name": title,
        "description": description,
        "inLanguage": document.language,
        "datePublished": document.created,
        "author": document.author,
        "publisher": document.group,
        "accessMode": "textual",
    }
    elements = [
        empty_element("meta", {"name": "description", "content": description}) if description else "",
        *(
            empty_element("meta", {"property": name, "content": value})
            for name, value in graph.items()
            if value
        ),
        *(
            empty_element("meta", {"itemprop": name, "content": value})
            for name, value in items.items()
            if value
        ),
        *(
            empty_element("meta", {"itemprop": "accessibilityFeature", "content": feature})
            for feature in _features(document)
        ),
    ]
    return "".join(f"{element}\n" for element in elements if element)


def _description(document: Document) -> str:
    """Returns the first words of running text, but for the marks of a draft, cut between words where they are many."""
    texts = (
        plain_text(block.children)
        for block in walk(document.blocks)
        if isinstance(block, Paragraph)
        and not any(isinstance(inline, Highlight) for inline in block.children)
    )
    text = next(filter(None, texts), "")
    if len(text) <= _LONGEST_DESCRIPTION:
        return text
    return f"{text[:_LONGEST_DESCRIPTION].rpartition(' ')[0].rstrip(',;:–')}…"


def _features(document: Document) -> list[str]:
    """Returns what helps readers, in the words of schema.org."""
    kinds = {type(block) for block in walk(document.blocks)}
    features = {
        "structuralNavigation": any(True for _ in outline(document.blocks)),
        "alternativeText": Figure in kinds,
        "tableOfContents": Contents in kinds,
    }
    return [name for name, holds in features.items() if holds]
