"""Imports what every worker needs to compile a report, whatever the format, so that a forked worker has it from the start.

It is the last module that is preloaded: what is there by then stays, and the garbage collector need not search it.
"""

import gc

import reportgen.batch.stored_findings
import reportgen.batch.versions
import reportgen.compose
import reportgen.pipeline
import reportgen.registers.departments
import reportgen.registers.plans  # noqa: F401 (see above; so are the others)
from reportgen.rules import all_rules

all_rules()
gc.freeze()
