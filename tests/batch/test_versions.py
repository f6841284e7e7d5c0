"""The versions that outputs depend on."""

from importlib.metadata import version

from reportgen.batch.versions import _version, engines


def test_every_library_that_writes_is_named_with_its_version() -> None:
    names = engines(paged=True).split("; ")
    assert {f"weasyprint {version('weasyprint')}", f"python-docx {version('python-docx')}"} <= set(names)
    assert not [name for name in names if name.endswith(" none")]


def test_layout_libraries_count_for_pdfs_alone() -> None:
    paged, others = (engines(paged=is_paged).split("; ") for is_paged in (True, False))
    assert [name.split()[0] for name in paged if name not in others] == ["Pango", "HarfBuzz"]


def test_a_package_that_is_missing_has_no_version() -> None:
    assert _version("no-such-package") == "none"
