"""Escapes in quotation marks that spell what cannot be printed."""

from reportgen.source import read


def test_escapes_that_cannot_be_printed_are_counted_behind_the_twentieth() -> None:
    source = read('schema: 1\naims: "' + "\\e" * 50 + '"\n', "report.yaml")
    assert [finding.code.id for finding in source.findings] == ["RG007"] * 20
    assert source.findings[-1].message.endswith("cannot be printed, and neither can 30 more in this value")
    assert source.data is not None
    assert str(source.data["aims"]).isspace()
