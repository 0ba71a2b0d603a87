"""Reads in batches, against a made-up node: how many requests there are, and what a refusal costs."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from eth_abi.abi import encode
from eth_utils.address import to_checksum_address
from requests.exceptions import ConnectionError as NoConnection
from web3 import Web3
from web3.providers import JSONBaseProvider

from polypact.chain.abi import ERC20
from polypact.chain.batch import Batch
from polypact.chain.node_errors import NodeError, RefusedError
from polypact.chain.session import Session
from polypact.chain.tokens import Tokens
from polypact.clients.overview import Glance, Snapshot
from polypact.clients.partnership import Partnership
from polypact.text.deals import Deal
from polypact.text.enums import ETHER, Phase, ProposalState

DEAL = Deal(notice_seconds=86_400, redeemable_bps=2_500, max_units=9, deadlock_days=30)
HOUSE = "0x" + "1a" * 20
PARTNERS, PROPOSALS, NOW = 250, 3, 5_000
RULE = (1, 100, 10, 1_000, 3_000, 5_000, 0, 0, False, False, 2, 6_000, 60, ETHER)
SOONER = NOW + 7  # when an early decision closed the first proposal


@dataclass
class Node(JSONBaseProvider):
    """A node that knows one partnership; `largest` is how many requests it takes at once."""

    largest: int = 10**6
    is_gone: bool = False
    has_ids: bool = True
    requests: list[int] = field(default_factory=list)
    """How many reads each request had."""

    def __post_init__(self) -> None:
        super().__init__()
        nobody: Any = SimpleNamespace()
        self.house = Partnership(HOUSE, nobody)
        self.views: dict[tuple[str, bytes], bytes] = {}
        self.logs: list[dict[str, Any]] = []
        self._found()

    def make_request(self, method: Any, params: Any) -> Any:
        self.requests.append(1)
        if self.is_gone:
            raise NoConnection
        return self._answer(method, params)

    def make_batch_request(self, batch_requests: Any) -> Any:
        self.requests.append(len(batch_requests))
        if self.is_gone:
            raise NoConnection
        if len(batch_requests) > self.largest:
            return {"jsonrpc": "2.0", "id": 1, "error": {"code": -32600, "message": "batch too large"}}
        answers = [self._answer(*request) for request in batch_requests]
        return answers if self.has_ids else [{"result": answer.get("result")} for answer in answers[::-1]]

    def _answer(self, method: str, params: Any) -> dict[str, Any]:
        answer: dict[str, Any] = {"jsonrpc": "2.0", "id": 1}
        if method == "eth_chainId":
            return {**answer, "result": "0x539"}
        if method == "eth_blockNumber":
            return {**answer, "result": "0x63"}
        if method == "eth_getBlockByNumber":
            number = 99 if params[0] == "latest" else int(params[0], 16)
            return {**answer, "result": {"number": hex(number), "timestamp": hex(NOW - 99 + number)}}
        if method == "eth_getBalance":
            return {**answer, "result": hex(7)}
        if method == "eth_getLogs":
            addresses, [wanted, *_] = params[0]["address"], params[0]["topics"]
            return {
                **answer,
                "result": [log for log in self.logs if log["address"] in addresses and log["topics"][0] in wanted],
            }
        assert method == "eth_call"
        found = self.views.get((params[0]["to"], bytes.fromhex(params[0]["data"][2:])))
        if found is None:
            return {**answer, "error": {"code": 3, "message": "execution reverted: no such view"}}
        return {**answer, "result": "0x" + found.hex()}

    # --- the partnership ---

    def _found(self) -> None:
        house, members, escrow = self.house, self.house.members, self.house.revenue
        self._view(members, "partnership_name", (), "Harbour")
        self._view(members, "phase", (), 2)
        self._view(members, "current_terms", (), (2, b"\x01" * 32, 0, False))
        self._view(members, "formation_deadline", (), 0)
        self._view(members, "seat_count", (), PARTNERS)
        self._view(house, "proposal_count", (), 10 + PROPOSALS)
        self._view(members, "deal_of", (2,), DEAL.abi())
        people = [
            (_account(seat), seat, 2, 10, 20, 1, 2, 0, 1, 0, 0, 0, _account(seat), 0, False, 0)
            for seat in range(PARTNERS)
        ]
        for start in range(0, PARTNERS, 100):
            self._view(members, "partners", (start, 100), people[start : start + 100])
        for version in (1, 2):
            self._log(members, "TermsPublished", 1, [version], [b"\x01" * 32, f"ipfs://{version}", 0])
        for seat in range(PARTNERS):
            self._log(members, "TermsAccepted", 2 + seat % 90, [_account(seat), 2], [b"\x01" * 32])
        for number in (0, 8):
            self._log(house, "RuleSet", 1, [number], [1, RULE])
            self._view(house, "rule", (number,), RULE)
        for id in range(1, PROPOSALS + 1):
            start = NOW + 1 if id == PROPOSALS else NOW - 50
            made = [id, _account(0), [HOUSE], [id], [""], [b""], start, start + 100, f"Proposal {id}"]
            self._log(house, "ProposalCreated", 95, [], made)
            self._view(house, "state", (id,), 0 if id == PROPOSALS else 1)
            self._view(
                house,
                "proposal_tally",
                (id,),
                (1, 2, 3, 4, 5, 6, 90, 42, 5_000, 1, id == 2, False, False, 8, True, False),
            )
            self._view(house, "proposal_class", (id,), 8)
            self._view(house, "proposal_rule", (id,), RULE)
            self._view(house, "proposalDeadline", (id,), SOONER if id == 1 else start + 100)
            self._view(house, "recused", (id,), [7] if id == 2 else [])
        for representative in (_account(60), _account(61)):
            self._log(house, "RepresentativeNamed", 96, [_account(5), representative], [])
        self._view(escrow, "undistributed", (ETHER,), 5)

    def _view(self, client: Any, name: str, arguments: tuple[Any, ...], *values: Any) -> None:
        types = [_type(entry) for entry in client.interface.functions[name][0]["outputs"]]
        self.views[client.address, client.encode(name, *arguments)] = encode(types, values)

    def _log(self, client: Any, event: str, block: int, indexed: list[Any], plain: list[Any]) -> None:
        inputs = client.interface.events[event]["inputs"]
        topics = [_type(entry) for entry in inputs if entry["indexed"]]
        assert len(topics) == len(indexed), event
        types = [_type(entry) for entry in inputs if not entry["indexed"]]
        self.logs.append(
            {
                "address": client.address,
                "topics": [
                    client.interface.topic(event),
                    *("0x" + encode([kind], [value]).hex() for kind, value in zip(topics, indexed, strict=True)),
                ],
                "data": "0x" + encode(types, plain).hex(),
                "blockNumber": hex(block),
                "logIndex": hex(len(self.logs)),
                "transactionHash": "0x" + "ab" * 32,
                "transactionIndex": "0x0",
                "blockHash": "0x" + "cd" * 32,
                "removed": False,
            }
        )


def _type(entry: Any) -> str:
    kind = str(entry["type"])
    return f"({','.join(map(_type, entry['components']))}){kind[5:]}" if kind.startswith("tuple") else kind


def _account(seat: int) -> str:
    return f"0x{seat + 1:040x}"


def open_session(node: Node) -> Session:
    provider = SimpleNamespace(web3=Web3(node, middleware=[]), network_choice="ethereum:local:node")
    session = Session(provider, interactive=False)
    node.requests.clear()
    return session


def look(session: Session) -> Snapshot:
    batch = Batch(session)
    glance = Glance(batch, Partnership(HOUSE, session))
    batch.run()
    return glance.finish(Tokens(session), [ETHER])


def test_snapshot_takes_two_requests() -> None:
    node = Node()
    seen = look(open_session(node))
    assert len(node.requests) == 2
    assert (seen.name, seen.phase, seen.terms.version, seen.terms_uri) == ("Harbour", Phase.IN_FORCE, 2, "ipfs://2")
    assert seen.now == NOW
    assert [partner.seat for partner in seen.roster] == list(range(PARTNERS))
    assert seen.acceptances[seen.roster[5].account] == (2, NOW - 99 + 7)
    assert list(seen.rules) == [0, 8]
    assert [p.state for p in seen.proposals] == [ProposalState.ACTIVE, ProposalState.ACTIVE, ProposalState.PENDING]
    assert [p.quorum for p in seen.proposals] == [42, 42, None]
    # Older ones are not in the log of this node: it is the partnership that counts.
    assert [p.number for p in seen.proposals] == [11, 12, 13]
    assert (seen.proposals[0].votes_against, seen.proposals[0].votes_for, seen.proposals[0].votes_abstain) == (1, 2, 3)
    first, second, _ = seen.proposals
    assert (first.seats_against, first.seats_for, first.seats_abstain, first.base, first.objections) == (4, 5, 6, 90, 1)
    assert (first.deadline, first.executable_from, first.executable_until) == (SOONER, SOONER + 11, SOONER + 1_010)
    assert (first.contested, second.contested, first.recused_seats, second.recused_seats) == (False, True, (), (7,))
    assert seen.representatives == {_account(5): _account(61)}
    assert seen.deal == DEAL
    [ether] = seen.balances
    assert (ether.token.symbol, ether.treasury, ether.escrow, ether.undistributed) == ("ETH", 7, 7, 5)


@pytest.mark.parametrize("answer", [None, b"", b"\xff" * 31, b"\xff" * 64])
def test_t96_token_that_does_not_tell_hides_no_other(answer: bytes | None) -> None:
    node = Node()
    junk = to_checksum_address("0x" + "0b" * 20)
    if answer is not None:
        node.views.update({(junk, ERC20.encode("balanceOf", each)): answer for each in (HOUSE, node.house.escrow)})
    batch = Batch(session := open_session(node))
    glance = Glance(batch, Partnership(HOUSE, session))
    batch.run()
    seen = glance.finish(Tokens(session), [ETHER, junk])
    assert [held.token.symbol for held in seen.balances] == ["ETH"]
    assert [token.address for token in seen.silent] == [junk]


@pytest.mark.parametrize("flaw", [{"largest": 100}, {"largest": 0}, {"has_ids": False}])
def test_snapshot_is_the_same_when_the_node_refuses_batches(flaw: dict[str, Any]) -> None:
    assert look(open_session(Node(**flaw))) == look(open_session(Node()))


def test_size_is_found_once_when_the_node_takes_less() -> None:
    node = Node(largest=100)
    session = open_session(node)
    look(session)
    refused = [size for size in node.requests if size > node.largest]
    assert len(refused) == 1
    look(session)
    assert [size for size in node.requests if size > node.largest] == refused


def test_each_read_is_made_alone_when_there_are_no_batches() -> None:
    node = Node(largest=0)
    session = open_session(node)
    data = Partnership(HOUSE, session).members.encode("partnership_name")
    members = node.house.address
    assert session.call_many([(members, data)] * 3) == session.call_many([(members, data)] * 3)
    assert node.requests == [3, 3, 3, 1, 1, 1, 1, 1, 1]


def test_one_refused_call_is_explained_and_the_others_stay() -> None:
    node = Node()
    session = open_session(node)
    members = Partnership(HOUSE, session).members
    batch = Batch(session)
    name, unknown = members.ask(batch, "partnership_name"), members.ask(batch, "partner", HOUSE)
    batch.run()
    assert name() == "Harbour"
    assert node.requests == [2]
    with pytest.raises(RefusedError, match="no such view"):
        unknown()


def test_node_that_is_gone_is_one_error() -> None:
    node = Node()
    session = open_session(node)
    node.is_gone = True
    with pytest.raises(NodeError, match="does not answer"):
        look(session)
    assert len(node.requests) == 2
