"""A dataset that is hard to lay out: tables and lists over pages, deep lists, all kinds of figures, Welsh, and long words."""

import shutil
import tempfile
from functools import cache
from pathlib import Path

from tests.cases import TESTS
from tests.writers.sample import LONG_WORD

_LIST = """\
        - first level, with **weight** and *stress*

          and a second paragraph
          1. second level [yn Gymraeg](lang:cy), £1.5bn – ‘so’
             - third level
               7. fourth level [a **strong** link](https://harbours.example/a?b=1&c=2)
               8. its next
             - third again
        - first again
"""


def _members() -> str:
    names = (f"Cwmni Dŵr a Thŷ {number}{' or Something Else' * (number % 4)}" for number in range(200))
    return "".join(f"    - {{name: {name}, kind: partner}}\n" for name in names)


def _table(rows: int) -> str:
    entries = "".join(
        f'        - ["{number}", "{"What was done, in some detail. " * (number % 5 + 1)}", "£{number * 1234:,}"]\n'
        for number in range(rows)
    )
    return (
        f"      columns: [Number, What, Cost]\n      caption: A table of {rows} rows\n      rows:\n{entries}"
    )


def _text() -> str:
    return f"""\
schema: 1
form: "2024"
language: en-GB
group: {{name: Long Words & Tables Group}}
period: 2023/24
contact:
  lead_member: {{title: Cllr, name: Siân Pŵer}}
  lead_officer: Jo Fairweather
  email: jo@harbours.example
  website: {{label: {LONG_WORD}, url: "https://harbours.example/{"long/" * 30}"}}
membership:
  introduction: "{"Words that go on and on. " * 200}"
  members:
{_members()}
aims: |
  {LONG_WORD} {LONG_WORD}{LONG_WORD}{LONG_WORD}

  [{"Geiriau Cymraeg ŵ ŷ Ŵ Ŷ â. " * 40}](lang:cy)
priorities:
  entries:
    - title: {"A very long title of a section that breaks over lines " * 4}
      text: |
{_LIST}
activities: {{meetings: [{{kind: Plenary, count: 6}}]}}
figures:
  - {{id: map, file: map.png, alt: Map of the 14 members – ŵ, caption: "{"A long caption. " * 20}"}}
  - {{id: rule, file: pictures/rule.svg, decorative: true, caption: Under a decoration}}
  - {{id: drawing, file: pictures/rule.svg, alt: A drawing}}
  - {{id: photo, file: photo.jpg, alt: The harbour of Hull (at night)}}
sections:
  - title: Long table
    text: All of it.
    figure: map
    table:
{_table(120)}
    sections:
      - title: Short table
        figure: rule
        table: {{columns: [A], rows: [[b]]}}
        sections:
          - {{title: Photo, text: Words., figure: photo}}
          - {{title: Drawing, text: Words., figure: drawing}}
"""


@cache
def torture() -> Path:
    """Returns the dataset, with its pictures beside it, in a folder that is removed when the process ends."""
    folder = Path(_folder().name)
    for name in ("map.png", "photo.jpg", "pictures"):
        source = TESTS / "valid" / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, folder / name)
    (path := folder / "torture.yaml").write_text(_text(), "utf-8")
    return path


@cache
def _folder() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory()
