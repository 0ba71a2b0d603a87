"""Everything that is decided by vote is declared in `polypact.capabilities`, and nothing else is."""

from __future__ import annotations

from reference import rows

from polypact.capabilities.register import CAPABILITIES, KINDS, SENTENCES, AllActions
from polypact.chain.abi import interface

VOTABLE = {row.name for row in rows() if row.is_voted}


def test_every_votable_function_has_a_kind_of_action() -> None:
    called = {name if kind.calls is None else kind.calls for name, kind in KINDS.items()}
    assert VOTABLE - called == set(), "declare how these are written in a proposal's file, in polypact/capabilities/"
    assert called - VOTABLE - {""} == set(), "no vote can call these"


def test_every_votable_function_has_its_words() -> None:
    assert VOTABLE - set(SENTENCES) == set(), "say what these do, in polypact/capabilities/"
    assert set(SENTENCES) - VOTABLE == set(), "no vote can call these"


def test_every_votable_function_has_a_method_that_makes_it() -> None:
    assert VOTABLE - set(dir(AllActions)) == set(), "add methods of these names in polypact/capabilities/"


def test_nothing_is_declared_twice() -> None:
    for what in ("kinds", "words", "abroad", "reasons"):
        names = [name for each in CAPABILITIES for name in getattr(each, what)]
        assert sorted(names) == sorted(set(names)), what


def test_moments_are_fields_of_events() -> None:
    known = {
        field["name"]
        for contract in ("Partnership", "RevenueEscrow")
        for event in interface(contract).events.values()
        for field in event["inputs"]
    }
    assert {moment for each in CAPABILITIES for moment in each.moments} <= known
