"""The dataset that a Word file carries: a custom XML part, which Word, LibreOffice and python-docx keep as it is."""

import base64
from dataclasses import dataclass

from reportgen.writers._docx.xml import DECLARATION, escape

NAMESPACE = "urn:reportgen:dataset:1"
"""The namespace of the element that holds the dataset; whoever reads it back knows it by this."""

FIRST = "A39D37E5-569E-588A-91E7-A80083381343"
"""The number of the first that a file carries: as for the others, the UUID (version 5) of a URL, here of the namespace."""


@dataclass(frozen=True, slots=True)
class DatasetPart:
    """A dataset under a name, and the name of the layout that it was set by."""

    content: bytes
    name: str
    layout: str = ""

    def xml(self) -> str:
        """The part that holds it: in base64, since XML would take one kind of line end for another."""
        text = base64.b64encode(self.content).decode()
        layout = f' layout="{escape(self.layout)}"' if self.layout else ""
        named = f'name="{escape(self.name)}"{layout}'
        return f'{DECLARATION}<dataset xmlns="{NAMESPACE}" {named} encoding="base64">{text}</dataset>'

    def properties(self, place: int) -> str:
        """The part that says what that one is, by the same number in every file; each of several has its own."""
        return (
            f'{DECLARATION}<ds:datastoreItem ds:itemID="{{{FIRST if place == 1 else _number(place)}}}"'
            ' xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
            f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
        )


def _number(place: int) -> str:
    from uuid import NAMESPACE_URL, uuid5

    return str(uuid5(NAMESPACE_URL, f"{NAMESPACE}:{place}")).upper()
