"""Packs of three reports, in two languages, as the tests of packs want them."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from reportgen.document import Contents, Document, lines
from reportgen.layout import find_layout
from reportgen.pack import Pack, build_pack
from reportgen.pipeline import check
from reportgen.writers import Options
from tests.cli.running import MINIMAL
from tests.documents import EVERYTHING, SEED, WELSH, composed

DATASETS = (SEED, WELSH, EVERYTHING)
GROUPS = ["Grŵp Dinasoedd Allweddol", "Key Cities", "Rivers & Harbours Group"]
NAMES = ["grwp-dinasoedd-allweddol-2023-24", "key-cities-2023-24", "rivers-harbours-group-2023-24"]


def make_pack(paths: Sequence[Path], layout: str = "lga-board", **options: Any) -> Pack:
    checked = [check(path) for path in paths]
    made_pack, findings = build_pack(
        [dataset for dataset in checked if not dataset.failed], find_layout(layout), **options
    )
    assert made_pack, findings
    return made_pack


@cache
def pack_of_three() -> Pack:
    return make_pack(DATASETS)


@cache
def docx_and_html(*, embed: bool = True) -> Mapping[str, bytes]:
    written = pack_of_three().write(("docx", "html"), Options(), embed=embed)
    assert written.findings == ()
    return written.files


@cache
def pdf(*, embed: bool = True) -> bytes:
    written = pack_of_three().write(("pdf",), Options(), embed=embed)
    assert written.findings == ()
    return written.files["pdf"]


def dataset(folder: Path, group: str, text: str = MINIMAL, year: str = "2023/24") -> Path:
    path = folder / group.lower().replace(" ", "-") / f"{year.replace('/', '-')}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.replace("Key Cities", group).replace("2023/24", year), "utf-8")
    return path


def report_lines(path: Path) -> list[str]:
    """What a report says by itself, without its title block and contents."""
    document = composed(path)[0]
    blocks = tuple(block for block in document.blocks if not isinstance(block, Contents))
    return list(lines(Document("", "", "", document.language, "", blocks)))
