"""Turns what pydantic finds wrong into problems with lines that a person can act on."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from polypact.text.errors import Problem, SpecErrors
from polypact.text.field_types import LIKE_KEY, is_like_key
from polypact.text.yaml_lines import FieldPath, Parsed, read_yaml

__all__ = ["TOGETHER", "WRITTEN", "StrictModel", "nearest", "problems_of", "read_model"]

M = TypeVar("M", bound=BaseModel)

# The context of a validation whose values were written by a person, so that units must stand beside numbers.
WRITTEN: dict[str, Any] = {"written": True}

# Begins the error of a check over several fields; who reads a file runs those checks himself, on what can be read.
TOGETHER = "together"

_KEY_OF_MAPPING = "[key]"
_NOT_A_MAPPING = ("model_type", "model_attributes_type", "dict_type")
_NOT_A_LIST = ("list_type", "tuple_type", "set_type")


class StrictModel(BaseModel):
    """A model that never changes and takes no fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_bytes="hex")


def read_model(path: Path, model: type[M]) -> M:
    """Reads a YAML file into a model.

    Raises:
        PolypactError: The file cannot be read.
        SpecErrors: Everything that is wrong in it.
    """
    parsed = read_yaml(path)
    problems = list(parsed.problems)
    try:
        value = model.model_validate(parsed.data, context=WRITTEN)
    except ValidationError as error:
        raise SpecErrors([*problems, *problems_of(error, parsed, model)], parsed.source) from None
    if problems:
        raise SpecErrors(problems, parsed.source)
    return value


def problems_of(error: ValidationError, parsed: Parsed, model: type[BaseModel]) -> list[Problem]:
    """The problems that pydantic found in what was read from a file.

    Args:
        error: As pydantic raised it.
        parsed: The file.
        model: What the file was validated against.
    """
    problems = []
    for detail in error.errors():
        path: FieldPath = tuple(part for part in detail["loc"] if part != _KEY_OF_MAPPING)
        kind = detail["type"]
        message = _message(kind, detail, path, model)
        at_key = kind == "extra_forbidden" or _KEY_OF_MAPPING in detail["loc"]
        problems.append(parsed.problem(path, message, at_key=at_key))
    return problems


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint at the known word that is most like `word`; empty if none is."""
    match = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean `{match[0]}`?" if match else ""


def _message(kind: str, detail: Any, path: FieldPath, model: type[BaseModel]) -> str:
    if is_like_key(detail.get("input")) and path[-1:] != ("hash",):
        return LIKE_KEY  # whatever else is wrong with it; a message must not repeat it
    if kind == "missing":
        return "is missing; add it"
    if kind == "extra_forbidden":
        return _unknown_field(str(path[-1]), _model_at(model, path[:-1]))
    if kind == "value_error":
        return str(detail["ctx"]["error"])
    if detail.get("input") is None:
        return "is empty; give it a value or leave it out"
    if kind in _NOT_A_MAPPING:
        return "must be a mapping: lines of `field: value`"
    if kind in _NOT_A_LIST:
        return "must be a list: lines that begin with `- `"
    return str(detail["msg"])


def _unknown_field(name: str, model: type[BaseModel] | None) -> str:
    known = list(model.model_fields) if model else []
    hint = nearest(name, known)
    return f"unknown field{hint}" if hint else f"unknown field; there are {', '.join(known)}"


def _model_at(model: type[BaseModel], path: FieldPath) -> type[BaseModel] | None:
    """The model that describes what stands at `path`."""
    found: type[BaseModel] | None = model
    for part in path:
        if found is None:
            return None
        if part in found.model_fields:
            found = _model_in(found.model_fields[str(part)].annotation)
        # Otherwise it is an index or a key: the same model describes every item.
    return found


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in get_args(annotation):
        found = _model_in(argument)
        if found is not None:
            return found
    return None
