"""OpenZeppelin's PaymentSplitter, the last release that had it."""

from __future__ import annotations

from benchmarks.chain import Chain
from benchmarks.erc20 import deploy_token
from benchmarks.ours import RECIPIENTS
from benchmarks.peers.solidity import compile_sources

SOURCE = "openzeppelin-4/finance/PaymentSplitter.sol"


def measure_splitter(chain: Chain) -> dict[str, int]:
    """The gas of its operations by key. It pays one recipient a transaction, so paying everybody is their sum."""
    compiled = compile_sources([SOURCE], "cancun")["PaymentSplitter"]
    sender = chain.accounts[0]
    token = deploy_token(chain)
    gas = {}
    for number in reversed(RECIPIENTS):
        payees = chain.accounts[1 : 1 + number]
        splitter = chain.deploy(compiled.abi, compiled.bytecode, payees, [100 + i for i in range(number)])
        for _ in range(2):
            gas["receive"] = chain.transfer(sender, splitter.address, 10**18)
            payments = [chain.send(splitter.functions.release(payee), payee) for payee in payees]
            chain.send(token.functions.mint(splitter.address, 10**12), sender)
            gas["withdraw_token"] = chain.send(splitter.functions.release(token.address, payees[0]), payees[0])
            chain.transfer(sender, splitter.address, 10**18)
            gas["withdraw_for_another"] = chain.send(splitter.functions.release(payees[0]), sender)
        gas["withdraw_ether"] = payments[0]
        gas[f"claims_{number}"] = sum(payments)
    return gas
