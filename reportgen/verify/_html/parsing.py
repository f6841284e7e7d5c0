"""Parses web pages as browsers do, where the parser at hand does otherwise in silence."""

from typing import Any

from reportgen.extract import UnreadableFile
from reportgen.startup.patterns import lazy_pattern

_ENDS = lazy_pattern(r"(?i)</(?:body|html)\s*>")
_DECLARATION = lazy_pattern(r"\A\s*<\?xml[^>]*\?>")
_TOO_DEEP = "ERR_RESOURCE_LIMIT"


def parse_html(text: str) -> Any:
    """Returns the root element of a page. Raises UnreadableFile where it is none, or its elements stand too deep in each other.

    Browsers show what stands behind the end of the page, and the parser would leave it out: so the page has none here.
    """
    from lxml import etree

    parser = etree.HTMLParser(no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(_ENDS.sub("", _DECLARATION.sub("", text)), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile("it is no web page that can be read") from error
    if any(entry.type_name == _TOO_DEEP for entry in parser.error_log):
        raise UnreadableFile("what is in it stands too deep in each other")
    return root
