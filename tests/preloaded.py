"""What workers that look into foreign files have loaded in tests: they are forked from a process that has imported this.

For users a worker is started once for a command. It imports what it needs then, and reads the schemas of Word files, for a
second; hundreds of tests would wait for that. The workers and their limits are those of users.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

import reportgen.extract
import reportgen.importer
import reportgen.pull  # noqa: F401 (see above; so are the others)
from reportgen.verify import examine
from tests.cli.running import MINIMAL, invoke

with TemporaryDirectory() as _folder:
    (_dataset := Path(_folder, "report.yaml")).write_text(MINIMAL, "utf-8")
    invoke("build", _dataset, "--to", "docx", "--to", "html", "-o", _folder, "-q")
    for _path in Path(_folder).glob("*.[dh]*"):
        examine(_path)
