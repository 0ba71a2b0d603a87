"""The two sides of the comparison: one history, told to the former three accounts and to the present two."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from eth_abi import decode, encode
from eth_utils import keccak

from tests.differential import values
from tests.differential.chain import Answer, Chain, RawLog
from tests.differential.values import (
    ECOSYSTEM,
    NFT,
    NOBODY,
    TOKEN,
    Acceptance,
    Ballot,
    Batch,
    Call,
    Columns,
    Data,
    E,
    Id,
    M,
    P,
    Proposal,
    key,
)

Abi = list[dict[str, Any]]
Artifacts = Mapping[str, Mapping[str, Any]]

FIXTURE = Path(__file__).with_name("former.json.gz")
START = 1_800_000_000  # unix seconds of the first call; both chains begin here
CHAIN_ID = 1  # of a fresh titanoboa chain

PEOPLE = tuple(f"a{number}" for number in range(12))
WALLETS = ("w0", "w1")  # contract wallets with one owner each
EVERYBODY = PEOPLE + WALLETS
MOCKS = ((TOKEN, "PlainToken"), (NFT, "Collectible"))
OUTSIDERS = ("x0", "x1", "x2")  # who never joins

_BALLOT = keccak(text="Ballot(uint256 proposalId,uint8 support,address voter,uint256 nonce)")
_EXTENDED = keccak(
    text="ExtendedBallot(uint256 proposalId,uint8 support,address voter,uint256 nonce,string reason,bytes params)"
)
_TIMED = keccak(text="TimedBallot(uint256 proposalId,uint8 support,address voter,uint256 deadline)")
_DOMAIN = keccak(text="EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)")


def former_artifacts() -> dict[str, Any]:
    """ABIs and bytecode of the three accounts, and of the mocks that both sides use."""
    packed: dict[str, Any] = json.loads(gzip.decompress(FIXTURE.read_bytes()))
    return packed


def type_of(parameter: Mapping[str, Any]) -> str:
    """The canonical type of an ABI parameter."""
    kind = str(parameter["type"])
    if not kind.startswith("tuple"):
        return kind
    return "(" + ",".join(type_of(part) for part in parameter["components"]) + ")" + kind[5:]


def code(artifact: Mapping[str, Any], types: Sequence[str] = (), args: Sequence[Any] = ()) -> bytes:
    """Bytecode with its constructor's arguments."""
    return bytes.fromhex(str(artifact["bytecode"]).removeprefix("0x")) + encode(types, args)


class Function:
    """One function of an ABI."""

    def __init__(self, entry: Mapping[str, Any]) -> None:
        self.name = str(entry["name"])
        self.inputs = [type_of(part) for part in entry["inputs"]]
        self.outputs = [type_of(part) for part in entry["outputs"]]
        self.output_names = [part["name"] for part in entry["outputs"]]
        self.is_view = entry["stateMutability"] in ("view", "pure")
        self.selector = keccak(text=f"{self.name}({','.join(self.inputs)})")[:4]


class Event:
    """One event of an ABI."""

    def __init__(self, entry: Mapping[str, Any]) -> None:
        self.name = str(entry["name"])
        self.inputs = [(str(part["name"]), type_of(part), bool(part["indexed"])) for part in entry["inputs"]]
        self.topic = int.from_bytes(keccak(text=f"{self.name}({','.join(kind for _, kind, _ in self.inputs)})"))

    def fields(self, topics: Sequence[int], data: bytes) -> dict[str, Any]:
        """The fields by name, in the order of the ABI."""
        indexed = iter(topics[1:])
        plain = iter(decode([kind for _, kind, is_indexed in self.inputs if not is_indexed], data))
        return {
            name: decode([kind], next(indexed).to_bytes(32))[0] if is_indexed else next(plain)
            for name, kind, is_indexed in self.inputs
        }


@dataclass(frozen=True)
class Deployed:
    """A deployed ecosystem, and the ABIs of what it makes: partnership, membership, escrow and itself."""

    ecosystem: bytes
    abis: Mapping[str, Abi]
    renamed: Mapping[tuple[str, str], str] = field(default_factory=dict)  # (target, former name) => present name


Recipe = Callable[[Chain, Artifacts], Deployed]


def joined(artifacts: Artifacts, names: Iterable[str]) -> Abi:
    """The functions and events of all parts of a contract."""
    return [entry for name in names for entry in artifacts[name]["abi"] if entry["type"] in ("function", "event")]


def deploy_former(chain: Chain, artifacts: Artifacts) -> Deployed:
    """The three accounts, as they were deployed."""

    def deploy(name: str, *addresses: bytes) -> bytes:
        return chain.deploy(code(artifacts[name], ["address"] * len(addresses), addresses))

    proposals = deploy("PartnershipProposals")
    annex = deploy("PartnershipAnnex", proposals)
    ballots = deploy("PartnershipBallots", annex)
    partnership = deploy("Partnership", ballots, proposals)
    membership = deploy("Membership")
    escrow = deploy("RevenueEscrow", deploy("RevenueEscrowAnnex"))
    ecosystem = deploy("Ecosystem", partnership, membership, escrow)
    parts = ("Partnership", "PartnershipBallots", "PartnershipAnnex", "PartnershipProposals")
    abis = {
        P: joined(artifacts, parts),
        M: joined(artifacts, ["Membership"]),
        E: joined(artifacts, ("RevenueEscrow", "RevenueEscrowAnnex")),
        ECOSYSTEM: joined(artifacts, ["Ecosystem"]),
    }
    return Deployed(ecosystem, abis)


class Side:
    """One side: its chain, its addresses, and what a call means there."""

    def __init__(
        self, name: str, recipe: Recipe, artifacts: Artifacts, make_chain: Callable[[], Chain] = Chain
    ) -> None:
        self.name = name
        self._recipe, self._artifacts, self._make_chain = recipe, artifacts, make_chain
        self._mocks = former_artifacts()
        self.restart()

    def restart(self) -> None:
        """Begins anew, on a fresh chain with nothing but what partnerships are made of."""
        self.chain = self._make_chain()
        self.chain.now = START
        self._stage(self._mocks)
        self._deployed = self._recipe(self.chain, self._artifacts)
        self.addresses[ECOSYSTEM] = self._deployed.ecosystem
        self._encoded: dict[Any, bytes] = {}
        self.ids: dict[bytes, Proposal] = {}
        self._ids: dict[Proposal, bytes] = {}
        self._signed: dict[tuple[str, str], bytes] = {}
        self.roots: dict[bytes, bytes] = {}
        if not hasattr(self, "events"):
            self._learn(self._deployed.abis)

    def _learn(self, abis: Mapping[str, Abi]) -> None:
        """Takes the functions and events from the ABIs."""
        self._functions = {target: _functions(abi) for target, abi in abis.items()}
        self._functions |= {name: _functions(self._mocks[mock]["abi"]) for name, mock in MOCKS}
        entries = [entry for abi in (*abis.values(), self._mocks["PlainToken"]["abi"]) for entry in abi]
        self.events = {event.topic: event for event in map(Event, (e for e in entries if e["type"] == "event"))}

    def _stage(self, artifacts: Artifacts) -> None:
        self.addresses = {name: bytes.fromhex(key(name).address[2:]) for name in PEOPLE + OUTSIDERS}
        self.addresses[NOBODY] = bytes(20)
        for name in WALLETS:
            owner = bytes.fromhex(key(name).address[2:])
            wallet = code(artifacts["OwnersWallet"], ["address[]"], [[owner]])
            self.addresses[name] = self.chain.deploy(wallet, at=keccak(text=name)[:20])
        token = code(artifacts["PlainToken"], ["uint8"], [6])
        self.addresses[TOKEN] = self.chain.deploy(token, at=keccak(text=TOKEN)[:20])
        self.addresses[NFT] = self.chain.deploy(code(artifacts["Collectible"]), at=keccak(text=NFT)[:20])
        for name in EVERYBODY + OUTSIDERS:
            self.chain.endow(self.addresses[name], 10**24)

    def name_of(self, account: bytes) -> str:
        """The name of an address; its digits if it has none."""
        return next((name for name, own in self.addresses.items() if own == account), account.hex())

    # --- calls ---

    def has(self, target: str, function: str, count: int) -> bool:
        return (self._name(target, function), count) in self._functions[target]

    def function(self, target: str, function: str, count: int) -> Function:
        """The function `function` of `target` with so many arguments."""
        return self._functions[target][self._name(target, function), count]

    def send(self, call: Call) -> Answer:
        """Makes a call at the chain's present time."""
        answer = self.chain.call(
            self.addresses.get(call.sender, bytes(20)),
            self.addresses.get(call.target, bytes(20)),
            self.calldata(call.target, call.function, call.args),
            call.value,
        )
        if call.target == ECOSYSTEM and answer.ok and P not in self.addresses:
            self._adopt(answer.output[12:32])
        return answer

    def ask(self, target: str, function: str, *args: Any) -> Answer:
        """Calls a view."""
        cached = (target, function, args)
        data = self._encoded.get(cached)
        if data is None:
            data = self._encoded[cached] = self.calldata(target, function, args)
        return self.chain.call(self.addresses["x0"], self.addresses[target], data, static=True)

    def read(self, target: str, function: str, *args: Any) -> Any:
        """The decoded answer of a view: the value itself if it is one."""
        answer = self.ask(target, function, *args)
        if not answer.ok:
            raise LookupError(f"{self.name}: {function}{args}: {answer.reason}")
        found = decode(self.function(target, function, len(args)).outputs, answer.output)
        return found[0] if len(found) == 1 else found

    def _name(self, target: str, function: str) -> str:
        return self._deployed.renamed.get((target, function), function)

    def _adopt(self, partnership: bytes) -> None:
        self.addresses[P] = self.addresses[M] = partnership
        self.addresses[E] = bytes.fromhex(self.read(P, "escrow")[2:])
        if self.has(P, "membership", 0):
            self.addresses[M] = bytes.fromhex(self.read(P, "membership")[2:])
        # what an answer of this side is compared by: the same marks on both
        self.roots = {self.addresses[E]: b"\xee" * 20, self.addresses[P]: b"\xaa" * 20, self.addresses[M]: b"\xaa" * 20}

    # --- what an argument is on this side ---

    def calldata(self, target: str, function: str, args: Sequence[Any]) -> bytes:
        if not function:
            return b""
        made: list[Any] = []
        for arg in args:
            if isinstance(arg, Columns):
                self.id_of(arg.proposal)  # its id may be in the answer
                made += self._columns(arg.proposal)
            else:
                made.append(self.resolve(arg))
        found = self.function(target, function, len(made))
        return found.selector + encode(found.inputs, made)

    def resolve(self, arg: Any) -> Any:
        """The value of an argument."""
        if isinstance(arg, values.Named):
            return self.addresses.get(arg.name, bytes(20))
        if isinstance(arg, Id):
            return int.from_bytes(self.id_of(arg.proposal))
        if isinstance(arg, Data):
            return self.calldata(arg.target, arg.function, arg.args)
        if isinstance(arg, Acceptance):
            return self._acceptance(arg)
        if isinstance(arg, Ballot):
            return self._ballot(arg)
        if isinstance(arg, Batch):
            return self._batch(arg)
        if isinstance(arg, tuple):
            return tuple(self.resolve(part) for part in arg)
        return arg

    def _columns(self, proposal: Proposal) -> list[list[Any]]:
        return [
            [self.addresses.get(action.target, bytes(20)) for action in proposal.actions],
            [action.value for action in proposal.actions],
            [self.resolve(action.data) for action in proposal.actions],
        ]

    def id_of(self, proposal: Proposal) -> bytes:
        made = self._ids.get(proposal)
        if made is None:
            types = ["address[]", "uint256[]", "bytes[]", "bytes32"]
            made = keccak(encode(types, [*self._columns(proposal), keccak(text=proposal.text)]))
            self._ids[proposal], self.ids[made] = made, proposal
        return made

    # --- signatures ---

    def _domain(self) -> bytes:
        _, name, version, chain_id, contract, _, _ = self.read(P, "eip712Domain")
        types = ["bytes32", "bytes32", "bytes32", "uint256", "address"]
        return keccak(encode(types, [_DOMAIN, keccak(text=name), keccak(text=version), chain_id, contract]))

    def _sign(self, name: str, digest: bytes) -> bytes:
        return bytes(key(name).unsafe_sign_hash(digest).signature)

    def _acceptance(self, wanted: Acceptance) -> bytes:
        if wanted.flaw == "again":
            return self._signed.get(("acceptance", wanted.partner), b"\x01" * 65)
        deadline = wanted.deadline + (wanted.flaw == "date")
        digest = self.ask(M, "acceptance_digest", values.at(wanted.partner), deadline)
        signer = "x1" if wanted.flaw == "signer" else wanted.partner
        signed = self._sign(signer, digest.output if digest.ok else bytes(32))
        self._signed["acceptance", wanted.partner] = signed
        return signed

    def _ballot(self, wanted: Ballot) -> bytes:
        if wanted.flaw == "again":
            return self._signed.get(("ballot", wanted.voter), b"\x01" * 65)
        nonce = self.read(P, "nonces", values.at(wanted.voter)) + (wanted.flaw == "nonce")
        number = int.from_bytes(self.id_of(wanted.proposal))
        fields = [number, wanted.support, self.addresses[wanted.voter], nonce]
        types = ["bytes32", "uint256", "uint8", "address", "uint256"]
        if wanted.extended is None:
            struct = encode(types, [_BALLOT, *fields])
        else:
            reason, params = wanted.extended
            struct = encode([*types, "bytes32", "bytes32"], [_EXTENDED, *fields, keccak(text=reason), keccak(params)])
        signer = "x1" if wanted.flaw == "signer" else wanted.voter
        signed = self._sign(signer, keccak(b"\x19\x01" + self._domain() + keccak(struct)))
        self._signed["ballot", wanted.voter] = signed
        return signed

    def _batch(self, wanted: Batch) -> bytes:
        packed = b""
        number = int.from_bytes(self.id_of(wanted.proposal))
        for ballot in wanted.ballots:
            voter = self.addresses[ballot.voter]
            fields = [_TIMED, number, ballot.support, voter, ballot.deadline]
            struct = encode(["bytes32", "uint256", "uint8", "address", "uint256"], fields)
            signed = self._sign(ballot.voter, keccak(b"\x19\x01" + self._domain() + keccak(struct)))
            if ballot.form == "short" and ballot.voter not in WALLETS:
                v = signed[64] - 27
                signed = signed[:32] + (int.from_bytes(signed[32:64]) | v << 255).to_bytes(32)
            elif ballot.form == "wrong":
                signed = signed[:1] + bytes([signed[1] ^ 1]) + signed[2:]
            packed += voter + bytes(4) + bytes([ballot.support]) + ballot.deadline.to_bytes(5) + len(signed).to_bytes(2)
            packed += signed
        return packed

    # --- what an answer of this side means on both ---

    def common(self, raw: bytes) -> bytes:
        """`raw` with this side's own addresses replaced by the same marks on both sides."""
        for own, mark in self.roots.items():
            if own in raw:
                raw = raw.replace(own, mark)
        return raw

    def without_ids(self, raw: bytes) -> bytes:
        """The same for proposal ids."""
        for own, proposal in self.ids.items():
            if own in raw:
                raw = raw.replace(own, keccak(repr(proposal).encode()))
        return raw

    def describe(self, log: RawLog) -> tuple[str, dict[str, Any]]:
        """A log decoded: its name, and its fields after the emitter's."""
        emitter, topics, data = log
        who = next((name for name in (P, M, E, TOKEN, NFT) if self.addresses.get(name) == emitter), emitter.hex())
        if who == M:
            who = P
        event = self.events.get(topics[0]) if topics else None
        if event is None:
            return "an unknown event", {"emitter": who, "topics": topics, "data": data}
        return event.name, {"emitter": who} | event.fields(topics, data)


def _functions(abi: Abi) -> dict[tuple[str, int], Function]:
    made = [Function(entry) for entry in abi if entry["type"] == "function"]
    return {(function.name, len(function.inputs)): function for function in made}
