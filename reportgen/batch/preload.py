"""What every worker needs, loaded once before the first is started; importing this module does it."""

import reportgen.compose
import reportgen.pipeline
import reportgen.rules
from reportgen.writers import docx, html

reportgen.rules.all_rules()

__all__ = ["docx", "html", "reportgen"]
