"""The parts of a Partnership together speak OpenZeppelin's IGovernor, and share one storage and one lock."""

from __future__ import annotations

from functools import reduce
from operator import or_, xor
from typing import Any

import pytest
from eth_utils import function_signature_to_4byte_selector, keccak

from polypact.chain.recipe import PARTS
from tests.kit.contracts import abi_of, deployer, layout_of, slot_of
from tests.kit.house import Partnership
from tests.kit.logs import abi_type

_ACTIONS = "(address[],uint256[],bytes[],bytes32)"

# The functions that OpenZeppelin Contracts 5.0 declares in IGovernor itself; what it inherits from IERC165 and
# IERC6372 is no part of type(IGovernor).interfaceId.
IGOVERNOR_5_0 = [
    "name()",
    "version()",
    "COUNTING_MODE()",
    "hashProposal" + _ACTIONS,
    "state(uint256)",
    "proposalThreshold()",
    "proposalSnapshot(uint256)",
    "proposalDeadline(uint256)",
    "proposalProposer(uint256)",
    "proposalEta(uint256)",
    "proposalNeedsQueuing(uint256)",
    "votingDelay()",
    "votingPeriod()",
    "quorum(uint256)",
    "getVotes(address,uint256)",
    "getVotesWithParams(address,uint256,bytes)",
    "hasVoted(uint256,address)",
    "propose(address[],uint256[],bytes[],string)",
    "queue" + _ACTIONS,
    "execute" + _ACTIONS,
    "cancel" + _ACTIONS,
    "castVote(uint256,uint8)",
    "castVoteWithReason(uint256,uint8,string)",
    "castVoteWithReasonAndParams(uint256,uint8,string,bytes)",
    "castVoteBySig(uint256,uint8,address,bytes)",
    "castVoteWithReasonAndParamsBySig(uint256,uint8,address,string,bytes,bytes)",
]
FILES = ("Partnership", *PARTS["Partnership"])
GET_PROPOSAL_ID = "getProposalId" + _ACTIONS  # since 5.3
IERC6372 = ["clock()", "CLOCK_MODE()"]
IDIAMOND_LOUPE = ["facets()", "facetFunctionSelectors(address)", "facetAddresses()", "facetAddress(bytes4)"]  # ERC-2535

EVENTS = [
    "ProposalCreated(uint256,address,address[],uint256[],string[],bytes[],uint256,uint256,string)",
    "ProposalExecuted(uint256)",
    "ProposalCanceled(uint256)",
    "VoteCast(address,uint256,uint8,uint256,string)",
    "VoteCastWithParams(address,uint256,uint8,uint256,string,bytes)",
]


def interface_id(signatures: list[str]) -> bytes:
    """ERC-165: the exclusive or of the selectors."""
    selectors = [int.from_bytes(function_signature_to_4byte_selector(signature), "big") for signature in signatures]
    return reduce(xor, selectors).to_bytes(4, "big")


def signature_of(entry: dict[str, Any]) -> str:
    return f"{entry['name']}({','.join(abi_type(part) for part in entry['inputs'])})"


def functions_of(name: str) -> dict[str, dict[str, Any]]:
    return {signature_of(entry): entry for entry in abi_of(name) if entry["type"] == "function"}


@pytest.mark.parametrize(
    "signatures",
    [["supportsInterface(bytes4)"], IGOVERNOR_5_0, [*IGOVERNOR_5_0, GET_PROPOSAL_ID], IERC6372, IDIAMOND_LOUPE],
    ids=["IERC165", "IGovernor 5.0", "IGovernor 5.3", "IERC6372", "IDiamondLoupe"],
)
def test_supports_interface_when_it_is_the_standards_id(partnership: Partnership, signatures: list[str]) -> None:
    assert partnership.partnership.supportsInterface(interface_id(signatures))


def test_interface_ids_are_those_that_openzeppelin_compiles_to() -> None:
    assert interface_id(IGOVERNOR_5_0).hex() == "65455a86"
    assert interface_id([*IGOVERNOR_5_0, GET_PROPOSAL_ID]).hex() == "cdbdfcee"
    assert interface_id(IDIAMOND_LOUPE).hex() == "48e2b093"  # as ERC-2535 has it


def test_supports_no_interface_when_it_is_another_id(partnership: Partnership) -> None:
    cut = function_signature_to_4byte_selector("diamondCut((address,uint8,bytes4[])[],address,bytes)")
    for other in (b"\xff" * 4, b"\x00" * 4, interface_id(IGOVERNOR_5_0[1:]), cut):
        assert not partnership.partnership.supportsInterface(other)


def test_every_function_of_igovernor_is_there() -> None:
    merged = reduce(or_, (functions_of(name) for name in FILES))
    for signature in [*IGOVERNOR_5_0, GET_PROPOSAL_ID, *IERC6372]:
        assert signature in merged, signature
    assert merged["execute" + _ACTIONS]["stateMutability"] == "payable"
    views = {"state(uint256)", "hasVoted(uint256,address)", "quorum(uint256)", "getVotes(address,uint256)"}
    assert {merged[signature]["stateMutability"] for signature in views} == {"view"}
    returned = {signature: [part["type"] for part in entry["outputs"]] for signature, entry in merged.items()}
    assert returned["clock()"] == ["uint48"]
    assert returned["state(uint256)"] == ["uint8"]
    assert returned["proposalVotes(uint256)"] == ["uint256"] * 3


def test_events_have_the_topics_and_indexed_fields_of_openzeppelin() -> None:
    found = {signature_of(entry): entry for name in FILES for entry in abi_of(name) if entry["type"] == "event"}
    for signature in EVENTS:
        assert signature in found
        indexed = [field["name"] for field in found[signature]["inputs"] if field["indexed"]]
        assert indexed == (["voter"] if signature.startswith("VoteCast") else [])
    names = [field["name"] for field in found[EVENTS[0]]["inputs"]]
    assert names == [
        "proposalId",
        "proposer",
        "targets",
        "values",
        "signatures",
        "calldatas",
        "voteStart",
        "voteEnd",
        "description",
    ]
    assert keccak(text=EVENTS[3]).hex() == "b8e138887d0aa13bab447e82de9d5c1777041ecd21ca36ba824ff1e6c07ddda4"


def test_no_function_hides_another() -> None:
    """A part's functions come before those of the parts behind it; one selector for two names would hide one."""
    handed_over = {  # when it is not plain
        "castVote(uint256,uint8)",
        "castVoteBySig(uint256,uint8,address,bytes)",
        "execute(address[],uint256[],bytes[],bytes32)",
        "propose(address[],uint256[],bytes[],string)",
    }
    found = [signature for name in FILES for signature in functions_of(name)]
    assert {signature for signature in found if found.count(signature) > 1} == handed_over
    selectors = {function_signature_to_4byte_selector(signature) for signature in found}
    assert len(selectors) == len(set(found))


def test_storage_and_transient_storage_of_all_parts_are_the_same() -> None:
    layouts = [deployer(name).compiler_data.storage_layout for name in FILES]
    assert all(layout["storage_layout"] == layouts[0]["storage_layout"] for layout in layouts)
    *locks, of_the_loupe = (layout.get("transient_storage_layout") for layout in layouts)
    assert all(lock == locks[0] for lock in locks)
    assert locks[0]["$.nonreentrant_key"]["slot"] == 0
    assert of_the_loupe in (None, {}, locks[0])  # it takes no lock
    assert slot_of("Partnership", "docket", "_word") == 0
    assert set(layout_of("Partnership")) == {
        "docket",
        "rules",
        "total_weight",
        "seats",
        "recusal",
        "proposals",
        "side_counts",
        "consents",
        "representation",
        "objections",
        "messages",
        "dao_uri",
        "weight_history",
        "open_proposals",
        "ballot_marks",
        "terms",
        "admission",
        "calls",
        "deal",
        "debts",
        "founding",
        "relocation",
        "winding_up",
        "ending",
        "floors",
        "limits",
        "mandates",
        "matters",
        "partnership_storage",
    }
