"""Reading some keys of a dataset gives the values that reading the whole gives, or none."""

from pathlib import Path
from random import Random

import pytest

from reportgen.source import Unreadable, read
from reportgen.source.excerpt import read_keys, read_sections
from tests.samples.groups import samples

KEYS = ("form", "language", "group", "period", "contact", "figures", "private")


def agree(content: bytes) -> bool:
    """Whether there is an excerpt, which must then say what the whole says."""
    values, whole = read_sections(content, KEYS), read(content, "x").data
    if values is not None and whole is not None:
        assert values == {key: value for key, value in whole.items() if key in KEYS}
    return values is not None


def test_excerpts_say_what_the_whole_says() -> None:
    faultless = [sample for sample in samples(40) if not sample.fault]
    assert all(agree(sample.files[sample.name]) for sample in faultless)


def test_whatever_is_done_to_a_file_an_excerpt_says_nothing_else_than_the_whole() -> None:
    chance = Random(1)
    pieces = (
        "\n",
        "\r",
        "\r\n",
        "\u2028",
        "'",
        '"',
        ": ",
        "- ",
        "#",
        "|",
        "{",
        "}",
        "[",
        "---\n",
        "...\n",
        "\t",
        "  ",
    )
    lines = (
        "group: x\n",
        "period: 2020/21\n",
        "form: 2018\n",
        "private: [group]\n",
        "x\n",
        "? y\n",
        "'form': 1\n",
    )
    for sample in samples(12):
        content = sample.files[sample.name].decode("utf-8", "replace")[:4000]
        for _ in range(25):
            offset = chance.randrange(len(content))
            change = chance.choice((*pieces, *lines))
            agree((content[:offset] + change + content[offset:]).encode())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"- group: x\n",
        b"{group: x}\n",
        b"group: x\ngroup: y\n",
        b"group: x\n---\ngroup: y\n",
        b"group: x\n...\n",
        b'"group": x\n',
        b"? group\n: x\n",
        b"group: &a x\n",
        b"group: {name: x\nform: y}\n",
        b"group: x\rform: y\n",
        b"group: \xa3\n",
        b"group: x\ntext: a \x07 bell\n",
    ],
)
def test_what_an_excerpt_cannot_be_sure_of_is_left_to_the_whole(content: bytes) -> None:
    assert not agree(content)


def test_a_mark_of_order_and_other_line_ends_are_no_hindrance() -> None:
    content = "\ufeffgroup: x\r\n# form: y\r\naims: |\r\n  group: z\r\n\r\nperiod: 2020/21\r\n".encode()
    assert agree(content)
    assert read_sections(content, KEYS) == {"group": "x", "period": "2020/21"}


def test_what_is_not_sure_is_read_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("'group': x\naims: y\n")
    assert read_keys(path, KEYS) == {"group": "x"}
    path.write_text("group: [\n")
    assert read_keys(path, KEYS) is None
    with pytest.raises(Unreadable, match="there is no such file"):
        read_keys(tmp_path / "none.yaml", KEYS)
