"""What a group's own report has beside the form comes back from a file without its dataset."""

import pytest

from reportgen.sample import SAMPLE
from reportgen.source import load
from tests.importer.test_measured import built, drafted


@pytest.mark.parametrize("form", ["docx", "html"])
def test_figures_quotations_finances_and_imprint_come_back(form: str) -> None:
    data = load(SAMPLE).data
    assert data is not None
    draft = drafted(built(data, form), form)
    for key in ("key_figures", "quotations", "finances"):
        assert draft.values[key] == written(data[key]), key
    assert draft.values["imprint"].split() == str(data["imprint"]).split()


def written(value: object) -> object:
    """Values as the importer writes them: a text ends with its line."""
    if isinstance(value, dict):
        return {
            key: f"{inner.strip()}\n" if key == "text" else written(inner) for key, inner in value.items()
        }
    return [written(inner) for inner in value] if isinstance(value, list) else value
