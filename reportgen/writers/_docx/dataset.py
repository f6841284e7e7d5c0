"""The dataset that a Word file carries: a custom XML part, which Word, LibreOffice and python-docx keep as it is."""

import base64
from dataclasses import dataclass

from reportgen.writers._docx.xml import DECLARATION, escape

DATASET_NAMESPACE = "urn:reportgen:dataset:1"
"""The namespace of the element that holds the dataset, by which a reader of the file recognises it."""


@dataclass(frozen=True, slots=True)
class DatasetPart:
    """A dataset with the name of its file, and the name of the layout that the report was set by."""

    content: bytes
    name: str
    layout: str = ""

    def xml(self) -> str:
        """Returns the part that holds the dataset: in base64, since XML does not keep line ends apart."""
        text = base64.b64encode(self.content).decode()
        layout = f' layout="{escape(self.layout)}"' if self.layout else ""
        attributes = f'name="{escape(self.name)}"{layout}'
        return f'{DECLARATION}<dataset xmlns="{DATASET_NAMESPACE}" {attributes} encoding="base64">{text}</dataset>'

    def properties_xml(self, number: int) -> str:
        """Returns the part that holds its properties. The item id depends on the dataset's `number` in the file alone."""
        from uuid import NAMESPACE_URL, uuid5

        item_id = str(
            uuid5(NAMESPACE_URL, DATASET_NAMESPACE if number == 1 else f"{DATASET_NAMESPACE}:{number}")
        ).upper()
        return (
            f'{DECLARATION}<ds:datastoreItem ds:itemID="{{{item_id}}}"'
            ' xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
            f'<ds:schemaRefs><ds:schemaRef ds:uri="{DATASET_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
        )
