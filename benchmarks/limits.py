"""The largest things one may do. Each must fit into a transaction with room to spare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from web3 import Web3
from web3.contract import Contract

from benchmarks.chain import Chain
from benchmarks.erc20 import deploy_tokens, mint
from benchmarks.house import (
    DAY,
    ETHER,
    LAZY,
    MAX_ACTIONS,
    MAX_FOUNDERS,
    RECUSING,
    STRICT,
    TERMS_HASH,
    WIDE,
    Action,
    Ecosystem,
    House,
    house_of,
    key,
)
from polypact.build.artifact_files import compile_contract
from polypact.chain import artifacts
from polypact.text.deals import Capital

#: Since Osaka no transaction may have more than 2**24 gas (EIP-7825); we stay below with what callers add.
GAS = 16_000_000

ROSTER = 1_000
MAX_BATCH = 64
MAX_CALLDATA, MAX_DESCRIPTION, MAX_URI = 1_024, 2_048, 256
MAX_CLASSES, MAX_LISTED, MAX_TOKENS, MAX_NAMED = 16, 8, 16, 10
MAX_OPEN = 6
MAX_SPONSORS = 8
MAX_CALLS_BYTES = 4_096
#: Partners of one `pay_out` or `claim_for`.
MAX_PAID = 128
#: Of units, that one claim goes through.
MAX_CHANGES = 32
PAGE = 64
_PRO_RATA = 2
FIRST_PARTNER = 5
#: The node must have them: the partners, and those who join last.
ACCOUNTS = FIRST_PARTNER + ROSTER + MAX_ACTIONS

TITLES = {
    "spin_up": f"spin up with {MAX_FOUNDERS} founders, {MAX_CLASSES} rules, {MAX_LISTED} revenue tokens, long texts",
    "propose": f"propose {MAX_ACTIONS} actions of {MAX_CALLDATA:,} bytes with a text of {MAX_DESCRIPTION:,}",
    "execute": "execute that proposal; the targets do next to nothing",
    "propose_recusing": f"propose payments to {MAX_ACTIONS} partners in a class that recuses them",
    "execute_recusing": "execute those payments",
    "propose_open": f"propose where silence passes, the last of the {MAX_OPEN} that a partner may have open there",
    "batch": f"{MAX_BATCH} signed ballots in one transaction, every voter on a new page",
    "admit": f"execute {MAX_ACTIONS} admissions at {ROSTER:,} on the roster",
    "accept": f"accept the terms at {ROSTER:,} on the roster",
    "claim": f"claim {MAX_TOKENS} tokens in one transaction",
    "claim_changes": f"the same after {MAX_CHANGES} changes of units, each with income before it",
    "redeem": (
        f"leave with a part of {MAX_LISTED + MAX_NAMED} tokens while {MAX_LISTED} listed ones have to be split, among "
        f"{MAX_SPONSORS} sponsors, contributors, the treasury and vesting partners"
    ),
    "claim_vesting": f"claim of a partner whose units vest, {MAX_CHANGES} days with income since the last",
    "pay_out": f"pay {MAX_PAID} partners out at once, none of whom was paid before, by way of {MAX_SPONSORS} sponsors",
    "claim_for": f"pay {MAX_PAID} partners what was credited to them, for the first time",
}


def measure_limits(chain: Chain) -> dict[str, int]:
    """The gas of every limit by its key; `chain` needs `ACCOUNTS` accounts."""
    ecosystem = Ecosystem(chain)
    people = chain.accounts[FIRST_PARTNER:]
    return (
        {"spin_up": _spin_up(ecosystem)}
        | _actions(house_of(ecosystem, people[:3]))
        | _open(ecosystem)
        | _recusal(ecosystem)
        | _tokens(ecosystem)
        | _paying(ecosystem)
        | _crowd(house_of(ecosystem, people[:ROSTER]))
    )


def over_limit(limits: Mapping[str, int]) -> list[str]:
    """A problem for each that does not fit, and for each that was not measured."""
    missing = [f"{title}: was not measured" for key, title in TITLES.items() if key not in limits]
    return missing + [
        f"{TITLES[key]}: {gas:,} gas, {GAS:,} is the most one may use" for key, gas in limits.items() if gas > GAS
    ]


def _spin_up(ecosystem: Ecosystem) -> int:
    chain = ecosystem.chain
    every_role = 15
    founders = [(account, 2**30, 2**25, every_role) for account in chain.accounts[:MAX_FOUNDERS]]
    rules = [
        (number, b"A class with a name of 32 bytes." if number else bytes(32), STRICT) for number in range(MAX_CLASSES)
    ]
    tokens = [token.address for token in deploy_tokens(chain, MAX_LISTED)]
    texts = ("A name that is thirty-one bytes", TERMS_HASH, "u" * MAX_URI)
    deal = replace(WIDE, notice_seconds=30 * DAY, redeemable_bps=5_000, ends=2**40 - 1, deadlock_days=180)
    capital = [(token, 2**112 - 1, 2**112 - 1) for token in tokens]
    required = [(account, tokens[0], 2**95) for account in chain.accounts[:MAX_FOUNDERS]]
    calls = _founding_calls(chain, tokens)
    terms = (deal.abi(), capital, "d" * MAX_URI, 500, _PRO_RATA, chain.now + DAY, required, calls)
    config = (*texts, chain.now + 30 * DAY, founders, rules, tokens, *terms)
    return chain.send(ecosystem.contract.functions.spin_up(config, bytes(32)), chain.accounts[0])


def _founding_calls(chain: Chain, tokens: Sequence[str]) -> bytes:
    """As many promises as fit: each looks at the windows of all classes for each that was made before."""
    interface = chain.at(artifacts.interface("Partnership"), ETHER)
    packed = b""
    for number in range(1, MAX_ACTIONS + 1):
        what = (tokens[number % len(tokens)], b"\xff" * 4, True, number.to_bytes(32))
        matter = (*what, chain.accounts[number], 0, 7, 0, 1_095, 0, 0, 3, 10**18, 720)
        call = bytes.fromhex(interface.encode_abi("reserve_matter", [matter])[2:])
        if len(packed) + 3 + len(call) > MAX_CALLS_BYTES:
            break
        packed += bytes(1) + len(call).to_bytes(2) + call
    return packed


def _actions(house: House) -> dict[str, int]:
    """No byte of the calldata behind the call is zero."""
    chain = house.chain
    compiled = compile_contract("mocks/ActionTarget")
    target = chain.deploy(compiled["abi"], compiled["bytecode"])
    data = Web3.to_bytes(hexstr=target.encode_abi("bump", [1])).ljust(MAX_CALLDATA, b"\xff")
    actions = [(target.address, 0, data)] * MAX_ACTIONS
    text = "t" * MAX_DESCRIPTION
    proposing = house.propose(actions, text)
    house.open_voting()
    house.vote(house.id_of(actions, text), house.founders[0])
    house.end_voting()
    return {"propose": proposing, "execute": house.execute(actions, text)}


def _open(ecosystem: Ecosystem) -> dict[str, int]:
    house = House(ecosystem, ecosystem.chain.accounts[FIRST_PARTNER : FIRST_PARTNER + 3], ordinary=LAZY)
    house.form()
    payment: list[Action] = [(ecosystem.chain.accounts[0], 1, b"")]
    opened = [house.propose(payment, f"Open {number}") for number in range(MAX_OPEN)]
    _require_full(house, payment)
    return {"propose_open": opened[-1]}


def _require_full(house: House, actions: Sequence[Action]) -> None:
    """Makes sure that the founder on seat 0 has as many proposals open as it may have."""
    try:
        house.propose(actions, "One too many")
    except RuntimeError as error:
        if "governor: too many open" in str(error):
            return
        raise
    raise RuntimeError(f"a partner may have more than {MAX_OPEN} proposals open")


def _recusal(ecosystem: Ecosystem) -> dict[str, int]:
    house = House(
        ecosystem, ecosystem.chain.accounts[FIRST_PARTNER : FIRST_PARTNER + MAX_ACTIONS + 1], ordinary=RECUSING
    )
    house.form()
    house.chain.transfer(house.chain.accounts[0], house.partnership.address, 10**18)
    actions: list[Action] = [(partner, 10**15, b"") for partner in house.founders[1:]]
    proposing = house.propose(actions, "Payments")
    house.open_voting()
    house.vote(house.id_of(actions, "Payments"), house.founders[0])
    house.end_voting()
    return {"propose_recusing": proposing, "execute_recusing": house.execute(actions, "Payments")}


def _tokens(ecosystem: Ecosystem) -> dict[str, int]:
    """Half of the revenue tokens are listed."""
    chain = ecosystem.chain
    tokens = deploy_tokens(chain, MAX_TOKENS)
    listed = [token.address for token in tokens[:MAX_LISTED]]
    house = House(
        ecosystem,
        chain.accounts[FIRST_PARTNER : FIRST_PARTNER + 5],
        tokens=listed,
        redeemable_bps=10_000,
        reserve_bps=500,
        recoupment=_PRO_RATA,
        capital=[Capital(token, 0, 10**12) for token in listed],
    )
    house.form()
    for token in tokens:
        mint(chain, token, house.partnership.address)
        mint(chain, token, house.escrow.address)
    known = [house.on_escrow("know_token", token.address) for token in tokens[MAX_LISTED:]]
    house.decide(known, "Tokens to be split")
    _earn(house, tokens)
    partner, other, leaver = house.founders[1:4]
    addresses = [token.address for token in tokens]
    claim_many = house.escrow.functions.claim_many
    claiming = chain.send(claim_many(addresses, partner), partner)
    for units in range(2_000, 2_000 + MAX_CHANGES):
        _earn(house, tokens)
        data = house.partnership.encode_abi("set_shares", [other, 200, units])
        house.decide([(house.partnership.address, 0, Web3.to_bytes(hexstr=data))], f"Change {units}")
    after_changes = chain.send(claim_many(addresses, other), other)
    _sponsor(house)
    house.decide([_vesting(house, partner)], "Units vest", agreeing=[partner])
    for _ in range(MAX_CHANGES):
        chain.wait(DAY)
        _earn(house, tokens[:1])
    claiming_vested = house.claim(partner, addresses[0])
    recording = [house.on_escrow("record_contribution", other, token, 10**6, bytes(32)) for token in listed]
    house.decide(recording, "Contributions in kind")
    chain.wait(DAY)
    for token in tokens:
        mint(chain, token, house.escrow.address)
    named = deploy_tokens(chain, MAX_NAMED)
    for token in named:
        mint(chain, token, house.partnership.address)
    leaving = house.leave(leaver, [token.address for token in named])
    return {"claim": claiming, "claim_changes": after_changes, "claim_vesting": claiming_vested, "redeem": leaving}


def _sponsor(house: House) -> None:
    """Has as many sponsors as there can be share in the income."""
    sponsors = house.chain.accounts[-MAX_SPONSORS:]
    house.decide([house.on_escrow("set_sponsor", sponsor, 100) for sponsor in sponsors], "Sponsors")


def _vesting(house: House, partner: str) -> Action:
    today = house.chain.now // DAY
    return house.on_escrow("set_vesting", partner, 100, today, today, today + 1_000)


def _paying(ecosystem: Ecosystem) -> dict[str, int]:
    chain = ecosystem.chain
    house = house_of(ecosystem, chain.accounts[FIRST_PARTNER : FIRST_PARTNER + MAX_PAID])
    _sponsor(house)
    house.receive(10**18)
    paying = house.pay_out()
    house.receive(10**18)
    house.distribute()
    claim_for = house.escrow.functions.claim_for(ETHER, house.partners)
    return {"pay_out": paying, "claim_for": chain.send(claim_for, chain.accounts[0])}


def _earn(house: House, tokens: Sequence[Contract]) -> None:
    for token in tokens:
        mint(house.chain, token, house.escrow.address)
        house.distribute(token.address)


def _crowd(house: House) -> dict[str, int]:
    """Everybody in the batch has voted on an older page of proposals."""
    chain = house.chain
    payment: list[Action] = [(chain.accounts[0], 1, b"")]
    chain.transfer(chain.accounts[0], house.partnership.address, 10**18)
    voters = [key(FIRST_PARTNER + index) for index in range(MAX_BATCH)]
    house.vote_in_one_batch(house.put(payment, "The page before"), voters, chain.accounts[0])
    for number in range(PAGE):
        house.propose(payment, f"Proposal {number}")
    batch = house.vote_in_one_batch(house.put(payment, "The next page"), voters, chain.accounts[0])
    house.end_voting()
    newcomers = chain.accounts[FIRST_PARTNER + ROSTER :][:MAX_ACTIONS]
    admitting = house.decide([house.admission(account) for account in newcomers], "The last ones")
    return {"batch": batch, "admit": admitting, "accept": max(house.accept(account) for account in newcomers[:3])}
