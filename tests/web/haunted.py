"""A partnership in which strangers wrote what they could into every field that takes text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Any

from eth_abi.abi import encode
from eth_utils import keccak

from polypact.chain import recipe
from polypact.chain.abi import interface
from polypact.clients.actions import Actions
from polypact.clients.ecosystem import Ecosystem
from polypact.clients.partnership import Partnership
from polypact.text.deals import Deal
from polypact.text.validation import WRITTEN
from polypact.text.voting_rules import Rule
from tests.web.crowd import Bulk
from tests.web.stage import Chain, NodeSession
from tests.web.tokens import named_token

_RULE: dict[str, Any] = {
    "voting_delay": "0 seconds",
    "voting_period": "1 hour",
    "execution_delay": "1 day",
    "execution_window": "365 days",
    "quorum": "0%",
    "approval": "50%",
}
_ROLES = (1 + 2 + 8, 1 + 2, 1)
_PEOPLE = ("northwind", "eastport", "westgate")
_ETHER = "0x" + "00" * 20


@dataclass
class Haunted:
    partnership: Partnership
    tokens: list[str]


def haunt(chain: Chain, texts: Sequence[bytes]) -> Haunted:
    """Founds it and has every text said as description, as reason, as reference and so on, cut where it is too long."""
    node = Bulk(chain)
    people = [chain.people[name].address for name in _PEOPLE]
    node.borrow(*people)
    chain.node.rpc("evm_setBlockGasLimit", hex(10**10))
    said = cycle(texts)
    session = NodeSession(chain.node, chain.people["northwind"])
    tokens = [_token(session, chain.usdx, next(said), next(said)) for _ in range(6)]
    address = _found(session, chain, people, tokens, said)
    partnership = Partnership(address, NodeSession(chain.node))
    calls = interface("Partnership")
    for person in people:
        node.send(person, address, calls.encode("accept", partnership.members.offer(person).abi()))
    node.mine()
    _discuss(node, partnership, people, texts, tokens)
    escrow = partnership.escrow
    ledger = interface("RevenueEscrow")
    for number, text in enumerate(dict.fromkeys(text[:32].ljust(32, b"\0") for text in texts)):
        data = ledger.encode("issue_invoice", text, _ETHER, number + 1, chain.now() + 86_400)
        node.send(people[0], escrow, data)
    node.mine()
    return Haunted(partnership, tokens)


def _token(session: NodeSession, plain: str, symbol: bytes, name: bytes) -> str:
    made = session.deploy(named_token(plain, symbol[:2_000], name[:2_000])).contract
    assert made is not None
    return made


def _found(session: NodeSession, chain: Chain, people: Sequence[str], tokens: Sequence[str], said: Any) -> str:
    fast = Rule.model_validate({**_RULE, "execution_delay": "0 seconds"}, context=WRITTEN).to_abi()
    slow = Rule.model_validate({**_RULE, "objections": 2, "contested_approval": "60%"}, context=WRITTEN).to_abi()
    config = recipe.Config(
        name="N" * 31,
        terms_hash=keccak(text="haunted terms"),
        terms_uri="T" * 250,
        formation_deadline=chain.now() + 86_400,
        founders=list(zip(people, (40, 35, 25), (40, 35, 25), _ROLES, strict=True)),
        rules=[(0, next(said)[:32].ljust(32, b"\0"), fast)]
        + [(number, next(said)[:32].ljust(32, b"\0"), slow) for number in range(5, 13)],
        tokens=tokens,
        deal=Deal(max_units=1_000, max_weight=1_000, max_sponsors_bps=1_000, max_reserve_bps=1_000),
        dao_uri="D" * 250,
    ).abi()
    client = Ecosystem(chain.story.ecosystem, session)
    data = client.encode("spin_up", config, bytes(32))
    for placeholder in (config[0], config[2], config[9]):
        data = _replaced(data, str(placeholder).encode(), next(said))
    # Its address follows from all that, and is easier read from the log.
    receipt = session.send(client.address, data)
    logs = client.decode_logs(receipt)
    return str(next(log for log in logs if log.name == "PartnershipSpunUp")["partnership"])


def _replaced(data: bytes, placeholder: bytes, text: bytes) -> bytes:
    """Calldata with other bytes in a text, which stays within the words that it has: cut to the placeholder's size."""
    cut = text[: len(placeholder)]
    place = data.index(len(placeholder).to_bytes(32, "big") + placeholder)
    size = len(placeholder) + 32
    return data[:place] + len(cut).to_bytes(32, "big") + cut.ljust(len(placeholder), b"\0") + data[place + size :]


def _discuss(
    node: Bulk, partnership: Partnership, people: Sequence[str], texts: Sequence[bytes], tokens: Sequence[str]
) -> None:
    own = Actions(partnership.address, partnership.escrow)
    numbers = []
    for at, text in enumerate(texts):
        if at == 0:
            actions = [own.set_end_conditions(_ETHER, 10**18, texts[1][:32].ljust(32, b"\0"))]
        else:
            actions = [own.pay(people[at % 3], at), own.transfer(tokens[at % len(tokens)], people[1], at)]
        columns = [a.target for a in actions], [a.value for a in actions], [a.data for a in actions]
        node.send(people[at % 3], partnership.address, _call("propose", *columns, text[:2_048]))
        ids = encode(["address[]", "uint256[]", "bytes[]", "bytes32"], [*columns, keccak(text[:2_048])])
        numbers.append((int.from_bytes(keccak(ids), "big"), columns, text))
    node.mine()
    node.wait(2)
    for at, (number, _, _) in enumerate(numbers):
        for seat, person in enumerate(people):
            reason = texts[(at + 7 * seat) % len(texts)][:1_024]
            node.send(person, partnership.address, _call("castVoteWithReason", number, 1, reason))
    node.mine()
    node.wait(3_600)
    first, columns, text = numbers[0]
    del first
    data = interface("Partnership").encode("execute", *columns, keccak(text[:2_048]))
    node.send(people[0], partnership.address, data)
    for at, (number, _, _) in enumerate(numbers[1:31]):
        node.send(people[at % 2], partnership.address, _call("object", number, texts[(at + 3) % len(texts)][:1_024]))
    node.mine()


def _call(function: str, *arguments: Any) -> bytes:
    """Calldata whose strings are bytes of any kind."""
    types = [given["type"] for given in interface("Partnership").functions[function][0]["inputs"]]
    signature = f"{function}({','.join(types)})"
    plain = ["bytes" if kind == "string" else kind for kind in types]
    return bytes(keccak(text=signature)[:4]) + encode(plain, list(arguments))
