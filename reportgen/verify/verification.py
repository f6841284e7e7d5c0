"""Verifies examined files: the checks that need the dataset, the layout, or the other files of a report."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reportgen.formats import FORMATS
from reportgen.pipeline import embedded_datasets
from reportgen.verify.comparison import Sides, compare_with_dataset, compare_with_file, compare_with_pack
from reportgen.verify.expectations import Expectations
from reportgen.verify.fonts import check_fonts
from reportgen.verify.model import CHECKS, ExaminedFile, Result, Status, pass_or_fail, skip
from reportgen.verify.origins import Origin, VerifyOptions, find_origin, group_by_report

_MIN_FOR_OTHER_LAYOUT = 6
"""The least number of differences at which the message says that the layout was assumed."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A file and the results of its checks, in the order of CHECKS."""

    path: Path
    results: tuple[Result, ...]


def verify_files(files: Sequence[ExaminedFile], asked: VerifyOptions) -> Iterator[Verdict]:
    """Verifies files in their order. Raises Unreadable where the layout or the dataset that the user names cannot be read."""
    named = asked.given
    expectations = Expectations(asked)
    groups = group_by_report(files)
    order = list(CHECKS)
    for file in files:
        results = [*file.results, *_check_in_context(file, groups[file.path], named, expectations)]
        yield Verdict(file.path, tuple(sorted(results, key=lambda result: order.index(result.check))))


def _check_in_context(
    file: ExaminedFile, group: Sequence[ExaminedFile], named: Origin | None, expectations: Expectations
) -> Iterator[Result]:
    """Yields the results that a file cannot have by itself. `named` is the dataset that the user names."""
    output = FORMATS[file.format]
    origin = find_origin(file, group)
    if named and not (origin and origin.others):
        origin = replace(named, layout=origin.layout if origin else "")
    for check, reason in output.exemptions.items():
        yield Result(check, Status.NONE, reason)
    if "carries" in output.checks:
        yield _check_carried(file, named, expectations)
    yield _check_parity(file, origin, expectations)
    theme = expectations.theme(origin)  # of a web page too, so that a faulty --layout is always refused
    if "fonts" in output.checks:
        yield check_fonts(file, theme)
    if file is not group[0]:
        yield _check_agreement(file, group[0])


def _check_carried(file: ExaminedFile, named: Origin | None, expectations: Expectations) -> Result:
    if file.dataset_error:
        return pass_or_fail("carries", [file.dataset_error], "")
    if file.dataset is None and named:
        message = f"it carries no dataset; {named.description} stands in for it"
        return Result("carries", Status.NONE, message)
    if file.dataset is None:
        return pass_or_fail("carries", ["it carries no dataset"], "")
    contents = (file.dataset, *file.other_datasets)
    datasets = [expectations.dataset(content, file.path) for content in contents]
    problems = [dataset.summary() for dataset in datasets if dataset.is_faulty]
    if named is not None:
        problems += _find_other_dataset(contents, named, expectations)
    is_pack = len(datasets) > 1
    pass_message = (
        f"the datasets of {len(datasets)} reports, none of them with errors"
        if is_pack
        else datasets[0].summary()
    )
    return pass_or_fail("carries", problems, pass_message)


def _find_other_dataset(
    contents: Sequence[bytes], named: Origin, expectations: Expectations
) -> Iterator[str]:
    """Yields a problem where none of the datasets in a file is the one that the user names, as it would be embedded today."""
    checked = expectations.dataset(named.content, named.path).checked
    if not set(contents) & set(embedded_datasets(checked).values()):
        subject = "none of the datasets in it is" if len(contents) > 1 else "the dataset in it is not"
        yield f"{subject} {named.description} as it is today"


def _check_parity(file: ExaminedFile, origin: Origin | None, expectations: Expectations) -> Result:
    if file.text is None:
        return file.text_failure or skip("parity", "what it says could not be read")
    if origin is None:
        return skip("parity", "there is no dataset to compare it with: give it with --dataset FILE")
    expectation = expectations.expectation(origin)
    if expectation.text is None and origin.is_named:
        return pass_or_fail("parity", [expectation.reason], "")
    if expectation.text is None:
        return skip("parity", expectation.reason)
    compare = compare_with_pack if origin.others else compare_with_dataset
    differences = compare(file.text, expectation.text, file.noun)
    count = len(expectation.text.lines) + len(expectation.text.notes)
    pass_message = f"{count} blocks say the same as {origin.description}"
    result = pass_or_fail("parity", differences, pass_message)
    if len(result.problems) >= _MIN_FOR_OTHER_LAYOUT and expectation.assumption:
        result = replace(result, message=f"{result.message}; {expectation.assumption}")
    return result


def _check_agreement(file: ExaminedFile, first: ExaminedFile) -> Result:
    """Compares a file with the first of its report."""
    if file.text is None or first.text is None:
        unread = file if file.text is None else first
        reason = unread.text_failure.message if unread.text_failure else "it could not be read"
        return skip("agreement", f"what {unread.path.name} says is not known: {reason}")
    has_exact_spaces = file.text.has_exact_spaces and first.text.has_exact_spaces
    sides = Sides(f"the {file.noun}", first.path.name, has_exact_spaces)
    differences = compare_with_file(file.text, first.text, sides)
    return pass_or_fail("agreement", differences, f"it says the same as {first.path.name}")
