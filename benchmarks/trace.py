"""Where the gas of a transaction goes: its opcodes, added up by what they are for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from eth_typing import HexStr

from benchmarks.chain import Chain
from benchmarks.erc20 import deploy_token, mint
from benchmarks.house import DESCRIPTION, Ecosystem, House, key

KINDS = {
    "transaction and calldata": (),
    "storage writes": ("SSTORE",),
    "storage reads": ("SLOAD",),
    "creating contracts": ("CREATE", "CREATE2"),
    "calls and reading accounts": (
        *("CALL", "DELEGATECALL", "STATICCALL", "CALLCODE"),
        *("BALANCE", "EXTCODESIZE", "EXTCODEHASH", "EXTCODECOPY"),
    ),
    "locks (transient storage)": ("TLOAD", "TSTORE"),
    "logs": ("LOG0", "LOG1", "LOG2", "LOG3", "LOG4"),
    "hashing": ("KECCAK256", "SHA3"),
    "memory and copying": (
        *("MLOAD", "MSTORE", "MSTORE8", "MCOPY", "CALLDATACOPY", "CALLDATALOAD"),
        *("CODECOPY", "RETURNDATACOPY"),
    ),
    "arithmetic, stack and jumps": (),
    "refund": (),
}
_KIND_OF = {opcode: kind for kind, opcodes in KINDS.items() for opcode in opcodes}


def measure_kinds(chain: Chain) -> dict[str, dict[str, int]]:
    """Where the gas of our operations goes, by key of the operation."""
    found: dict[str, dict[str, int]] = {}

    def note(operation: str) -> None:
        found[operation] = breakdown(chain, chain.last_transaction)

    ecosystem = Ecosystem(chain)
    House(ecosystem, chain.accounts[1:6])
    house = House(ecosystem, chain.accounts[1:6])
    note("spin_up")
    for founder in house.founders:
        house.accept(founder)
        if founder == house.founders[3]:
            note("accept")
    chain.wait(5)
    chain.transfer(chain.accounts[0], house.partnership.address, 10**18)
    for turn in range(2):
        actions, text = [(chain.accounts[9], 10**15, b"")], DESCRIPTION + str(turn)
        house.propose(actions, text)
        note("propose")
        house.open_voting()
        for founder in house.founders:
            house.vote(house.id_of(actions, text), founder)
        note("ballot")
        house.end_voting()
        house.execute(actions, text)
        note("execute")
        house.receive(10**18)
        house.distribute()
        note("credit_5")
        house.claim(house.founders[1])
        note("withdraw_ether")
    measure_kinds_of_governing(ecosystem, note)
    return found


def measure_kinds_of_governing(ecosystem: Ecosystem, note: Callable[[str], None]) -> None:
    """A batch of 5 ballots, and leaving with a part of 1 token; the relayer and the leaver have done their like."""
    chain = ecosystem.chain
    house = House(ecosystem, chain.accounts[1:6], redeemable_bps=10_000)
    house.form()
    chain.transfer(chain.accounts[0], house.partnership.address, 10**18)
    for turn in range(2):
        proposal = house.put([(chain.accounts[9], 10**15, b"")], DESCRIPTION + str(turn))
        house.vote_in_one_batch(proposal, [key(index) for index in range(1, 6)], chain.accounts[0])
        note("batch_5")
    token = deploy_token(chain)
    for account in (house.partnership.address, *house.founders):
        mint(chain, token, account)
    house.leave(house.founders[1], [token.address])
    note("redeem_1")


def breakdown(chain: Chain, transaction: str) -> dict[str, int]:
    """The gas of a mined transaction by kind; the sum is what was used. The node needs `--steps-tracing`."""
    sent = chain.web3.eth.get_transaction(HexStr(transaction))
    used = int(chain.web3.eth.get_transaction_receipt(HexStr(transaction))["gasUsed"])
    options = {"disableStorage": True, "disableStack": True, "enableMemory": False}
    steps = chain.request("debug_traceTransaction", [transaction, options])["structLogs"]
    kinds = Counter(dict.fromkeys(KINDS, 0))
    for opcode, cost in own_costs(steps):
        kinds[_KIND_OF.get(opcode, "arithmetic, stack and jumps")] += cost
    base = 21_000 + sum(16 if byte else 4 for byte in bytes(sent["input"]))
    kinds["transaction and calldata"] = base
    kinds["refund"] = used - sum(kinds.values())
    return {kind: kinds[kind] for kind in KINDS}


def own_costs(steps: Iterable[dict[str, Any]]) -> Iterable[tuple[str, int]]:
    """Every step's opcode and gas, where a call's is without what the called code used.

    A step costs what is left before it minus what is left before the next one of the same depth; the last one of a
    depth says itself what it costs.
    """
    open_steps: list[tuple[str, int]] = []  # calls under way: opcode, gas left before it
    depth_used = [0]  # per depth, gas used so far
    last: dict[str, Any] | None = None
    for step in steps:
        if last is not None:
            difference = step["depth"] - last["depth"]
            if difference == 0:
                cost = last["gas"] - step["gas"]
                depth_used[-1] += cost
                yield last["op"], cost
            elif difference > 0:
                open_steps.append((last["op"], last["gas"]))
                depth_used.append(0)
            else:
                yield last["op"], last["gasCost"]
                depth_used[-1] += last["gasCost"]
                opcode, before = open_steps.pop()
                inner = depth_used.pop()
                total = before - step["gas"]
                depth_used[-1] += total
                yield opcode, total - inner
        last = step
    if last is not None:
        yield last["op"], last["gasCost"]
