"""OpenZeppelin's Governor with a TimelockController and an ERC20Votes token, as its documentation does."""

from __future__ import annotations

from collections.abc import Sequence

from eth_account.signers.local import LocalAccount
from web3 import Web3
from web3.contract import Contract

from benchmarks.chain import Chain
from benchmarks.house import BALLOT_TYPES, DESCRIPTION, FOR, Action, columns, key
from benchmarks.peers.solidity import compile_sources

NOBODY = "0x" + "00" * 20
PERIOD_BLOCKS = 50
TIMELOCK_SECONDS = 600
WEIGHT = 10**18


class Governance:
    """A token, a timelock that holds the money, and the governor that alone may propose to it; anybody executes."""

    def __init__(self, chain: Chain) -> None:
        self.chain = chain
        self.deployer = chain.accounts[0]
        compiled = compile_sources(["Governance.sol"], "cancun")

        def deploy(name: str, *arguments: object) -> Contract:
            return chain.deploy(compiled[name].abi, compiled[name].bytecode, *arguments)

        before = chain.web3.eth.block_number
        self.token = deploy("VotingToken")
        self.timelock = deploy("TimelockController", TIMELOCK_SECONDS, [], [NOBODY], self.deployer)
        self.governor = deploy("TimelockedGovernor", self.token.address, self.timelock.address)
        for role in ("PROPOSER_ROLE", "CANCELLER_ROLE"):
            name = self.timelock.functions[role]().call()
            chain.send(self.timelock.functions.grantRole(name, self.governor.address), self.deployer)
        administrator = self.timelock.functions.DEFAULT_ADMIN_ROLE().call()
        chain.send(self.timelock.functions.renounceRole(administrator, self.deployer), self.deployer)
        self.creation_gas = sum(
            int(block["gasUsed"])
            for block in map(chain.web3.eth.get_block, range(before + 1, chain.web3.eth.block_number + 1))
        )

    def join(self, account: str) -> int:
        minted = self.chain.send(self.token.functions.mint(account, WEIGHT), self.deployer)
        return minted + self.chain.send(self.token.functions.delegate(account), account)

    def propose(self, actions: Sequence[Action], text: str, proposer: str) -> tuple[int, int]:
        """The proposal's id and the gas used; voting is open afterwards."""
        gas = self.chain.send(self.governor.functions.propose(*columns(actions), text), proposer)
        self.chain.mine(2)
        return self.governor.functions.hashProposal(*columns(actions), Web3.keccak(text=text)).call(), gas

    def vote(self, proposal: int, voter: str) -> int:
        return self.chain.send(self.governor.functions.castVote(proposal, FOR), voter)

    def vote_by_signature(self, proposal: int, voter: LocalAccount) -> int:
        name, version, chain_id, contract = self.governor.functions.eip712Domain().call()[1:5]
        domain = {"name": name, "version": version, "chainId": chain_id, "verifyingContract": contract}
        nonce = self.governor.functions.nonces(voter.address).call()
        ballot = {"proposalId": proposal, "support": FOR, "voter": voter.address, "nonce": nonce}
        signed = voter.sign_typed_data(domain, BALLOT_TYPES, ballot)
        call = self.governor.functions.castVoteBySig(proposal, FOR, voter.address, bytes(signed.signature))
        return self.chain.send(call, self.deployer)


def measure_governor(chain: Chain) -> dict[str, int]:
    """The gas of a Governor's operations by key."""
    governance = Governance(chain)
    members, supplier = chain.accounts[1:6], chain.accounts[9]
    gas = {"spin_up": governance.creation_gas, "accept": [governance.join(member) for member in members][-1]}
    chain.transfer(chain.accounts[0], governance.timelock.address, 10**18)
    actions = [(supplier, 10**15, b"")]
    for turn in range(2):
        text = DESCRIPTION + str(turn)
        proposal, gas["propose"] = governance.propose(actions, text, members[0])
        ballots = [governance.vote(proposal, member) for member in members]
        gas["ballot_first"], gas["ballot"] = ballots[0], max(ballots[1:])
        chain.mine(PERIOD_BLOCKS)
        terms = (*columns(actions), Web3.keccak(text=text))
        gas["queue"] = chain.send(governance.governor.functions.queue(*terms), members[0])
        chain.wait(TIMELOCK_SECONDS + 1)
        gas["execute"] = chain.send(governance.governor.functions.execute(*terms), members[0])
    gas["lifecycle"] = gas["propose"] + sum(ballots) + gas["queue"] + gas["execute"]
    for turn in range(2):
        proposal, _ = governance.propose(actions, f"Signed ballots {turn}", members[0])
        governance.vote(proposal, members[0])
        gas["ballot_signed"] = governance.vote_by_signature(proposal, key(2))
    return gas
