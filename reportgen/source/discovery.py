"""Finds the datasets in a folder, and tells them from other YAML files."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reportgen.source import Unreadable
from reportgen.source.decoding import decode_leniently, fold
from reportgen.source.files import read_bytes
from reportgen.startup.patterns import lazy_pattern

ENDINGS = (".yaml", ".yml")

TELLING_KEYS = frozenset(
    {"schema", "form", "membership", "aims", "priorities", "activities", "government", "submitted"}
)
"""Keys at the left margin of datasets, each of which tells by itself that a file is meant to be one."""

COMMON_KEYS = frozenset(
    {
        "language",
        "group",
        "period",
        "contact",
        "foreword",
        "key_figures",
        "quotations",
        "finances",
        "imprint",
        "cover",
        "themes",
        "figures",
        "fonts",
        "sections",
        "private",
    }
)
"""Keys that other files may have too: two of them tell."""

_SOUND_KEY = lazy_pattern(rb"^(?:schema|form):", re.MULTILINE)
_KEY = lazy_pattern(
    r"""^(?P<margin>\ *(?:(?P<dash>[-?])\ +)*)(?:[!&]\S*\ +)*["]*(?P<key>[a-z_]+)["]*\ *(?P<colon>:|$)""",
    re.MULTILINE | re.VERBOSE,
)
"""A key that stands on a line of its own: behind a dash, a question mark, a tag, in quotes of any kind, or indented."""

_NO_CONTENT = lazy_pattern(r"(?:\s|#.*+|%.*+|---(?=\s)|[!&]\S*+\s)*+")
"""What may stand before the values of a file: comments, directives, the mark of a document, tags."""

_FLOW_TOKEN = lazy_pattern(r'"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<plain>[^\s{}\[\]:,"]+)|[{}\[\]:,]', re.DOTALL)
_BREAKS = lazy_pattern("\r\n|[\r\x85\u2028\u2029]")
_LOOKALIKES = str.maketrans(
    {
        **dict.fromkeys(
            "'`\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\xab\xbb\u2039\u203a\u2032\u2033\ufffd", '"'
        ),
        **dict.fromkeys("\u02d0\u2236\ua789", ":"),
        "\t": " ",
    }
)
"""What people and programs put in place of quotes and colons; U+FFFD stands for a byte that is not UTF-8."""


@dataclass(frozen=True, slots=True)
class FolderContents:
    """The YAML files in a folder and its subfolders, and the links to folders elsewhere, which are not followed."""

    datasets: list[Path] = field(default_factory=list)
    other_files: list[Path] = field(default_factory=list)
    linked_folders: list[Path] = field(default_factory=list)


def search_folder(folder: Path) -> FolderContents:
    """Returns what a folder and its subfolders hold, in order, without hidden files.

    Raises Unreadable where a folder cannot be looked into: its datasets would pass unseen.
    """
    contents = FolderContents()
    for path in sorted(find_files(folder, ENDINGS, contents.linked_folders)):
        if is_dataset(path):
            contents.datasets.append(path)
        elif os.path.isfile(path):
            contents.other_files.append(path)
    return contents


def find_files(folder: Path, endings: tuple[str, ...], linked_folders: list[Path]) -> Iterator[Path]:
    """Yields the files in a folder and its subfolders with certain endings, without hidden ones.

    Adds to `linked_folders` the links that lead out of the folder. Raises Unreadable where a folder cannot be looked into.
    """
    root = os.path.realpath(folder)
    for parent, folder_names, file_names in os.walk(folder, onerror=_raise_unreadable):
        folder_names[:] = sorted(name for name in folder_names if not name.startswith("."))
        links = (Path(parent, name) for name in folder_names if os.path.islink(Path(parent, name)))
        linked_folders += (link for link in links if not Path(os.path.realpath(link)).is_relative_to(root))
        visible = (name for name in file_names if not name.startswith("."))
        yield from (Path(parent, name) for name in visible if name.lower().endswith(endings))


def _raise_unreadable(error: OSError) -> None:
    raise Unreadable(f"{error.filename}: cannot be looked into ({(error.strerror or str(error)).lower()})")


def is_dataset(path: Path) -> bool:
    """Tells whether a file is meant to be a dataset, whatever is wrong with it: it has keys of one at its left margin.

    A file that cannot be read counts, and so does a link that leads nowhere: they are reported and not passed over.
    """
    try:
        if not path.is_file():
            return path.is_symlink() and not path.exists()
        content = read_bytes(path)
    except OSError:
        return True
    if _SOUND_KEY.search(content):
        return True
    keys = _top_keys(_normalized(content))
    return bool(keys & TELLING_KEYS) or len(keys & COMMON_KEYS) > 1


def _normalized(content: bytes) -> str:
    """Returns a text in which every encoding, break, space, quote and letter that looks like YAML's own is YAML's own."""
    return fold(_BREAKS.sub("\n", decode_leniently(content))).translate(_LOOKALIKES)


def _top_keys(text: str) -> set[str]:
    """Returns the keys that stand no deeper than the first line of a text does."""
    start = _NO_CONTENT.match(text)
    first = start.end() if start else 0
    if text.startswith("{", first):
        return _flow_keys(text, first)
    margin = 0
    if match := _KEY.search(text, text.rfind("\n", 0, first) + 1):
        margin = len(match["margin"])
    return {
        match["key"]
        for match in _KEY.finditer(text)
        if len(match["margin"]) <= margin and (match["colon"] or match["dash"] == "?")
    }


def _flow_keys(text: str, start: int) -> set[str]:
    """Returns the keys of a mapping in braces, as JSON has them."""
    keys, depth, word = set[str](), 0, ""
    for token in _FLOW_TOKEN.finditer(text, start):
        if token[0] in "{[":
            depth += 1
        elif token[0] in "}]":
            depth -= 1
        elif token[0] == ":" and depth == 1:
            keys.add(word)
        word = token["quoted"] or token["plain"] or ""
    return keys
