"""Parses web pages as browsers do, where the parser at hand does otherwise in silence."""

from typing import Any

from reportgen.extract import UnreadableFile
from reportgen.startup.patterns import lazy_pattern

_ENDS = lazy_pattern(r"(?i)</(?:body|html)\s*>")
_DECLARATION = lazy_pattern(r"\A\s*<\?xml[^>]*\?>")
_MAX_DEPTH = 255
_TOO_DEEP = "ERR_RESOURCE_LIMIT"


def parse_html(text: str) -> Any:
    """Returns the root element of a page. Raises UnreadableFile where it is none, or its elements stand too deep in each other.

    Browsers show what stands behind the end of the page, and the parser would leave it out: so the page has none here.
    """
    from lxml import etree

    parser = etree.HTMLParser(
        no_network=True, huge_tree=True
    )  # a picture in the page may have more than 10 MB
    try:
        root = etree.fromstring(_ENDS.sub("", _DECLARATION.sub("", text)), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile("it is no web page that can be read") from error
    if any(entry.type_name == _TOO_DEEP for entry in parser.error_log) or (
        root is not None and _is_deeper(root)
    ):
        raise UnreadableFile("what is in it stands too deep in each other")
    return root


def _is_deeper(root: Any) -> bool:
    """Tells whether elements stand deeper in each other than those of any page should."""
    from lxml import etree

    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _MAX_DEPTH:
            return True
    return False
