"""What the form does to a dataset: a value set, an entry put in, taken out or moved; each becomes a change of the text."""

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias, cast, get_args

from reportgen.edit.bracket_comments import comments_in_brackets, with_comments
from reportgen.edit.canonical import on_one_line, opened
from reportgen.edit.errors import Refused
from reportgen.edit.file_values import MAX_DEPTH, file_value, list_value, mapping_value
from reportgen.findings import At
from reportgen.schema.model import Shape
from reportgen.schema.shapes import REPORT_SHAPE, shape_at
from reportgen.source import Source, read
from reportgen.source.positions import NotRewritten, Positions
from reportgen.source.rewriting import rewritten_source
from reportgen.source.spelling import KeysInLines, spelt_entry

Kind: TypeAlias = Literal["set", "remove", "insert", "move"]


@dataclass(frozen=True, slots=True)
class Operation:
    """A change of one value. `index` is where an entry is put in or taken from, `to` where it is moved."""

    kind: Kind
    at: At
    value: Any = ""
    index: int = 0
    to: int = 0


def read_operation(data: Any) -> Operation:
    """Returns an operation that a request asks for. Raises Refused where it is none."""
    if not isinstance(data, dict) or data.get("op") not in get_args(Kind):
        raise Refused("this is no change that can be made")
    at = data.get("at")
    if not isinstance(at, list) or len(at) > MAX_DEPTH or not all(_is_step(step) for step in at):
        raise Refused("this is no place of a dataset")
    numbers = [data.get("from", data.get("index", 0)), data.get("to", 0)]
    if not all(isinstance(number, int) and number >= 0 for number in numbers):
        raise Refused("a place in a list is a number")
    return Operation(cast("Kind", data["op"]), tuple(at), data.get("value", ""), *numbers)


def _is_step(step: Any) -> bool:
    return isinstance(step, str) or (type(step) is int and step >= 0)


def edited(source: Source, operations: Iterable[Operation]) -> Source:
    """Returns a file after operations, one after the other. Raises Refused."""
    for operation in operations:
        source = _after(source, operation)
        if source.data is None:
            raise Refused("the file could not be read after this change")
    return source


def _after(source: Source, operation: Operation) -> Source:
    if source.data is None and not is_blank(source):
        raise Refused("the file has a slip; mend it in the YAML tab first")
    if _must_leave_brackets(source, operation):
        comments = comments_in_brackets(source, operation.at[:-1])
        opened_up = edited(source, _out_of_brackets(source, operation))
        return with_comments(opened_up, operation.at[:-1], comments)
    values: Any = deepcopy(source.data or {})
    orders: dict[At, Sequence[int | None]] = {}
    try:
        match operation.kind:
            case "set":
                _set(values, operation, source)
            case "remove":
                _remove(values, operation.at, orders)
            case "insert":
                _insert(values, operation, orders)
            case "move":
                _move(values, operation, orders)
        return rewritten_source(source, values, orders) if source.data else _begun(source, values)
    except NotRewritten:
        if operation.kind == "set" and _value_at(source.data, operation.at) not in (None, ""):
            return edited(
                source, (replace(operation, value=""), operation)
            )  # in place of old keys, not among them
        place = ".".join(map(str, operation.at))
        raise Refused(
            f"`{place}` cannot be changed without rewriting other lines; use the YAML tab"
        ) from None


def _must_leave_brackets(source: Source, operation: Operation) -> bool:
    """Tells whether a text of several lines would stand in a mapping between brackets that has a line of its own."""
    at, value = operation.at, operation.value
    if operation.kind != "set" or not (isinstance(value, str) and "\n" in value.strip()) or len(at) < 2:
        return False
    positions = Positions(source)
    is_there = isinstance(_value_at(source.data, at[:-1]), dict)
    return is_there and positions.is_in_brackets(at[:-1]) and not positions.is_in_brackets(at[:-2])


def _out_of_brackets(source: Source, operation: Operation) -> tuple[Operation, Operation]:
    """Returns the operations that write a mapping anew, its keys on lines of their own, with a further text in it."""
    holder = {**_value_at(source.data, operation.at[:-1]), operation.at[-1]: operation.value}
    emptied = replace(operation, at=operation.at[:-1], value="")
    return emptied, replace(emptied, value=holder)


def is_blank(source: Source) -> bool:
    """Tells whether a file holds comments alone, so that keys can be put below them."""
    return all(not line.strip() or line.startswith("#") for line in source.text.splitlines())


def _begun(source: Source, values: Mapping[str, Any]) -> Source:
    """Returns a file without any key, with its first keys below what it holds."""
    newline = Positions(source).newline
    lines = [line for key, value in values.items() for line in spelt_entry(key, value, 0)]
    held = "" if source.data is not None else source.text
    end = newline if held and held[-1] not in "\r\n" else ""
    return read(held + end + newline.join([*lines, ""]), source.file)


# Each of these changes the values in place; `orders` says which entries of lists are which.


def _set(values: Any, operation: Operation, source: Source) -> None:
    at = operation.at
    shape = shape_at(at)
    if shape is None or not at:
        raise Refused(f"a dataset has no `{'.'.join(map(str, at))}`")
    value = file_value(operation.value, shape)
    holder = _holder(values, at[:-1])
    step = at[-1]
    if isinstance(step, int):
        if not 0 <= step < len(holder):
            raise Refused("there is no such entry any more")
        holder[step] = on_one_line(value, shape) if not isinstance(holder[step], dict) else value
    elif value == "" and (step not in holder or _stands_in_brackets(source, at[:-1])):
        holder.pop(step, None)
    else:
        if not isinstance(holder.get(step), dict):
            value = on_one_line(value, shape)
        _put(holder, step, value, shape_at(at[:-1]))
    _shorten(values, at[:-1], source)


def _remove(values: Any, at: At, orders: dict[At, Sequence[int | None]]) -> None:
    if not at:
        raise Refused("the whole dataset cannot be removed")
    holder, step = _holder(values, at[:-1]), at[-1]
    if isinstance(step, int):
        if not step < len(holder):
            raise Refused("there is no such entry any more")
        orders[at[:-1]] = [index for index in range(len(holder)) if index != step]
        del holder[step]
        if not holder:
            _holder(values, at[:-2])[at[-2]] = ""  # the key stays, with nothing behind it
            del orders[at[:-1]]
    else:
        holder.pop(step, None)
        if not holder and at[:-1]:
            _holder(values, at[:-2])[at[-2]] = ""


def _insert(values: Any, operation: Operation, orders: dict[At, Sequence[int | None]]) -> None:
    shape = shape_at(operation.at)
    if shape is None or shape.item is None:
        raise Refused(f"`{'.'.join(map(str, operation.at))}` is no list")
    entries = _holder(values, operation.at)
    index = min(operation.index, len(entries))
    value = on_one_line(file_value(operation.value, shape.item), shape.item)
    if entries:
        orders[operation.at] = [*range(index), None, *range(index, len(entries))]
        entries.insert(index, value)
    else:
        _holder(values, operation.at[:-1])[operation.at[-1]] = list_value([value], shape)


def _move(values: Any, operation: Operation, orders: dict[At, Sequence[int | None]]) -> None:
    entries = _holder(values, operation.at)
    if not isinstance(entries, list) or max(operation.index, operation.to) >= len(entries):
        raise Refused("there is no such entry any more")
    order = list(range(len(entries)))
    order.insert(operation.to, order.pop(operation.index))
    orders[operation.at] = order
    entries.insert(operation.to, entries.pop(operation.index))


def _holder(values: Any, at: At) -> Any:
    """Returns the mapping or list at a path, made where there is none, and opened where a line stands for it."""
    holder, shape = values, REPORT_SHAPE
    for step in at:
        inner_shape = shape.item if isinstance(step, int) else shape.keys().get(str(step))
        known = isinstance(holder, list) and isinstance(step, int) and step < len(holder)
        inner = holder[step] if known else holder.get(step, "") if isinstance(holder, dict) else None
        if inner_shape is None or inner is None:
            raise Refused(f"a dataset has no `{'.'.join(map(str, at))}`")
        if isinstance(inner, str):
            inner = _opened_or_new(inner, inner_shape)
            inner = KeysInLines(inner) if holder is values and inner == {} else inner
        if not isinstance(inner, list if inner_shape.item else dict):
            raise Refused(
                f"`{'.'.join(map(str, at))}` holds something of another kind; see it in the YAML tab"
            )
        if known:
            holder[step] = inner
        else:
            _put(holder, str(step), inner, shape)
        holder, shape = inner, inner_shape
    return holder


def _opened_or_new(line: str, shape: Shape) -> Any:
    if not (shape.item or shape.model):
        raise Refused("this place holds a single value")
    expanded = opened(line, shape)
    if expanded == line:
        if line.strip() and not (shape.one_line and shape.one_line.expand(line) == []):
            raise Refused("this place holds a line that stands for no list; see it in the YAML tab")
        return list_value((), shape) if shape.item else mapping_value({}, shape)
    return expanded


def _put(mapping: dict[str, Any], key: str, value: Any, shape: Shape | None) -> None:
    """Gives a key a value; a new key comes behind the one that is before it in the schema."""
    if key in mapping or shape is None:
        mapping[key] = value
        return
    order = {name: index for index, name in enumerate(shape.keys())}
    before = [name for name in mapping if order.get(name, -1) < order.get(key, len(order)) and name in order]
    entries = list(mapping.items())
    last = list(mapping).index(before[-1]) + 1 if before else 0
    mapping.clear()
    mapping.update([*entries[:last], (key, value), *entries[last:]])


def _shorten(values: Any, at: At, source: Source) -> None:
    """Writes a mapping that has one value again as a line, where the file had a line or nothing in its place."""
    shape = shape_at(at)
    before = _value_at(source.data, at)
    if not at or shape is None or (isinstance(before, dict) and not _stands_in_brackets(source, at)):
        return
    if isinstance(before, dict) and comments_in_brackets(source, at):
        return
    holder = _value_at(values, at[:-1])
    holder[at[-1]] = on_one_line(holder[at[-1]], shape)
    if holder[at[-1]] == {}:
        holder[at[-1]] = ""


def _value_at(values: Any, at: At) -> Any:
    for step in at:
        inside = isinstance(values, dict) and step in values
        if not inside and not (isinstance(values, list) and isinstance(step, int) and step < len(values)):
            return None
        values = values[step]
    return values


def _stands_in_brackets(source: Source, at: At) -> bool:
    """Tells whether a mapping stands between brackets, or where one line stood for it."""
    location = source.location(at)
    return location is None or location.style is not None or Positions(source).is_in_brackets(at)
