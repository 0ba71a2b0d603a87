"""A partnership as a tool sees it that knows an address and OpenZeppelin's interfaces, and nothing of us."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import reduce
from operator import xor
from typing import Any

import pytest
from eth_account.signers.local import LocalAccount
from eth_utils import keccak
from eth_utils.abi import function_abi_to_4byte_selector
from web3 import Web3
from web3.contract import Contract
from web3.exceptions import ContractLogicError

from polypact.chain import artifacts
from tests.integration.conftest import ETHER, ROOT, TERMS, Node, found_company, key_of

OPENZEPPELIN = ROOT / "node_modules" / "@openzeppelin" / "contracts" / "build" / "contracts"

PENDING, ACTIVE, CANCELED, _, SUCCEEDED, QUEUED, _, EXECUTED = range(8)
AGAINST, FOR, ABSTAIN = range(3)
NO_WORD = "('execution reverted', '0x')"
WEIGHTS = {"northwind": 25, "eastport": 24, "southbank": 20, "westgate": 19, "fairhaven": 12}
SUPPLIER = "0x3333333333333333333333333333333333333333"

SPEC = """\
name: Standard Bearers
terms:
  file: terms.md
  uri: ipfs://standard-terms
formation_deadline: 14 days
accounts:
{accounts}
founders:
{founders}
rules:
  constitutional: {{voting_delay: 1 hour, voting_period: 3 days, execution_delay: 1 day, execution_window: 14 days,
                   quorum: 60%, approval: 66.67%}}
  ordinary: {{voting_delay: 1 hour, voting_period: 2 days, execution_delay: 12 hours, execution_window: 14 days,
             quorum: 40%, approval: 50%}}
"""

# OpenZeppelin's type strings, as anybody who signs for a Governor knows them.
BALLOT = {
    "Ballot": [
        {"name": "proposalId", "type": "uint256"},
        {"name": "support", "type": "uint8"},
        {"name": "voter", "type": "address"},
        {"name": "nonce", "type": "uint256"},
    ]
}
EXTENDED_BALLOT = {
    "ExtendedBallot": [*BALLOT["Ballot"], {"name": "reason", "type": "string"}, {"name": "params", "type": "bytes"}]
}


def abi_of(interface: str) -> list[dict[str, Any]]:
    """The ABI that OpenZeppelin's npm package has for one of its contracts."""
    path = OPENZEPPELIN / f"{interface}.json"
    assert path.is_file(), "@openzeppelin/contracts is not in node_modules; ./run setup installs it"
    abi: list[dict[str, Any]] = json.loads(path.read_text())["abi"]
    return abi


def interface_id(interface: str, *inherited: str) -> bytes:
    """Solidity's type(I).interfaceId: the selectors that the interface declares itself."""

    def selectors(name: str) -> set[bytes]:
        return {function_abi_to_4byte_selector(entry) for entry in abi_of(name) if entry["type"] == "function"}

    own = selectors(interface).difference(*map(selectors, inherited))
    return reduce(xor, (int.from_bytes(selector) for selector in own)).to_bytes(4)


@dataclass
class Tool:
    """What knows the address only."""

    node: Node
    address: str
    people: dict[str, LocalAccount]

    def as_(self, interface: str) -> Contract:
        contract: Contract = self.node.web3.eth.contract(self.address, abi=abi_of(interface))
        return contract

    @property
    def governor(self) -> Contract:
        return self.as_("IGovernor")

    def read(self, function: str, *arguments: Any, interface: str = "IGovernor") -> Any:
        return self.as_(interface).functions[function](*arguments).call()

    def send(self, by: str, function: str, *arguments: Any) -> Any:
        """The receipt."""
        return self.node.send(self.governor.functions[function](*arguments), self.people[by])

    def refusal(self, by: str, function: str, *arguments: Any) -> str:
        """What the contract says when it refuses."""
        with pytest.raises(ContractLogicError) as refused:
            self.governor.functions[function](*arguments).call({"from": self.people[by].address})
        return str(refused.value)

    def domain(self) -> dict[str, Any]:
        """What ERC-5267 says a signature must be for: the fields that the first byte names, and no others."""
        flags, *values, extensions = self.read("eip712Domain", interface="IERC5267")
        assert extensions == []
        names = ("name", "version", "chainId", "verifyingContract", "salt")
        return {name: value for bit, (name, value) in enumerate(zip(names, values, strict=True)) if flags[0] >> bit & 1}

    def sign(self, by: str, types: dict[str, Any], **ballot: Any) -> bytes:
        voter = self.people[by]
        nonce = self.read("nonces", voter.address, interface="Nonces")
        message = {"voter": voter.address, "nonce": nonce, **ballot}
        return bytes(voter.sign_typed_data(self.domain(), types, message).signature)

    def event(self, name: str, receipt: Any) -> dict[str, Any]:
        """The arguments of the one event of that name."""
        [found] = self.governor.events[name]().process_receipt(receipt)
        assert found["address"] == self.address
        return dict(found["args"])

    def now(self) -> int:
        return self.node.now()


@pytest.fixture(scope="module")
def tool(node: Node, tmp_path_factory: pytest.TempPathFactory) -> Tool:
    """Five founders, weights 25 to 12, spun up by the scripts and in force, with five ether."""
    company = found_company(tmp_path_factory.mktemp("standard"), node.network)
    people = {name: company.import_key(name, key_of(f"standard {name}")) for name in (*WEIGHTS, "relayer")}
    for person in people.values():
        node.rpc("anvil_setBalance", person.address, hex(100 * ETHER))
    accounts = "\n".join(f'  {name}: "{people[name].address}"' for name in WEIGHTS)
    founders = "\n".join(
        f"  - {{account: {name}, name: {name.title()}, weight: {weight}, units: 100, role: [proposer]}}"
        for name, weight in WEIGHTS.items()
    )
    (company.folder / "standard.yaml").write_text(SPEC.format(accounts=accounts, founders=founders))
    (company.folder / "terms.md").write_text(TERMS)
    made = company.json("deploy", "standard.yaml", account="northwind")
    partnership = node.web3.eth.contract(made["partnership"], abi=artifacts.interface("Partnership"))
    for name in WEIGHTS:
        offer = partnership.functions.offer_of(people[name].address).call()
        node.send(partnership.functions.accept(offer), people[name])
    node.rpc("anvil_setBalance", made["partnership"], hex(5 * ETHER))
    node.travel_to(node.now() + 60)
    return Tool(node, made["partnership"], people)


def payment(value: int) -> tuple[list[str], list[int], list[bytes]]:
    return [SUPPLIER], [value], [b""]


def test_igovernor_drives_a_proposal_from_its_making_to_its_execution(tool: Tool) -> None:
    actions, text = payment(ETHER), "Pay the crane"
    described = (*actions, keccak(text=text))
    assert tool.read("proposalThreshold") == 0

    made = tool.send("northwind", "propose", *actions, text)
    proposal = tool.read("hashProposal", *described)
    assert tool.read("getProposalId", *described) == proposal
    snapshot, deadline = tool.read("proposalSnapshot", proposal), tool.read("proposalDeadline", proposal)
    assert tool.event("ProposalCreated", made) == {
        "proposalId": proposal,
        "proposer": tool.people["northwind"].address,
        "targets": [SUPPLIER],
        "values": [ETHER],
        "signatures": [""],
        "calldatas": [b""],
        "voteStart": snapshot,
        "voteEnd": deadline,
        "description": text,
    }
    made_at = tool.node.web3.eth.get_block(made["blockNumber"])["timestamp"]
    assert snapshot == made_at + tool.read("votingDelay")
    assert deadline == snapshot + tool.read("votingPeriod")
    assert tool.read("proposalProposer", proposal) == tool.people["northwind"].address
    assert tool.read("proposalNeedsQueuing", proposal) is False
    assert tool.read("state", proposal) == PENDING
    assert "governor: vote not active" in tool.refusal("northwind", "castVote", proposal, FOR)

    tool.node.travel_to(snapshot + 1)
    assert tool.read("state", proposal) == ACTIVE
    assert tool.read("quorum", snapshot) == 40
    for name, weight in WEIGHTS.items():
        account = tool.people[name].address
        assert tool.read("getVotes", account, snapshot) == weight
        assert tool.read("getVotesWithParams", account, snapshot, b"anything") == weight
        assert tool.read("hasVoted", proposal, account) is False

    def cast(name: str, support: int, reason: str = "", params: bytes | None = None) -> dict[str, Any]:
        """The arguments of the event."""
        weight = WEIGHTS[name]
        found = {"voter": tool.people[name].address, "proposalId": proposal, "support": support, "weight": weight}
        return found | {"reason": reason} | ({} if params is None else {"params": params})

    plain = tool.send("northwind", "castVote", proposal, FOR)
    assert tool.event("VoteCast", plain) == cast("northwind", FOR)

    explained = tool.send("eastport", "castVoteWithReason", proposal, AGAINST, "too dear")
    assert tool.event("VoteCast", explained) == cast("eastport", AGAINST, "too dear")

    with_params = tool.send("southbank", "castVoteWithReasonAndParams", proposal, ABSTAIN, "", b"\x01\x02")
    assert tool.event("VoteCastWithParams", with_params) == cast("southbank", ABSTAIN, "", b"\x01\x02")

    signature = tool.sign("westgate", BALLOT, proposalId=proposal, support=FOR)
    signed = (proposal, FOR, tool.people["westgate"].address, signature)
    assert tool.event("VoteCast", tool.send("relayer", "castVoteBySig", *signed)) == cast("westgate", FOR)

    full = {"proposalId": proposal, "support": AGAINST, "reason": "no crane", "params": b"\x03"}
    signature = tool.sign("fairhaven", EXTENDED_BALLOT, **full)
    extended = (proposal, AGAINST, tool.people["fairhaven"].address, "no crane", b"\x03", signature)
    relayed = tool.send("relayer", "castVoteWithReasonAndParamsBySig", *extended)
    assert tool.event("VoteCastWithParams", relayed) == cast("fairhaven", AGAINST, "no crane", b"\x03")

    assert all(tool.read("hasVoted", proposal, tool.people[name].address) for name in WEIGHTS)
    assert tool.read("proposalVotes", proposal, interface="GovernorCountingSimple") == [24 + 12, 25 + 19, 20]
    assert tool.read("COUNTING_MODE") == "support=bravo&quorum=for,abstain"

    # Passed: 44 of the 80 for and against, 64 of a quorum of 40. There is no queue to put it in.
    tool.node.travel_to(deadline + 1)
    assert tool.read("state", proposal) == QUEUED
    eta = tool.read("proposalEta", proposal)
    assert eta == deadline + 12 * 3_600 + 1
    assert "governor: not executable" in tool.refusal("relayer", "execute", *described)
    assert "governor: no queue step" in tool.refusal("relayer", "queue", *described)
    tool.node.travel_to(eta)
    assert tool.read("state", proposal) == SUCCEEDED
    executed = tool.send("relayer", "execute", *described)
    assert tool.event("ProposalExecuted", executed) == {"proposalId": proposal}
    assert tool.read("state", proposal) == EXECUTED
    assert tool.node.web3.eth.get_balance(Web3.to_checksum_address(SUPPLIER)) == ETHER


def test_igovernor_cancels_a_proposal_when_its_proposer_asks(tool: Tool) -> None:
    actions, text = payment(2 * ETHER), "Pay it twice"
    described = (*actions, keccak(text=text))
    tool.send("eastport", "propose", *actions, text)
    proposal = tool.read("hashProposal", *described)
    assert "governor: not the proposer" in tool.refusal("northwind", "cancel", *described)
    assert tool.read("state", proposal) == PENDING

    canceled = tool.send("eastport", "cancel", *described)

    assert tool.event("ProposalCanceled", canceled) == {"proposalId": proposal}
    assert tool.read("state", proposal) == CANCELED
    tool.node.travel_to(tool.read("proposalSnapshot", proposal) + 1)
    assert "governor: vote not active" in tool.refusal("northwind", "castVote", proposal, FOR)


def test_t11_t47_signed_ballot_counts_once_and_for_nothing_else(tool: Tool) -> None:
    proposals = []
    for number in range(2):
        actions, text = payment(number + 1), "Small change"
        tool.send("southbank", "propose", *actions, text)
        proposals.append(tool.read("hashProposal", *actions, keccak(text=text)))
    first, second = proposals
    tool.node.travel_to(tool.read("proposalSnapshot", second) + 1)
    voter = tool.people["westgate"].address
    signature = tool.sign("westgate", BALLOT, proposalId=first, support=FOR)
    for other in ((second, FOR, voter), (first, AGAINST, voter), (first, FOR, tool.people["eastport"].address)):
        assert "invalid signature" in tool.refusal("relayer", "castVoteBySig", *other, signature)

    tool.send("relayer", "castVoteBySig", first, FOR, voter, signature)

    for voting in (
        tool.refusal("relayer", "castVoteBySig", first, FOR, voter, signature),
        tool.refusal("westgate", "castVote", first, AGAINST),
        tool.refusal("westgate", "castVoteWithReason", first, AGAINST, "on second thoughts"),
    ):
        assert "governor: invalid signature" in voting or "governor: already voted" in voting
    assert tool.read("proposalVotes", first, interface="GovernorCountingSimple") == [0, WEIGHTS["westgate"], 0]


def test_too_long_a_text_is_refused_without_a_word(tool: Tool) -> None:
    """Vyper bounds every text; a client has to look first, as docs/clients.md says."""
    actions, text = payment(3), "A long story"
    tool.send("southbank", "propose", *actions, text)
    proposal = tool.read("hashProposal", *actions, keccak(text=text))
    tool.node.travel_to(tool.read("proposalSnapshot", proposal) + 1)
    assert tool.refusal("eastport", "castVoteWithReason", proposal, FOR, "x" * 1_025) == NO_WORD
    assert tool.refusal("eastport", "castVoteWithReasonAndParams", proposal, FOR, "", b"x" * 1_025) == NO_WORD
    assert tool.refusal("eastport", "propose", *actions, "x" * 2_049) == NO_WORD
    longest = ([SUPPLIER], [0], [b"x" * 1_025])
    assert tool.refusal("eastport", "propose", *longest, text) == NO_WORD
    assert tool.refusal("eastport", "propose", *(column * 17 for column in actions), text) == NO_WORD
    tool.send("eastport", "castVoteWithReason", proposal, FOR, "x" * 1_024)


def test_erc165_answers_for_the_interfaces_of_openzeppelin(tool: Tool) -> None:
    governor = interface_id("IGovernor", "IERC165", "IERC6372")
    get_proposal_id = function_abi_to_4byte_selector(
        next(entry for entry in abi_of("IGovernor") if entry.get("name") == "getProposalId")
    )
    before_5_3 = bytes(a ^ b for a, b in zip(governor, get_proposal_id, strict=True))
    answered = (
        interface_id("IERC165"),
        interface_id("IERC6372"),
        governor,
        before_5_3,
        interface_id("IERC1155Receiver", "IERC165"),
        interface_id("IERC721Receiver"),
        interface_id("IERC1271"),
    )
    assert [tool.read("supportsInterface", each, interface="IERC165") for each in answered] == [True] * 7
    for other in (b"\xff\xff\xff\xff", interface_id("IERC20"), interface_id("IERC721", "IERC165")):
        assert tool.read("supportsInterface", other, interface="IERC165") is False


def test_erc6372_clock_is_the_seconds_of_the_chain(tool: Tool) -> None:
    block = tool.node.web3.eth.get_block("latest")
    clock = tool.as_("IERC6372").functions
    assert clock.CLOCK_MODE().call() == "mode=timestamp"
    assert clock.clock().call(block_identifier=block["number"]) == block["timestamp"]


def test_erc5267_domain_is_of_this_chain_and_this_address(tool: Tool) -> None:
    assert tool.domain() == {
        "name": tool.read("name"),
        "version": tool.read("version"),
        "chainId": tool.node.web3.eth.chain_id,
        "verifyingContract": tool.address,
    }
