"""The sample that `reportgen layouts preview` shows."""

from importlib.util import module_from_spec, spec_from_file_location

from reportgen.pipeline import check
from reportgen.sample import SAMPLE
from tests.cases import TESTS


def test_the_sample_has_no_fault() -> None:
    assert check(SAMPLE).findings == ()


def test_its_pictures_are_as_they_are_drawn() -> None:
    spec = spec_from_file_location("sample_pictures", TESTS.parent / "docs" / "sample_pictures.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    for name, draw in module.PICTURES.items():
        assert (SAMPLE.parent / f"{name}.svg").read_text("utf-8") == draw(), name
