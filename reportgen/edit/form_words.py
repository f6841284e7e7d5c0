"""Says a finding for the form: with the names of fields in place of keys, and without advice on how a file is written."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from reportgen.display import Displayed, display
from reportgen.edit.labels import choice_label, field_label, path_label
from reportgen.findings import At, Finding
from reportgen.schema.shapes import paths_with_shapes, shape_at
from reportgen.startup.patterns import lazy_pattern

_SPAN = lazy_pattern(r"`([^`]+)`")
_PAIR = lazy_pattern(r"(\w+): ?(.*)", re.DOTALL)
_PART = lazy_pattern(r"\s*(\w+):\s*(\[[^\]]*\]|[^,]*),?")
_NO_DEALINGS = {"en-GB": "There were none", "cy-GB": "Nid oedd dim"}

_SENTENCES = (
    # what stands in the file
    (r"(`[^`]+`) is not a key that can stand .*", r"the file has \1 here, for which the form has no field"),
    (r", but (?:keys and values stand|a list stands) here", ", but several values stand here"),
    (
        r"should be one line here, or keys with their values",
        "should be one line, or have its fields filled in",
    ),
    (r"needs keys with their values here", "has fields of its own, but one line stands here"),
    # what to do
    (r"the keys here are .*", "write it into another field, and take it out in the YAML tab"),
    (
        r"if it belongs to the value before it, put all of that value in quotes.*",
        "if it belongs to the field before it, write it there, and take this out in the YAML tab",
    ),
    (
        r"(`\w+`) belongs (?:under|at) .*; check the indentation",
        r"write it under \1, and take this out in the YAML tab",
    ),
    (r"write `\w+: \|` and the text on the lines below it, indented", "write the text here, in paragraphs"),
    (r"if the text starts with `\[` .*put it in quotes", "write it here again"),
    (r"put a cell with a comma in it in quotes.*", "where a comma has cut a cell in two, join the two here"),
    (r"an empty cell is written `''`", "a cell can be left empty"),
    (r"put it in quotes: `\"([^`]+)\"`", r"write it as one: `\1`"),
    (r"write it as in `\w+:` with its keys below", "fill in its fields"),
    (r"write at least one of .* below it", "fill in at least one of its fields"),
    (r"write one line, or `\w+: …` and its other keys, without a dash", "fill in its fields"),
    (r"(?:write|start the entry with) `(?:- )?\w+: …`(?: on a line of its own below)?", "fill in its fields"),
    (r"put each entry on a line of its own that starts with `- `", "add each entry by itself"),
    (r"list the members below `members:`, each after a `- `", "list the members under `members`"),
    (r"list it under `figures`, with `id`, `file` and `alt`", "add the picture under `figures` first"),
    (r"and write its path from there", "or choose it here"),
    (r"`en-GB` is English, `cy-GB` is Welsh", "choose one of the two"),
    (r"write `true` or `false`", "choose yes or no"),
    (r"write `- ` in its place.*", "make a list of it with the button above the text"),
    (r"text indented by four spaces or more", "text behind four spaces or more"),
    (r"indent it like the lines above it", "take away the spaces in front of it"),
    (r"with so many spaces behind its dash, this entry", "an entry with so many spaces in front"),
    (r"leave out the words in quotes", "set the link again with the button above the text"),
    (r"(?:below|after) `(\w+):`", r"under `\1`"),
    (r"(write|or) `(\w+):` and ([^,]+)", r"\1 \3 under `\2`"),
    (r"(?:write )?`(\w+): true`", r"tick `\1`"),
)
"""Sentences about the file, and what the form says in their place; a key in backticks becomes the name of its field."""


@lru_cache(maxsize=1)
def _sentences() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern, re.DOTALL), words) for pattern, words in _SENTENCES)


@lru_cache(maxsize=1000)
def _without_advice_on_files(sentence: str) -> str:
    """Returns a message or a hint with other sentences for those about the file; with each key most findings stay the same."""
    for pattern, words in _sentences():
        sentence = pattern.sub(words, sentence)
    return sentence


@lru_cache(maxsize=1)
def _known_keys() -> frozenset[str]:
    return frozenset(step for path, _ in paths_with_shapes() for step in path.split("."))


@lru_cache(maxsize=1)
def _known_paths() -> frozenset[str]:
    return frozenset(path for path, _ in paths_with_shapes())


def said_for_the_form(finding: Finding, values: Any, language: str) -> tuple[Displayed, Displayed | None]:
    """Returns the message and the hint of a finding as the form says them; `values` are those of the file."""
    at = finding.problem.at or ()
    if not at:
        return finding.message, finding.hint
    speaker = _Speaker(at, _words_at(values, at), language)
    hint = display(speaker.say(finding.hint, is_hint=True)) if finding.hint else None
    return display(speaker.say(finding.message, is_hint=False)), hint


def _words_at(values: Any, at: At) -> str:
    """Returns what the file has at a path, in which a message may quote."""
    for step in at:
        inside = (
            step in values
            if isinstance(values, dict)
            else isinstance(values, list) and step in range(len(values))
        )
        values = values[step] if inside else ""
    return values if isinstance(values, str) else ""


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Says sentences about the value at a path, which are the words `quoted`."""

    at: At
    quoted: str
    language: str

    def say(self, sentence: str, *, is_hint: bool) -> str:
        """Returns a message or a hint for the form."""
        if "`government: none`" in sentence:
            sentence = sentence.replace("write `government: none`", f"tick “{_NO_DEALINGS[self.language]}”")
        words = _without_advice_on_files(sentence)
        return _SPAN.sub(lambda match: self._span(match[1], is_hint=is_hint), words)

    def _span(self, words: str, *, is_hint: bool) -> str:
        """Returns what the form says for words in backticks: the name of a field, or a value."""
        shape = shape_at(self.at)
        if shape and words in shape.choices:
            return f"“{choice_label(words, self.language)}”"
        if not is_hint and words in self.quoted:
            return f"`{words}`"
        if words.startswith("{"):
            return self._pairs(words)
        pair = _PAIR.fullmatch(words)
        if pair and pair[1] in _known_keys():
            return self._pair(pair[1], pair[2])
        if words in _known_keys() or words in _known_paths():
            return f"“{path_label(words, self.language)}”"
        return f"`{words}`"

    def _pair(self, key: str, value: str) -> str:
        label = f"“{field_label(key, self.language)}”"
        if not value:
            return label
        is_own = key == next((step for step in reversed(self.at) if isinstance(step, str)), "")
        said = self._pairs(value) if value.startswith("{") else _values(value)
        if key == "private":  # the form has the names of fields there, too
            said = _SPAN.sub(lambda match: f"“{path_label(match[1], self.language)}”", said)
        return said if is_own else f"{said} under {label}"

    def _pairs(self, words: str) -> str:
        """Returns the pairs of a mapping in braces, but for those that are only hinted at."""
        pairs = {key: value for key, value in _PART.findall(words.strip("{}")) if value.strip() != "…"}
        if len(pairs) == 1:
            return _values(next(iter(pairs.values())))
        return ", ".join(
            f"{_values(value)} under “{field_label(key, self.language)}”" for key, value in pairs.items()
        )


def _values(words: str) -> str:
    """Returns a value, or those of a list, without quotation marks of YAML."""
    listed = words.strip("[]").split(", ") if words.startswith("[") else [words]
    return ", ".join("`" + value.strip().strip("\"'") + "`" for value in listed)
