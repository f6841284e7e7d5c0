"""A session: the text of one dataset from the moment it is opened, and everything that happens to it.

The text goes to disk with every change, before the page is told. What somebody else writes meanwhile is merged; what cannot be
merged is shown, and neither side is overwritten until the officer has chosen.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import Any

from reportgen.config import Settings
from reportgen.edit.checks import Checks, Preview
from reportgen.edit.disk import Change, DatasetFile, Write, is_encodable, keep_elsewhere
from reportgen.edit.errors import Overtaken, Refused, Stale
from reportgen.edit.fixing import fixed_text
from reportgen.edit.history import History
from reportgen.edit.line_ends import with_line_feeds, with_own_line_ends
from reportgen.edit.merging import merged, with_raw_characters
from reportgen.edit.operations import Operation, edited
from reportgen.edit.state import describe_state
from reportgen.edit.told import difference, with_ids
from reportgen.findings import Code
from reportgen.pipeline.repairing import repaired
from reportgen.source import Source, Unreadable, read


@dataclass
class Session:
    """The text of a dataset, its findings and its preview. Nothing in it may be called from two threads at once."""

    path: Path
    write: Write
    read_settings: Callable[[], Settings]
    layout: str
    is_editable: bool = True
    _session_name: str = field(default_factory=lambda: token_hex(4), init=False)
    _changes: int = field(default=1, init=False)
    text_on_disk: str | None = field(default=None, init=False)
    """What somebody else has written and what could not be merged; None without a conflict."""
    failure: str = field(default="", init=False)
    """Why the text could not be saved."""
    is_unreadable: bool = field(default=False, init=False)
    """Whether somebody else has put something in the place of the file that is no text."""

    last_preview: Preview | None = field(default=None, init=False, repr=False)
    """The last report that could be shown."""
    _known: tuple[str, Source] | None = field(default=None, init=False, repr=False)
    """A text that has been read already, with what was read."""
    _preview: tuple[Preview | None] | None = field(default=None, init=False, repr=False)
    """The report as it is now, in a tuple once it has been made."""

    def __post_init__(self) -> None:
        self.history = History()
        self.file = DatasetFile(self.path, self.write)
        self.text = self.file.open()
        kept = self.file.kept_aside() if self.is_editable else None
        if kept == self.text:
            self.file.forget_aside()
        elif kept is not None:  # an earlier session was killed in the middle of a conflict
            self.text_on_disk, self.text = self.text, kept
        self.checks = Checks(self.path, self.read_settings, self.layout)
        self._check()

    # What the page asks for

    @property
    def revision(self) -> str:
        """What names the present text: no two sessions have one alike, so that a page of an earlier one is told so."""
        return f"{self._session_name}-{self._changes}"

    @property
    def folder(self) -> Path:
        """The folder of the dataset, outside which nothing is read or written."""
        return self.path.parent

    @property
    def shown_text(self) -> str:
        """The text as the page shows it: its lines end with line feeds."""
        return with_line_feeds(self.text)

    def state(self, *, preview: bool = False) -> dict[str, Any]:
        """Returns all that the page shows of the present text, with `preview` the report too."""
        return describe_state(self, preview=preview)

    def preview(self) -> Preview | None:
        """Returns the report as it is now; None where nothing can be shown."""
        if self._preview is None:
            self._preview = (self.checks.preview(self.checked),)
            self.last_preview = self._preview[0] or self.last_preview
        return self._preview[0]

    def fix_difference(self, name: str) -> list[dict[str, str]]:
        """Returns what the fix of a finding changes. Raises Refused where it changes nothing."""
        return difference(self.shown_text, with_line_feeds(self._fixed(name)))

    def code(self, name: str) -> Code | None:
        """Returns a code that one of the findings has; None for any other."""
        return next((finding.code for finding in self.findings.values() if finding.code.id == name), None)

    @property
    def conflict_mark(self) -> str:
        """What names the other text of a conflict."""
        return sha256((self.text_on_disk or "").encode()).hexdigest()[:16]

    # What changes the text

    def edit(self, operations: Iterable[Operation], revision: str, merge_key: str = "") -> None:
        """Makes changes of the form. Raises Refused, and Stale for another revision."""
        self._require(revision)
        after = edited(self.checked.source, operations)
        self._known = (after.text, after)
        self._change(self._with_raw_characters(after.text), merge_key)

    def type(self, shown: str, revision: str, merge_key: str = "", base: str | None = None) -> None:
        """Takes the text of the YAML tab, which was made of `base`; without one, of the text of a revision.

        Raises Stale where the text has changed since, in a way that cannot be merged.
        """
        text: str | None = shown
        if base is None:
            self._require(revision)
        else:
            text = merged(with_line_feeds(base), self.shown_text, with_line_feeds(shown))
        if text is None:
            raise Stale
        self._change(with_own_line_ends(text, self.text), merge_key)

    def fix(self, name: str, revision: str) -> None:
        """Makes the fix of one finding. Raises Refused and Stale."""
        self._require(revision)
        self._change(self._fixed(name))

    def fix_all(self, revision: str) -> None:
        """Makes all safe fixes. Raises Stale."""
        self._require(revision)
        self._change(self._with_raw_characters(repaired(self.checked).text))

    def undo(self) -> None:
        """Brings back the text before the last change."""
        self._replace(self.history.undo(self.text))

    def redo(self) -> None:
        """Brings back the text that was undone last."""
        self._replace(self.history.redo(self.text))

    def resolve(self, keep: str, revision: str, shown: str | None = None) -> None:
        """Ends a conflict: with `mine` or with what is on `disk`; the other can be had by undoing.

        `shown` is the mark of the other text that the officer has seen. Raises Stale where it is not the one on disk.
        """
        self._require(revision)
        if self.text_on_disk is None:
            return
        if shown not in {None, self.conflict_mark}:
            raise Stale
        other, self.text_on_disk = self.text_on_disk, None
        if keep == "disk":
            self._change(other)
            return
        mine = self.text
        self.history.record(other)
        self._replace(mine)

    def choose_layout(self, name: str) -> None:
        """Shows the report in another layout. Raises Unreadable where there is none."""
        self.checks.choose_layout(name)
        self._moved_on()

    def notice(self) -> bool:
        """Looks whether somebody else has changed the file, and takes it over. Returns whether the state is another."""
        change = self._changed_on_disk()
        if change is None and self.failure and self.text != self.file.text:
            self.save()
        if change is not None:
            self._merge(change)
        return change is not None

    def renew(self) -> None:
        """Checks again because a picture, a layout, the settings or a register has changed."""
        self.checks.renew_settings()
        self._moved_on()

    def save(self) -> None:
        """Writes the text to disk, if nobody else has written it meanwhile; in a conflict, beside it."""
        if not self.is_editable:
            return
        if self.text_on_disk is not None:
            self._try(lambda: self.file.keep_aside(self.text))
            return
        change = self._changed_on_disk()
        if change is not None and change.theirs != self.text:
            self._merge(change)
        elif not self.is_unreadable and (self.text != self.file.text or not self.file.is_there):
            self._write()
        elif not self.is_unreadable:
            self.failure = ""
            self.file.forget_aside()

    def finish(self) -> Path | None:
        """Saves for the last time. Returns the file elsewhere into which went what could not be saved. Raises OSError."""
        self.save()
        is_aside = self.text_on_disk is not None and not self.failure
        return None if self.text == self.file.text or is_aside else keep_elsewhere(self.path, self.text)

    # How

    def _require(self, revision: str) -> None:
        if revision != self.revision:
            raise Stale

    def _change(self, text: str, merge_key: str = "") -> None:
        if not is_encodable(text):
            raise Refused("there is half a character in this text, which no file can hold")
        if text == self.text:
            return
        self.history.record(self.text, merge_key)
        self._replace(text)

    def _replace(self, text: str) -> None:
        self.text = text
        self.save()
        self._moved_on()

    def _moved_on(self) -> None:
        self._changes += 1
        self._check()

    def _check(self) -> None:
        known, self._known = self._known, None
        source = known[1] if known and known[0] == self.text else read(self.text, str(self.path))
        self.checked = self.checks.check(source)
        self.findings = with_ids(self.checks.new_findings(self.checked))
        self._preview = None

    def _changed_on_disk(self) -> Change | None:
        """Returns what somebody else has made of the file; what can be no dataset is told, and not written over."""
        try:
            change = self.file.changed()
        except Unreadable as error:
            self.failure, self.is_unreadable = str(error), True
            return None
        if self.is_unreadable:
            self.failure, self.is_unreadable = "", False
        return change

    def _write(self) -> None:
        if not self.is_editable:
            return
        try:
            self._try(lambda: self.file.save(self.text))
        except Overtaken:
            self.save()
            return
        if not self.failure:
            self.file.forget_aside()

    def _try(self, write: Callable[[], None]) -> None:
        try:
            write()
            self.failure = ""
        except OSError as error:
            self.failure = str(error)

    def _merge(self, change: Change) -> None:
        """Brings together what is on disk and what is here, which have both moved on from what was saved last."""
        ours, theirs = self.text, change.theirs
        both: str | None = theirs
        if self.text_on_disk is not None:
            both = ours if ours == theirs else None
        elif ours not in change:
            both = merged(change.base, theirs, ours)
        self.text_on_disk = theirs if both is None else None
        if both is not None and both != ours:
            self.history.record(ours)
            self.text = both
        if both is None or both == theirs:
            self.save()
        else:
            self._write()
        self._moved_on()

    def _fixed(self, name: str) -> str:
        return self._with_raw_characters(fixed_text(self.checked.source, self.findings.get(name)))

    def _with_raw_characters(self, text: str) -> str:
        return with_raw_characters(text, self.text, self.checked.source.text)
