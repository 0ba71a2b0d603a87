"""SKELETON: public signatures; the bodies follow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from polypact.documents import Document
from polypact.roles import Role


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Terms(_Model):
    file: str | None = None      # relative to the spec
    uri: str = ""
    hash: bytes | None = None    # in YAML 0x + 64 hex digits


class Founder(_Model):
    account: str   # checksum address, a name of the address book, or an Ape alias
    name: str
    weight: int
    units: int
    role: Role


class Rule(_Model):
    voting_delay: int       # seconds; YAML: `1 day`
    voting_period: int      # seconds
    execution_delay: int    # seconds
    execution_window: int   # seconds
    quorum: int             # bps; YAML: `50%` or `5000 bps`
    approval: int           # bps

    def to_abi(self) -> tuple[Any, ...]: ...                                   # types.Rule


class Spec(_Model):
    name: str
    terms: Terms
    formation_deadline: str                     # as written
    ecosystem: str = "default"                  # address or recorded name
    accounts: dict[str, str] = {}
    founders: tuple[Founder, ...]
    rules: dict[int, Rule] = {}                 # by class number, defaults filled in
    tokens: tuple[str, ...] = ()                # addresses or names

    def deadline(self, now: int) -> int: ...                                   # unix seconds
    def with_accounts(self, overrides: Mapping[str, str]) -> Spec: ...         # PolypactError for unknown names
    def terms_document(self, base: Path | None = None) -> Document: ...        # base: folder of the spec; default: where it was loaded from
    def to_config(self, now: int, resolve: Callable[[str], str], terms_hash: bytes) -> tuple[Any, ...]: ...
    def describe(self, now: int | None = None) -> str: ...                     # plain text, several lines


def load_spec(path: Path, now: int | None = None) -> Spec: ...                 # SpecErrors | PolypactError
