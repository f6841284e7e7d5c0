"""What every worker needs, loaded once before the first is started; importing this module does it.

A small report is made too, which loads what the first report needs: the registers, and much else that waits to be asked for.
"""

import gc
from pathlib import Path

from reportgen.batch.work import read_layout
from reportgen.layout import DEFAULT, find
from reportgen.pipeline import build, check_source
from reportgen.source import read

_REPORT = """
schema: 1
form: "2024"
group: {name: Group of Cities}
period: {start: 2023-04-01, end: 2024-03-31}
contact: {lead_member: Cllr Ann Example, lead_officer: Sam Sample, telephone: 01632 960123}
membership: {introduction: "We are:", declared: 2, members: ["Bournemouth, Christchurch and Poole", Hull]}
aims: |
  We speak for cities to the Department for Education, with one voice.

  - good trains
  - homes
priorities: {entries: [{title: Trains, text: We met in May 2023.}]}
activities: {projects: [{title: Trains, text: We met again.}]}
"""


def warm(*formats: str) -> None:
    """Make a report in these formats and leave it at that. Raises EngineMissing where an engine is not installed."""
    checked = check_source(read(_REPORT, "warm.yaml"), Path("warm.yaml"))
    if not build(checked, find(DEFAULT), formats, read=read_layout).files:
        raise AssertionError(checked.findings)
    gc.collect()
    gc.freeze()  # what is loaded is never searched for garbage


warm("docx", "html")
