"""Moloch v3 (Baal) on a Safe, summoned by its own factory."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from eth_abi.abi import encode
from eth_account.signers.local import LocalAccount
from web3.contract import Contract

from benchmarks.chain import Chain
from benchmarks.erc20 import deploy_token
from benchmarks.house import DESCRIPTION, key
from benchmarks.peers.solidity import Compiled, compile_sources

BAAL, SAFE = "@daohaus/baal-contracts/contracts", "@gnosis.pm/safe-contracts/contracts"
SOURCES = (
    f"{BAAL}/BaalSummoner.sol",
    f"{BAAL}/LootERC20.sol",
    f"{BAAL}/SharesERC20.sol",
    f"{SAFE}/handler/CompatibilityFallbackHandler.sol",
    f"{SAFE}/libraries/MultiSend.sol",
)
# Each of these packages brings its own OpenZeppelin.
REMAPPINGS = tuple(
    f"{package}/:@openzeppelin/contracts/={package}/node_modules/@openzeppelin/contracts/"
    for package in ("@daohaus/baal-contracts", "@gnosis.pm/zodiac", "@opengsn/contracts")
)
NOBODY = "0x" + "00" * 20
MANAGER = 2
VOTING_SECONDS, GRACE_SECONDS = 3_600, 600
SHARES = 100 * 10**18
VOTE_TYPES = {
    "Vote": [
        {"name": "name", "type": "string"},
        {"name": "voter", "type": "address"},
        {"name": "expiry", "type": "uint256"},
        {"name": "nonce", "type": "uint256"},
        {"name": "proposalId", "type": "uint32"},
        {"name": "support", "type": "bool"},
    ]
}


class Summoner:
    """The factory with everything it clones or points to."""

    #: In the order of `setAddrs`.
    PARTS = (
        "GnosisSafe",
        "CompatibilityFallbackHandler",
        "MultiSend",
        "GnosisSafeProxyFactory",
        "ModuleProxyFactory",
        "Loot",
        "Shares",
    )

    def __init__(self, chain: Chain) -> None:
        self.chain = chain
        self.compiled = compile_sources(SOURCES, "london", "solc-0.8.7", REMAPPINGS)
        template = self._deploy("Baal")
        self.multisend = self._deploy("MultiSend")
        implementation = self._deploy("BaalSummoner")
        proxy = self._deploy("ERC1967Proxy", implementation.address, bytes.fromhex("8129fc1c"))  # initialize()
        self.contract = self.at("BaalSummoner", proxy.address)
        addresses = [self._deploy(name).address for name in self.PARTS]
        chain.send(self.contract.functions.setAddrs(template.address, *addresses), chain.accounts[0])

    def _deploy(self, name: str, *arguments: Any) -> Contract:
        compiled: Compiled = self.compiled[name]
        return self.chain.deploy(compiled.abi, compiled.bytecode, *arguments)

    def at(self, name: str, address: Any) -> Contract:
        return self.chain.at(self.compiled[name].abi, address)


class Guild:
    """One DAO with equal members; a manager, where it has one, mints shares for newcomers."""

    def __init__(self, summoner: Summoner, members: Sequence[str], salt: int, with_manager: bool = False) -> None:
        self.chain = summoner.chain
        self.manager = manager = self.chain.accounts[0]
        baal = summoner.at("Baal", NOBODY)
        rules = (VOTING_SECONDS, GRACE_SECONDS, 0, 0, 1, 0)
        governance = encode(["uint32", "uint32", "uint256", "uint256", "uint256", "uint256"], rules)
        actions = [
            baal.encode_abi("setGovernanceConfig", [governance]),
            baal.encode_abi("mintShares", [list(members), [SHARES] * len(members)]),
        ]
        if with_manager:
            actions.append(baal.encode_abi("setShamans", [[manager], [MANAGER]]))
        terms = encode(
            ["string", "string", "address", "address", "address", "address"],
            ["Guild", "GUILD", NOBODY, NOBODY, NOBODY, NOBODY],
        )
        summon = summoner.contract.functions.summonBaal(terms, list(map(_bytes, actions)), salt)
        address = summon.call({"from": manager})
        self.creation_gas = self.chain.send(summon, manager)
        self.baal = summoner.at("Baal", address)
        self.safe = self.baal.functions.target().call()
        self.multisend = summoner.multisend
        self.shares_name = summoner.at("Shares", self.baal.functions.sharesToken().call()).functions.name().call()

    def join(self, account: str) -> int:
        return self.chain.send(self.baal.functions.mintShares([account], [SHARES]), self.manager)

    def payment(self, to: str, value: int) -> bytes:
        """A proposal's data: one payment in wei."""
        action = bytes(1) + _bytes(to) + value.to_bytes(32) + (0).to_bytes(32)
        return _bytes(self.multisend.encode_abi("multiSend", [action]))

    def propose(self, data: bytes, text: str, proposer: str) -> tuple[int, int]:
        """The proposal's number and the gas used; voting is open afterwards."""
        gas = self.chain.send(self.baal.functions.submitProposal(data, 0, 0, text), proposer)
        self.chain.wait(5)
        return self.baal.functions.proposalCount().call(), gas

    def vote(self, proposal: int, voter: str) -> int:
        return self.chain.send(self.baal.functions.submitVote(proposal, True), voter)

    def vote_by_signature(self, proposal: int, voter: LocalAccount) -> int:
        domain = {
            "name": "Vote",
            "version": "4",
            "chainId": self.chain.web3.eth.chain_id,
            "verifyingContract": self.baal.address,
        }
        nonce = self.baal.functions.votingNonces(voter.address).call()
        expiry = self.chain.now + VOTING_SECONDS
        terms = {"voter": voter.address, "expiry": expiry, "nonce": nonce, "proposalId": proposal, "support": True}
        signed = voter.sign_typed_data(domain, VOTE_TYPES, {"name": self.shares_name, **terms})
        word = (signed.v, signed.r.to_bytes(32), signed.s.to_bytes(32))
        call = self.baal.functions.submitVoteWithSig(*terms.values(), *word)
        return self.chain.send(call, self.manager)

    def process(self, proposal: int, data: bytes) -> int:
        self.chain.wait(VOTING_SECONDS + GRACE_SECONDS + 1)
        return self.chain.send(self.baal.functions.processProposal(proposal, data), self.manager)


def measure_moloch(chain: Chain) -> dict[str, int]:
    """The gas of a guild's operations by key."""
    members, supplier, newcomers = chain.accounts[1:6], chain.accounts[9], chain.accounts[10:13]
    summoner = Summoner(chain)
    Guild(summoner, members, 1)
    gas = {"spin_up": Guild(summoner, members, 2).creation_gas}
    guild = Guild(summoner, members, 3, with_manager=True)
    chain.transfer(guild.manager, guild.safe, 10**18)
    for turn in range(2):
        data = guild.payment(supplier, 10**15)
        proposal, gas["propose"] = guild.propose(data, DESCRIPTION + str(turn), members[0])
        ballots = [guild.vote(proposal, member) for member in members]
        gas["ballot_first"], gas["ballot"] = ballots[0], max(ballots[1:])
        gas["execute"] = guild.process(proposal, data)
    gas["lifecycle"] = gas["propose"] + sum(ballots) + gas["execute"]
    for turn in range(2):
        data = guild.payment(supplier, 10**15)
        proposal, _ = guild.propose(data, f"Signed ballots {turn}", members[0])
        guild.vote(proposal, members[0])
        gas["ballot_signed"] = guild.vote_by_signature(proposal, key(2))
        guild.process(proposal, data)
    gas["accept"] = [guild.join(newcomer) for newcomer in newcomers][-1]
    return gas | _redemptions(guild, newcomers)


def _redemptions(guild: Guild, leavers: Sequence[str]) -> dict[str, int]:
    """Leaving with 1, 3 and 5 tokens, of which the leaver holds some already."""
    chain = guild.chain
    tokens = sorted((deploy_token(chain) for _ in range(5)), key=lambda token: int(token.address, 16))
    gas = {}
    for leaver, number in zip(leavers, (1, 3, 5), strict=True):
        for token in tokens:
            chain.send(token.functions.mint(guild.safe, 10**12), guild.manager)
            chain.send(token.functions.mint(leaver, 10**6), guild.manager)
        taken = [token.address for token in tokens[:number]]
        gas[f"redeem_{number}"] = chain.send(guild.baal.functions.ragequit(leaver, SHARES, 0, taken), leaver)
    return gas


def _bytes(text: str) -> bytes:
    """Of a hexadecimal text."""
    return bytes.fromhex(text.removeprefix("0x"))
