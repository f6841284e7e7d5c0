"""What workers need, loaded once before the first is started: importing a module of this package does it for a format.

A small report is compiled, as a worker does it, which loads what the first report needs: the registers, the patterns of the
rules, and much else that waits to be asked for.
"""

# ruff: noqa: E402

import gc

gc.disable()  # what is loaded stays: to search it for garbage takes an eighth of the time

from reportgen.batch.job import Job, OutputOptions, compile_job
from reportgen.batch.versions import engines
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


def warm(form: str, *, search: bool = False) -> None:
    """Make a report in a format and leave it at that, or `search` what that leaves behind for garbage.

    Raises EngineMissing where the format's engine is not installed.
    """
    gc.disable()
    try:
        _compile(form)
        if search:
            gc.collect()
    finally:
        gc.freeze()  # workers do not search it either
        gc.enable()


def _compile(form: str) -> None:
    job = Job(
        file="warm.yaml",
        dataset=_REPORT,
        beside={},
        unusable={},
        layout_name=DEFAULT,
        layout_place=DEFAULT,
        layout=content(SHIPPED / DEFAULT),
        registers={},
        formats=(form,),
        making=OutputOptions(STANDARDS[0]),
        settings=Settings(),
        engines=engines(paged=form == "pdf"),
    )
    product = compile_job(job)
    if not product.files:
        raise AssertionError(product.findings)
