"""Polypact on a chain of the benchmark: the implementations, an ecosystem, and partnerships with verbs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from eth_account import Account
from eth_account.signers.local import LocalAccount
from web3 import Web3

from benchmarks.chain import Chain
from benchmarks.node import MNEMONIC
from polypact.chain import artifacts, recipe
from polypact.chain.recipe import Config
from polypact.text.deals import Capital, Deal

ETHER = "0x" + "00" * 20
CONSTITUTIONAL, ORDINARY = 0, 8
FOR = 1
PROPOSER, STEERING, TREASURER = 1, 2, 8
DAY = 24 * 3600
MAX_FOUNDERS, MAX_ACTIONS = 64, 16
TERMS_HASH = Web3.keccak(text="terms")
TERMS_URI = "ipfs://bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi"
#: A deal whose ceilings keep nothing from being done.
WIDE = Deal(max_units=2**32 - 1, max_weight=2**40 - 1, max_sponsors_bps=10_000, max_reserve_bps=10_000, move_seconds=0)

#: 99 bytes; each proposal adds a figure.
DESCRIPTION = "Pay the supplier for the June delivery of pallets and crates, invoice 2026-0117, see attached scans"
Rule = tuple[int, int, int, int, int, int, int, int, bool, bool, int, int, int, str]
#           delay period delay   window    quorum approval seats mode early recusal objections contested extension tie
STRICT: Rule = (60, 3_600, 3 * DAY, 14 * DAY, 5_000, 6_667, 0, 0, False, False, 0, 0, 0, ETHER)
LAX: Rule = (60, 3_600, 600, 14 * DAY, 3_000, 5_000, 0, 0, False, False, 0, 0, 0, ETHER)
DUAL: Rule = (60, 3_600, 600, 14 * DAY, 3_000, 5_000, 5_000, 1, False, False, 0, 0, 0, ETHER)
EARLY: Rule = (60, 3_600, 600, 14 * DAY, 3_000, 5_000, 0, 0, True, False, 0, 0, 0, ETHER)
RECUSING: Rule = (60, 3_600, 600, 14 * DAY, 3_000, 5_000, 0, 0, False, True, 0, 6_000, 0, ETHER)
LAZY: Rule = (60, 3_600, 600, 14 * DAY, 3_000, 5_000, 0, 2, False, False, 0, 0, 0, ETHER)
OBJECTED: Rule = (60, 3_600, 3_600, 14 * DAY, 3_000, 5_000, 0, 0, False, False, 2, 6_000, 0, ETHER)
_BALLOT = [
    {"name": "proposalId", "type": "uint256"},
    {"name": "support", "type": "uint8"},
    {"name": "voter", "type": "address"},
]
BALLOT_TYPES = {"Ballot": [*_BALLOT, {"name": "nonce", "type": "uint256"}]}
TIMED_BALLOT_TYPES = {"TimedBallot": [*_BALLOT, {"name": "deadline", "type": "uint256"}]}

Action = tuple[str, int, bytes]


class Ecosystem:
    """The implementations and an ecosystem on a chain."""

    def __init__(self, chain: Chain) -> None:
        self.chain = chain
        address = recipe.deploy(self._deploy)["Ecosystem"]
        self.contract = chain.at(artifacts.interface("Ecosystem"), address)

    def _deploy(self, name: str, arguments: list[Any]) -> str:
        artifact = artifacts.load(name)
        return self.chain.deploy(artifact.abi, artifact.bytecode, *arguments).address


class House:
    """One partnership of an ecosystem.

    The founder on seat 0 outweighs everybody else together, so that it alone can pass a proposal.
    """

    def __init__(
        self,
        ecosystem: Ecosystem,
        founders: Sequence[str],
        *,
        ordinary: Rule = LAX,
        role: int = PROPOSER,
        tokens: Sequence[str] = (),
        notice_seconds: int = 0,
        redeemable_bps: int = 0,
        reserve_bps: int = 0,
        recoupment: int = 0,
        capital: Sequence[Capital] = (),
    ) -> None:
        """Spins it up.

        Args:
            ordinary: the rule of the ordinary class.
            role: of every founder.
            tokens: revenue tokens to be listed.
            notice_seconds: that a leaver has to give.
            redeemable_bps: share of the treasury that a leaver's part is taken of.
            reserve_bps: the treasury's share of income.
            recoupment: how contributions are repaid: 0 not at all, 1 in order, 2 pro rata.
            capital: that may be repaid.
        """
        self.chain = chain = ecosystem.chain
        self.founders = list(founders)
        self.partners = list(founders)
        rows: list[tuple[str, int, int, int]] = [
            (a, 1_000_000 if i == 0 else 100 + i, 1_000 + i, role) for i, a in enumerate(founders)
        ]
        config = Config(
            name="Harbour Joint Venture",
            terms_hash=TERMS_HASH,
            terms_uri=TERMS_URI,
            formation_deadline=chain.now + 30 * DAY,
            founders=rows,
            rules=[(CONSTITUTIONAL, bytes(32), STRICT), (ORDINARY, bytes(32), ordinary)],
            tokens=tokens,
            capital=capital,
            deal=replace(WIDE, notice_seconds=notice_seconds, redeemable_bps=redeemable_bps),
            reserve_bps=reserve_bps,
            recoupment=recoupment,
        ).abi()
        number = ecosystem.contract.functions.partnership_count().call()
        spin_up = ecosystem.contract.functions.spin_up(config, number.to_bytes(32))
        self.spin_up_gas = chain.send(spin_up, chain.accounts[0])
        address = ecosystem.contract.functions.partnership_at(number).call()
        self.partnership = chain.at(artifacts.interface("Partnership"), address)
        escrow = self.partnership.functions.escrow().call()
        self.escrow = chain.at(artifacts.interface("RevenueEscrow"), escrow)

    # --- each returns the gas used ---

    def accept(self, account: str) -> int:
        return self.chain.send(
            self.partnership.functions.accept(self.partnership.functions.offer_of(account).call()), account
        )

    def propose(self, actions: Sequence[Action], text: str, by: str = "") -> int:
        call = self.partnership.functions.propose(*columns(actions), text)
        return self.chain.send(call, by or self.founders[0])

    def vote(self, proposal: int, account: str) -> int:
        return self.chain.send(self.partnership.functions.castVote(proposal, FOR), account)

    def vote_by_signature(self, proposal: int, voter: LocalAccount, relayer: str) -> int:
        nonce = self.partnership.functions.nonces(voter.address).call()
        ballot = {"proposalId": proposal, "support": FOR, "voter": voter.address, "nonce": nonce}
        signed = voter.sign_typed_data(self.domain(), BALLOT_TYPES, ballot)
        call = self.partnership.functions.castVoteBySig(proposal, FOR, voter.address, bytes(signed.signature))
        return self.chain.send(call, relayer)

    def vote_in_one_batch(self, proposal: int, voters: Sequence[LocalAccount], relayer: str) -> int:
        """Every voter signs for it with a key, and somebody relays all ballots."""
        deadline = self.chain.now + DAY
        domain, packed = self.domain(), b""
        for voter in voters:
            ballot = {"proposalId": proposal, "support": FOR, "voter": voter.address, "deadline": deadline}
            signed = voter.sign_typed_data(domain, TIMED_BALLOT_TYPES, ballot)
            signature = signed.r.to_bytes(32) + (signed.s | (signed.v - 27) << 255).to_bytes(32)  # EIP-2098
            packed += Web3.to_bytes(hexstr=voter.address) + FOR.to_bytes(5) + deadline.to_bytes(5)
            packed += len(signature).to_bytes(2) + signature
        return self.chain.send(self.partnership.functions.cast_votes_by_sig(proposal, packed, False), relayer)

    def leave(self, partner: str, tokens: Sequence[str] = ()) -> int:
        """Leaves, and takes its part of those treasury tokens along."""
        call = self.partnership.functions.leave(list(tokens)) if tokens else self.partnership.functions.leave()
        return self.chain.send(call, partner)

    def execute(self, actions: Sequence[Action], text: str) -> int:
        call = self.partnership.functions.execute(*columns(actions), Web3.keccak(text=text))
        return self.chain.send(call, self.founders[0])

    def receive(self, value: int) -> int:
        """Revenue by plain transfer (wei), from an outsider."""
        return self.chain.transfer(self.chain.accounts[0], self.escrow.address, value)

    def distribute(self, token: str = ETHER) -> int:
        return self.chain.send(self.escrow.functions.distribute(token), self.chain.accounts[0])

    def claim(self, partner: str, token: str = ETHER, by: str = "") -> int:
        return self.chain.send(self.escrow.functions.claim(token, partner), by or partner)

    def pay_out(self, token: str = ETHER) -> int:
        """Splits what arrived and pays everybody at once."""
        partners = sorted(self.partners, key=lambda account: int(account, 16))
        return self.chain.send(self.escrow.functions.pay_out(token, partners), self.chain.accounts[0])

    # --- longer ways ---

    def form(self) -> None:
        """Every founder accepts; the partnership is in force."""
        for founder in self.founders:
            self.accept(founder)
        self.chain.wait(5)

    def domain(self) -> dict[str, Any]:
        """The EIP-712 domain of what is signed here."""
        name, version, chain_id, contract = self.partnership.functions.eip712Domain().call()[1:5]
        return {"name": name, "version": version, "chainId": chain_id, "verifyingContract": contract}

    def put(self, actions: Sequence[Action], text: str, by: str = "") -> int:
        """Proposes, moves to where ballots are taken, and returns the proposal's id."""
        self.propose(actions, text, by)
        self.open_voting()
        return self.id_of(actions, text)

    def id_of(self, actions: Sequence[Action], text: str) -> int:
        return int(self.partnership.functions.hashProposal(*columns(actions), Web3.keccak(text=text)).call())

    def open_voting(self) -> None:
        self.chain.wait(STRICT[0] + 1)

    def end_voting(self) -> None:
        """Moves to where what was just voted on can be executed."""
        self.chain.wait(STRICT[1] + STRICT[2] + 1)

    def decide(self, actions: Sequence[Action], text: str, agreeing: Sequence[str] = ()) -> int:
        """Passes a proposal with one ballot, and the yes of partners, and returns the gas of its execution."""
        self.propose(actions, text)
        self.open_voting()
        proposal = self.id_of(actions, text)
        self.vote(proposal, self.founders[0])
        for partner in agreeing:
            self.chain.send(self.partnership.functions.consent(proposal, True), partner)
        self.end_voting()
        return self.execute(actions, text)

    def on_escrow(self, function: str, *arguments: Any) -> Action:
        """What the partnership can decide about its income."""
        return (self.escrow.address, 0, Web3.to_bytes(hexstr=self.escrow.encode_abi(function, list(arguments))))

    def admission(self, account: str) -> Action:
        data = self.partnership.encode_abi("admit", [account, 50, 50, PROPOSER, 7 * DAY])
        return (self.partnership.address, 0, Web3.to_bytes(hexstr=data))

    def admit(self, newcomers: Sequence[str]) -> list[int]:
        """Admits accounts, 16 by one proposal, and returns the gas of each one's acceptance."""
        gas = []
        for start in range(0, len(newcomers), MAX_ACTIONS):
            batch = newcomers[start : start + MAX_ACTIONS]
            self.decide([self.admission(account) for account in batch], f"Admit from {batch[0]}")
            gas += [self.accept(account) for account in batch]
        self.partners += newcomers
        self.chain.wait(5)
        return gas


def house_of(ecosystem: Ecosystem, partners: Sequence[str]) -> House:
    """A partnership in force with these partners: as many founders as there can be, the others admitted by vote."""
    house = House(ecosystem, partners[:MAX_FOUNDERS])
    house.form()
    house.admit(partners[MAX_FOUNDERS:])
    return house


def columns(actions: Sequence[Action]) -> tuple[list[str], list[int], list[bytes]]:
    """Actions as `propose` and `execute` take them."""
    return [a[0] for a in actions], [a[1] for a in actions], [a[2] for a in actions]


@cache
def key(index: int) -> LocalAccount:
    """The key of the node's account of that number."""
    Account.enable_unaudited_hdwallet_features()
    account: LocalAccount = Account.from_mnemonic(MNEMONIC, account_path=f"m/44'/60'/0'/0/{index}")
    return account
