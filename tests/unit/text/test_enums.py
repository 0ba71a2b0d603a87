"""The numbers of the contracts, with words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from polypact.text.enums import Phase, ProposalState, Role, Status, Support, class_name, class_number

TYPES = Path("contracts/interfaces/types.vyi").read_text()


def flags_in(name: str) -> dict[str, int]:
    """The members of a Vyper flag: each is a bit, in the order of writing."""
    match = re.search(rf"^flag {name}:\n((?:    .*\n)+)", TYPES, flags=re.MULTILINE)
    assert match is not None
    words = [line.split()[0] for line in match[1].splitlines()]
    return {word: 1 << index for index, word in enumerate(words)}


@pytest.mark.parametrize("enum", [Role, Phase, Status])
def test_numbers_are_those_of_the_contracts_when_compared(enum: type[Role] | type[Phase] | type[Status]) -> None:
    assert {member.name: member.value for member in enum if member.value} == flags_in(enum.__name__)


def test_states_are_those_of_the_contracts_when_compared() -> None:
    code = Path("contracts/modules/partnership/voting/proposals.vy").read_text()
    found = dict(re.findall(r"^([A-Z]+): constant\(uint8\) = (\d)", code, flags=re.MULTILINE))
    assert {state.name: str(state.value) for state in ProposalState} == found


def test_role_words_when_several_one_or_none() -> None:
    assert (Role.PROPOSER | Role.TREASURER).words == "proposer, treasurer"
    assert Role(0).words == "none"
    assert Role.from_names(["treasurer", "PROPOSER"]) == Role.PROPOSER | Role.TREASURER
    assert Role.from_names([]) == Role(0)


def test_role_from_names_when_there_is_no_such_role() -> None:
    with pytest.raises(ValueError, match="no such role: boss; the roles are proposer, steering, mediator, treasurer"):
        Role.from_names(["boss"])


@pytest.mark.parametrize("member", [*Phase, *Status, *ProposalState, *Support])
def test_words_when_shown_to_people(member: Phase | Status | ProposalState | Support) -> None:
    assert member.words and "_" not in member.words


def test_class_number_when_named_or_numbered() -> None:
    assert [class_number(name) for name in ("constitutional", "ordinary", "0", 15, "8")] == [0, 8, 0, 15, 8]
    assert [class_name(number) for number in (0, 8, 3)] == ["constitutional", "ordinary", "3"]


@pytest.mark.parametrize("name", ["16", "-1", "08", "strict", "", "1.0", "\u00b2"])
def test_class_number_when_there_is_no_such_class(name: str) -> None:
    with pytest.raises(ValueError, match="no such decision class"):
        class_number(name)
