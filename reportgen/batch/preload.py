"""What every worker needs, loaded once before the first is started; importing this module does it.

A small report is compiled too, as a worker does it, which loads what the first report needs: the registers, the patterns of the
rules, and much else that waits to be asked for.
"""

import gc

from reportgen.batch.engines import engines
from reportgen.batch.work import Job, Making, compile_job
from reportgen.config import Settings
from reportgen.layout import DEFAULT, SHIPPED, content
from reportgen.writers import STANDARDS

_REPORT = b"""
schema: 1
form: "2024"
group: {name: Group of Cities, other_names: [GoC]}
period: {start: 2023-04-01, end: 2024-03-31}
contact: {lead_member: Cllr Ann Example, lead_officer: Sam Sample, telephone: 01632 960123, website: www.example.org}
membership: {introduction: "We are:", declared: 2, members: ["Bournemouth, Christchurch and Poole", Hull]}
aims: |
  We speak for cities to the Department for Education (DfE), with one voice. See the LGA Board, page 3.

  - good trains
  - homes
priorities: {plan: 2022-25, entries: [{title: Trains, text: We met in May 2023.}]}
themes: {entries: [{title: A theme, text: In May the group met three ministers bi-monthly (see part 2).}]}
activities:
  projects: [{title: Trains, text: 'Last month our new Skills Group met again, in June 2023 and a few weeks later.'}]
  events: [{title: Annual Conference 2023, date: 2023-06-01, text: We spoke of trains.}]
"""


def warm(*formats: str) -> None:
    """Make a report in these formats and leave it at that. Raises EngineMissing where an engine is not installed."""
    job = Job(
        file="warm.yaml",
        dataset=_REPORT,
        beside={"notes.txt": b""},  # the folder of these is gone at once, that of none as late as its process
        unusable={},
        layout_name=DEFAULT,
        layout_place=DEFAULT,
        layout=content(SHIPPED / DEFAULT),
        registers={},
        formats=formats,
        making=Making(STANDARDS[0]),
        settings=Settings(),
        engines=engines(),
    )
    product = compile_job(job)
    if not product.files:
        raise AssertionError(product.findings)
    gc.collect()
    gc.freeze()  # what is loaded is never searched for garbage


warm("docx", "html")
