"""Frozen values as plain data (tables, lists, texts, numbers) and back, by their annotations. Pure.

What comes back is of the annotated type or refused: a file that anyone can edit never puts a text where a number is.
TOML has no null: None is left out where it is the default, and is the table `{type = "none"}` where it is not.
"""

import dataclasses
import functools
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, replace
from enum import Enum
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from transcriber.realtime.configuration import ConfigurationError
from transcriber.sentence import said, together

_NONE = {"type": "none"}

T = TypeVar("T")


class NonsenseError(ValueError):
    """Plain data that is not of the type that was asked for; `what` names the field and says why."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def to_plain(value: Any) -> Any:
    """`value` as tables, lists, texts, numbers and truth values."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        named = ((field, getattr(value, field.name)) for field in dataclasses.fields(value))
        return {
            field.name: _NONE if item is None else to_plain(item)
            for field, item in named
            if item is not None or _default(field) is not None
        }
    if isinstance(value, Enum):
        return value.value
    return [to_plain(item) for item in value] if isinstance(value, tuple) else value


def from_plain(kind: Any, data: Any) -> Any:
    """`data` as a value of the annotated type `kind`; tables may not hold unknown keys.

    Raises:
        NonsenseError: It is of another type.
    """
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _one_of(get_args(kind), data)
    if origin is Literal:
        if isinstance(data, str) and data in get_args(kind):
            return data
    elif origin is tuple:
        return _tuple_of(get_args(kind), data)
    elif dataclasses.is_dataclass(kind):
        return _whole(kind, data)
    elif isinstance(kind, type) and issubclass(kind, Enum):
        if isinstance(data, str) and data in {member.value for member in kind}:
            return kind(data)
    elif kind is float:
        return _number(data)
    elif type(data) is kind:
        return data
    raise NonsenseError(said("has a value that is not allowed"))


def with_fields_of(
    start: T, data: Any, validate: Callable[[T], None], *, names: tuple[str, ...] = ()
) -> tuple[T, list[str]]:
    """`start` with every field of the table `data` that makes sense, and the names of those that do not.

    Fields that `start` does not know are passed over: a newer version may have written them. `names` limits what is
    read; empty reads everything.
    """
    if not isinstance(data, Mapping):
        return start, ["all of it"]
    wrong = []
    kind_of_start: Any = type(start)
    for name, kind in _kinds(kind_of_start).items():
        if name not in data or (names and name not in names):
            continue
        try:
            changed: T = replace(start, **{name: from_plain(kind, data[name])})  # type: ignore[type-var]
            validate(changed)
        except (NonsenseError, ConfigurationError, OverflowError):
            wrong.append(name)
        else:
            start = changed
    return start, wrong


def named_entries(
    document: Any,
    read: Callable[[str, Mapping[str, Any]], tuple[T, list[str]]],
    validate: Callable[[T, tuple[T, ...]], None],
) -> tuple[tuple[T, ...], list[str]]:
    """The presets of a list of tables that make sense beside those before them, and the names of what does not.

    Args:
        document: What should be such a list.
        read: Makes an entry of its name and its table, as good as that goes, and names the fields that make no sense.
        validate: Refuses an entry beside others, by ConfigurationError.
    """
    if not isinstance(document, list):
        return (), ["presets"]
    entries: tuple[T, ...] = ()
    wrong: list[str] = []
    for number, entry in enumerate(document, start=1):
        table = entry if isinstance(entry, Mapping) else {}
        name = table.get("name")
        made, wrong_fields = read(name if isinstance(name, str) else "", table)
        wrong += [f"presets[{number}].{field}" for field in wrong_fields]
        try:
            validate(made, entries)
        except ConfigurationError:
            wrong.append(f"presets[{number}]")
        else:
            entries = (*entries, made)
    return entries, wrong


def _whole(kind: Any, data: Any) -> Any:
    kinds = _kinds(kind)
    if not isinstance(data, Mapping) or not data.keys() <= kinds.keys():
        raise NonsenseError(said("is no such table"))
    values = {}
    for name, item in data.items():
        try:
            values[name] = from_plain(kinds[name], item)
        except NonsenseError as error:
            raise NonsenseError(together(name, error.what)) from None
    try:
        return kind(**values)
    except TypeError:
        raise NonsenseError(said("misses a value")) from None


def _one_of(kinds: tuple[Any, ...], data: Any) -> Any:
    if data == _NONE and types.NoneType in kinds:
        return None
    for kind in kinds:
        try:
            return from_plain(kind, data)
        except NonsenseError:
            continue
    raise NonsenseError(said("has a value that is not allowed"))


def _tuple_of(kinds: tuple[Any, ...], data: Any) -> tuple[Any, ...]:
    if not isinstance(data, list):
        raise NonsenseError(said("must be a list"))
    if kinds[-1] is Ellipsis:
        kinds = kinds[:1] * len(data)
    if len(kinds) != len(data):
        raise NonsenseError(said("has another number of values"))
    return tuple(from_plain(kind, item) for kind, item in zip(kinds, data, strict=True))


def _number(data: Any) -> float:
    if type(data) not in (int, float):
        raise NonsenseError(said("must be a number"))
    try:
        return float(data)
    except OverflowError:
        raise NonsenseError(said("is too large")) from None


@functools.cache
def _kinds(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _default(field: "Field[Any]") -> Any:
    if field.default_factory is not MISSING:
        return field.default_factory()
    return None if field.default is MISSING else field.default
