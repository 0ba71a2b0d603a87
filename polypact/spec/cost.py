"""What deploying will cost, before anything is sent: gas, and its price now.

The gas of a contract follows from its code (the yellow paper's prices, as changed by EIP-2028 and EIP-3860), and is
right to about one in a hundred; that of a partnership is what the node says of the exact call, once its ecosystem is
there.
"""

from __future__ import annotations

from collections.abc import Sequence

from polypact.chain import artifacts, recipe
from polypact.chain.deployments import Deployments
from polypact.chain.node_errors import node_trouble
from polypact.chain.session import Session

__all__ = ["ecosystem_gas", "price_of_gas", "still_to_deploy"]

_TRANSACTION = 21_000 + 32_000
_ZERO_BYTE, _OTHER_BYTE, _INIT_WORD, _CODE_BYTE = 4, 16, 2, 200
_WORD = 32
#: Of an address among the arguments: its word, and asking whether there is code.
_ADDRESS = 12 * _ZERO_BYTE + 20 * _OTHER_BYTE + 3_500
#: Of what a constructor does besides.
_CONSTRUCTOR = 25_000


def ecosystem_gas(contracts: Sequence[str]) -> int:
    """About how much gas it takes to deploy these contracts of the recipe, each in its own transaction."""
    return sum(map(_gas, contracts))


def still_to_deploy(session: Session, deployments: Deployments, name: str) -> list[str]:
    """The contracts of an ecosystem that a run which was cut short has not deployed yet, all of them at first."""
    journal = deployments.journal
    noted = {contract: journal.get(f"ecosystem {name}: {contract}") for contract in recipe.NAMES}
    return [
        contract for contract, entry in noted.items() if not (entry and session.mined(str(entry.get("transaction"))))
    ]


def price_of_gas(session: Session) -> int:
    """What a unit of gas costs now, in wei."""
    with node_trouble(session.network):
        return int(session.web3.eth.gas_price)


def _gas(contract: str) -> int:
    artifact = artifacts.load(contract)
    code = bytes.fromhex(artifact.bytecode.removeprefix("0x"))
    zeros = code.count(0)
    addresses = len(recipe.named_in(recipe.step_of(contract).takes))
    words = len(code) // _WORD + addresses
    sent = zeros * _ZERO_BYTE + (len(code) - zeros) * _OTHER_BYTE + words * _INIT_WORD + addresses * _ADDRESS
    return _TRANSACTION + sent + artifact.runtime_size * _CODE_BYTE + _CONSTRUCTOR
