"""What every worker needs, loaded once before the first is started; importing this module does it."""

from contextlib import suppress

import reportgen.compose
import reportgen.pipeline
import reportgen.rules
from reportgen.writers import EngineMissing, docx, engine, html, pdf

reportgen.rules.all_rules()
with suppress(EngineMissing):
    engine.load()

__all__ = ["docx", "html", "pdf", "reportgen"]
